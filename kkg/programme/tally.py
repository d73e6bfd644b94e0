"""What a KKG's programme adds up to, against what the guidance asks. Pure: no Django, no clock.

Not here: which rows are counted (kkg/programme/reports.py). A session that was called off is never handed in.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MEETINGS_A_YEAR = 12
MEETINGS_A_PACK = 3
SOURCE = "Rambu-rambu Pengembangan Kegiatan KKG dan MGMP"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One meeting that counts: `kind` of Session.Kind, `pack` its topic in common, held or still planned."""

    kind: str
    is_held: bool
    pack: str = ""


@dataclass(frozen=True)
class Tally:
    """So many held, so many planned, of so many wanted; `name` says of what."""

    name: str
    held: int
    planned: int
    wanted: int

    @property
    def is_planned_enough(self) -> bool:
        """Whether it will be enough once all plans are held."""
        return self.held + self.planned >= self.wanted

    @property
    def words(self) -> str:
        """ "2 dari 3 pertemuan, 1 lagi direncanakan".

        >>> Tally("RPP", 2, 1, 3).words, Tally("RPP", 3, 0, 3).words
        ('2 dari 3 pertemuan, 1 lagi direncanakan', '3 dari 3 pertemuan')
        """
        more = f", {self.planned} lagi direncanakan" if self.planned else ""
        return f"{self.held} dari {self.wanted} pertemuan{more}"


@dataclass(frozen=True)
class Share:
    """`count` of all `of` meetings are of this kind."""

    kind: str
    count: int
    of: int


def year_tally(meetings: Iterable[Counted]) -> Tally:
    """Meetings of one school year against 12 (Rambu-rambu KKG/MGMP; domain.md §4.3).

    >>> year_tally([Counted(kind="rutin", is_held=True), Counted(kind="umum", is_held=False)])
    Tally(name='tahun', held=1, planned=1, wanted=12)
    """
    return _tally("tahun", meetings, MEETINGS_A_YEAR)


def packs(meetings: Sequence[Counted]) -> list[Tally]:
    """Each pack against 3 meetings on one topic (the same source), in the order of first mention.

    Capitals and blanks at the ends make no second pack.

    >>> rpp = [Counted(kind="rutin", is_held=held, pack=name) for held, name in
    ...        ((True, "RPP"), (True, "rpp "), (False, "Penilaian"))]
    >>> [(pack.name, pack.words) for pack in packs(rpp)]
    [('RPP', '2 dari 3 pertemuan'), ('Penilaian', '0 dari 3 pertemuan, 1 lagi direncanakan')]
    """
    names: dict[str, str] = {}
    for meeting in meetings:
        name = meeting.pack.strip()
        if name:
            names.setdefault(name.casefold(), name)
    return [
        _tally(name, [m for m in meetings if m.pack.strip().casefold() == key], MEETINGS_A_PACK)
        for key, name in names.items()
    ]


def _tally(name: str, meetings: Iterable[Counted], wanted: int) -> Tally:
    states = [meeting.is_held for meeting in meetings]
    return Tally(name, states.count(True), states.count(False), wanted)


def shares(meetings: Sequence[Counted], kinds: Iterable[str]) -> list[Share]:
    """How many of all are of each kind, those that do not occur included: a plan without them should show it.

    >>> shares([Counted(kind="rutin", is_held=True)], ["umum", "rutin"])
    [Share(kind='umum', count=0, of=1), Share(kind='rutin', count=1, of=1)]
    """
    counts = Counter(meeting.kind for meeting in meetings)
    return [Share(kind, counts[kind], len(meetings)) for kind in kinds]
