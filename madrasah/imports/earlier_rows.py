"""What the rows above in the file were about, so that nobody is written twice: one small entry per row.

Belongs here: finding a row above by what it was about. Not here: what follows from it (plan, teacher_plan).
Keys are kept as 64-bit digests: a file of the largest size allowed stays within some tens of megabytes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from madrasah.imports.read_rows import ReadRow
from madrasah.imports.rows import PlannedRow, RowKind

Key = tuple[object, ...]
TRAITS = ("nip", "nuptk", "npk", "peg_id", "nrg", "birth_date")


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """One row above: where it stands, what it said (as a digest), and what would happen to it.

    `who` is the primary key of the person or madrasah as text, or for a new one the row that makes it.
    """

    ref: str
    place_in_file: str
    said: int
    kind: RowKind
    target: int | None
    who: str
    madrasah: int
    is_home: bool
    traits: tuple[tuple[str, int], ...] = ()

    def contradicts(self, row: ReadRow) -> bool:
        """Whether a number or the birth date says that the two rows are about different people."""
        own = dict(traits_of(row))
        return any(name in own and own[name] != value for name, value in self.traits)

    @property
    def is_left_out(self) -> bool:
        """Whether the row can't be imported, so that a row below stands by itself."""
        return self.kind == RowKind.REFUSED


class EarlierRows:
    """Lines by key. A key belongs to the first row that has it, unless that row is left out."""

    def __init__(self) -> None:
        self._lines: dict[int, EarlierRow] = {}

    def find(self, keys: Iterable[Key]) -> EarlierRow | None:
        """The row above that is about the same, by any of the keys."""
        found = (self._lines.get(_digest(key)) for key in keys)
        return next((line for line in found if line is not None), None)

    def note(self, keys: Iterable[Key], planned: PlannedRow) -> None:
        """Remember a planned row under its keys."""
        line = line_of(planned)
        for key in keys:
            digest = _digest(key)
            known = self._lines.get(digest)
            if known is None or known.is_left_out:
                self._lines[digest] = line


def line_of(planned: PlannedRow) -> EarlierRow:
    """What is remembered of a row."""
    row = planned.row
    return EarlierRow(
        ref=planned.ref,
        place_in_file=place_in_file(row),
        said=said(row),
        kind=planned.kind,
        target=planned.target,
        who=who_of(planned),
        madrasah=planned.place,
        is_home=row.values.get("is_home") is not False,
        traits=traits_of(row),
    )


def traits_of(row: ReadRow) -> tuple[tuple[str, int], ...]:
    """What tells people of one name apart, as digests."""
    return tuple((name, _digest((row.text(name),))) for name in TRAITS if row.text(name))


def who_of(planned: PlannedRow) -> str:
    """Whom a row is about: a stored row by its primary key, a new one by the row that makes it."""
    return str(planned.target) if planned.target else planned.updates.get("owner") or planned.ref


def said(row: ReadRow) -> int:
    """A digest of all that a row says."""
    return _digest((json.dumps(row.values, sort_keys=True),))


def place_in_file(row: ReadRow) -> str:
    """A row in words: "baris 12", with its sheet when the file has several."""
    return f"lembar “{row.sheet}” baris {row.number}" if row.sheet else f"baris {row.number}"


def _digest(key: Key) -> int:
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest(), "big")
