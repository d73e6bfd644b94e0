"""How far a conclusion is triangulated: computed from the evidence it is tied to. Pure: no Django, no clock.

Source of the rule: S16 of the research report (evidence from observation, interview and documents; reduced, displayed,
verified). It asks for two kinds of source and two informants; what speaks against is told beside, never set off.
"""

from collections.abc import Collection
from dataclasses import dataclass

KINDS = {"observasi": "observasi", "wawancara": "wawancara", "dokumen": "dokumen"}
NEEDED_KINDS, NEEDED_INFORMANTS = 2, 2


@dataclass(frozen=True)
class Source:
    """One piece of evidence: what kind, from whom (`informant_key`), and whether it supports the conclusion."""

    kind: str
    informant: str
    supports: bool


@dataclass(frozen=True)
class Verdict:
    """What the evidence adds up to; `kinds` are those that support, in the order of KINDS."""

    kinds: tuple[str, ...]
    informants: int
    pieces: int
    against: int

    @property
    def is_triangulated(self) -> bool:
        """Two kinds of source and two informants at least."""
        return len(self.kinds) >= NEEDED_KINDS and self.informants >= NEEDED_INFORMANTS

    @property
    def counted(self) -> str:
        """What it rests on, with its n."""
        return f"{len(self.kinds)} jenis sumber, {self.informants} sumber orang"

    @property
    def words(self) -> str:
        """The verdict in words; of one that is not yet there, what is missing."""
        if self.is_triangulated:
            return f"Dikuatkan: {self.counted}"
        if not self.pieces:
            return "Belum: belum ada bukti yang mendukung"
        missing = []
        if len(self.kinds) < NEEDED_KINDS:
            others = " atau ".join(word for kind, word in KINDS.items() if kind not in self.kinds)
            missing.append(f"1 jenis sumber lagi ({others})")
        if self.informants < NEEDED_INFORMANTS:
            missing.append("1 sumber orang lagi yang berbeda")
        return f"Belum: perlu {' dan '.join(missing)}"


def informant_key(madrasah: int, role: str, sign: str) -> str:
    """Who somebody is, as far as one can tell: two of one role at one madrasah without a sign are one.

    >>> informant_key(1, "guru", " Kelas  IV ") == informant_key(1, "guru", "kelas iv")
    True
    """
    return f"{madrasah}/{role}/{' '.join(sign.casefold().split())}"


def verdict_of(sources: Collection[Source]) -> Verdict:
    """Of all evidence that is tied to a conclusion.

    >>> verdict_of([Source("observasi", "a", True), Source("wawancara", "b", True)]).words
    'Dikuatkan: 2 jenis sumber, 2 sumber orang'
    >>> verdict_of([Source("observasi", "a", True), Source("wawancara", "b", False)]).words
    'Belum: perlu 1 jenis sumber lagi (wawancara atau dokumen) dan 1 sumber orang lagi yang berbeda'
    """
    supporting = [source for source in sources if source.supports]
    found = {source.kind for source in supporting}
    return Verdict(
        kinds=tuple(kind for kind in KINDS if kind in found),
        informants=len({source.informant for source in supporting}),
        pieces=len(supporting),
        against=len(sources) - len(supporting),
    )
