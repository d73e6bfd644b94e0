"""Where in a file each field stands: the outcome of recognising, kept as JSON with the run. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True)
class Place:
    """A field's column (counted from 1), its letter, and its heading as the file writes it.

    A heading of several levels is joined by ": ", as in "Kelahiran: Tanggal".
    """

    column: int
    letter: str
    heading: str


@dataclass(frozen=True)
class TablePlace:
    """One table: `sheet` is its place in the source, `first_row` the first row below the headings.

    Fields may share a column ("NIP/NUPTK"). A place named "sex=L" is a column to tick. `given` is what a
    title or the sheet's name says for every row; a field in `carried` stands only in the first row of a
    group.
    """

    sheet: int
    name: str
    places: dict[str, Place]
    first_row: int
    given: dict[str, str] = field(default_factory=dict)
    carried: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """All tables of a file that are read, of one kind (ImportRun.Kind)."""

    kind: str
    tables: tuple[TablePlace, ...]

    def as_json(self) -> dict[str, Any]:
        """For ImportRun.layout."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Back from ImportRun.layout."""
        return cls(stored["kind"], tuple(_table(table) for table in stored["tables"]))


def _table(stored: Mapping[str, Any]) -> TablePlace:
    places = {name: Place(**place) for name, place in stored["places"].items()}
    return TablePlace(**{**stored, "places": places, "carried": tuple(stored["carried"])})
