"""The shapes a row takes on its way: read from the file, planned against the data, kept as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from core.sheets.cells import Fault
from madrasah.imports.shapes import Place


class RowKind(StrEnum):
    """What will happen to a row; the values stand in addresses."""

    NEW = "baru"
    CHANGED = "berubah"
    SAME = "sama"
    ASK = "pastikan"
    REFUSED = "ditolak"


class Answer(StrEnum):
    """What a person may answer to "pastikan"."""

    SAME_PERSON = "sama"
    NEW_PERSON = "baru"
    SKIP = "lewati"


KIND_WORDS = {
    RowKind.NEW: ("Baru", "green"),
    RowKind.CHANGED: ("Berubah", "blue"),
    RowKind.SAME: ("Tidak berubah", "grey"),
    RowKind.ASK: ("Pastikan", "amber"),
    RowKind.REFUSED: ("Ditolak", "red"),
}


@dataclass(frozen=True)
class Change:
    """One field before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ReadRow:
    """What a row says, cleaned. `values` holds text and booleans only; an empty cell is not in it.

    A refused row has a fault in a cell that says who or where it is about.
    """

    number: int
    label: str
    values: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    infos: tuple[str, ...] = ()
    is_refused: bool = False

    def text(self, name: str) -> str:
        """The value of a field, "" when its cell is empty or was refused."""
        return str(self.values.get(name, ""))


@dataclass(frozen=True)
class PlannedRow:
    """A read row and what would happen to it.

    `target` is the primary key of the row it changes, `place` that of a teacher's madrasah (0 if not known).
    """

    row: ReadRow
    kind: RowKind
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    infos: tuple[str, ...] = ()
    target: int | None = None
    place: int = 0
    question: str = ""
    answer: str = ""
    answers: tuple[str, ...] = ()
    updates: dict[str, Any] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        """What the preview promised; if this differs at confirmation, the data have changed meanwhile."""
        changes = [vars(change) for change in self.changes]
        return json.dumps([self.kind, self.target, self.place, changes, self.updates], sort_keys=True)

    @property
    def is_written(self) -> bool:
        """Whether confirming writes this row."""
        return self.kind in (RowKind.NEW, RowKind.CHANGED)

    def as_json(self) -> dict[str, Any]:
        """For ImportRun.rows."""
        row = {**vars(self.row), "faults": [fault.as_dict() for fault in self.row.faults]}
        changes = [vars(change) for change in self.changes]
        return {
            **vars(self),
            "row": row,
            "changes": changes,
            "faults": [fault.as_dict() for fault in self.faults],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Back from ImportRun.rows."""
        row = stored["row"]
        read = ReadRow(**{**row, "faults": _faults(row["faults"]), "infos": tuple(row["infos"])})
        rest = {
            "row": read,
            "kind": RowKind(stored["kind"]),
            "changes": tuple(Change(**change) for change in stored["changes"]),
            "faults": _faults(stored["faults"]),
            "infos": tuple(stored["infos"]),
            "answers": tuple(stored["answers"]),
        }
        return cls(**{**stored, **rest})


class RowRefused(Exception):
    """A row can't be imported; carries the fault that says why and what to do."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _faults(stored: list[dict[str, Any]]) -> tuple[Fault, ...]:
    return tuple(Fault(**fault) for fault in stored)


def fault_of(row: ReadRow, places: Mapping[str, Place], name: str, message: str, fix: str) -> Fault:
    """A fault found only when a row met the data, at the cell of the field `name`."""
    place = places.get(name)
    letter, heading = (place.letter, place.heading) if place else ("", "")
    return Fault(row.number, letter, heading, row.text(name), message, fix)
