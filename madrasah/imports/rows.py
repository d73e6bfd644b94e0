"""The shape of a row once it has met the data: what would happen, what is asked, what is kept as JSON.

What a row says by itself is in readrow; how it is decided is in plan, teacher_plan and madrasah_plan.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from core.workbooks.cells import Fault
from madrasah.imports.layout import Place
from madrasah.imports.read_rows import Passed, ReadRow

Places = Sequence[Mapping[str, Place]]  # by table: where each field stands


class RowKind(StrEnum):
    """What will happen to a row; the values stand in addresses."""

    NEW = "baru"
    CHANGED = "berubah"
    SAME = "sama"
    ASK = "pastikan"
    REFUSED = "ditolak"
    PASSED = "dilewati"


class Answer(StrEnum):
    """What a person may answer to "pastikan"."""

    SAME_PERSON = "sama"
    NEW_PERSON = "baru"
    MOVED = "pindah"
    SECOND_POST = "tambah"
    SKIP = "lewati"


KIND_WORDS = {
    RowKind.NEW: ("Baru", "green"),
    RowKind.CHANGED: ("Berubah", "blue"),
    RowKind.SAME: ("Tidak berubah", "grey"),
    RowKind.ASK: ("Pastikan", "amber"),
    RowKind.REFUSED: ("Ditolak", "red"),
    RowKind.PASSED: ("Bukan isi daftar", "grey"),
}
ANSWER_WORDS = {
    Answer.SAME_PERSON: "Ya, sama",
    Answer.NEW_PERSON: "Orang lain",
    Answer.MOVED: "Pindah ke sini",
    Answer.SECOND_POST: "Tambah tempat tugas kedua",
    Answer.SKIP: "Lewati",
}
SAME_AS = f"{Answer.SAME_PERSON}-"
WRITTEN = (RowKind.NEW, RowKind.CHANGED)


@dataclass(frozen=True)
class Change:
    """One field before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlannedRow:
    """A read row and what would happen to it.

    `target` is the primary key of the row it changes (or would, once a question is answered), `place` that of
    a teacher's madrasah (0 if not known), `twin` the row above that is about the same, as `ref_of` writes it.
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
    twin: str = ""

    @property
    def ref(self) -> str:
        """The row's own place in the file."""
        return ref_of(self.row)

    @property
    def all_faults(self) -> tuple[Fault, ...]:
        """Faults found while reading and while meeting the data."""
        return (*self.row.faults, *self.faults)

    @property
    def outcome(self) -> str:
        """What the preview promised; if this differs at confirmation, the data have changed meanwhile."""
        changes = [vars(change) for change in self.changes]
        return json.dumps([self.kind, self.target, self.place, changes, self.updates], sort_keys=True)

    def as_json(self) -> dict[str, Any]:
        """For ImportRow.payload."""
        row = {**vars(self.row), "faults": [fault.as_dict() for fault in self.row.faults]}
        return {
            **vars(self),
            "row": row,
            "changes": [vars(change) for change in self.changes],
            "faults": [fault.as_dict() for fault in self.faults],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Back from ImportRow.payload."""
        row = stored["row"]
        parts = {
            "faults": _faults(row["faults"]),
            "infos": tuple(row["infos"]),
            "passed": Passed(row.get("passed", "")),
        }
        read = ReadRow(**{**row, **parts})
        rest = {
            "row": read,
            "kind": RowKind(stored["kind"]),
            "changes": tuple(Change(**change) for change in stored["changes"]),
            "faults": _faults(stored["faults"]),
            "infos": tuple(stored["infos"]),
            "answers": tuple(stored["answers"]),
        }
        return cls(**{**stored, **rest})

    def with_twin(self, twin: str) -> Self:
        """The same row, depending on a row above."""
        return replace(self, twin=twin)

    def with_answer(self, question: str, answers: tuple[str, ...], answer: str) -> Self:
        """The same row, resting on the answer to a question."""
        return replace(self, question=question, answers=answers, answer=answer)


class RowRefused(Exception):
    """A row can't be imported; carries the fault that says why and what to do."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class RowAsked(RowRefused):
    """A row that waits for an answer about its madrasah, given once for all rows that write it so."""

    def __init__(self, fault: Fault, question: str) -> None:
        super().__init__(fault)
        self.question = question


def same_as(person: int) -> str:
    """The answer that names one of several namesakes."""
    return f"{SAME_AS}{person}"


def ref_of(row: ReadRow) -> str:
    """Table and row number as one word, the same in every reading of the file."""
    return f"{row.table}:{row.number}"


def fault_of(row: ReadRow, places: Places, name: str, message: str, fix: str) -> Fault:
    """A fault found only when a row met the data, at the cell of the field `name`."""
    place = places[row.table].get(name)
    letter, heading = (place.letter, place.heading) if place else ("", "")
    return Fault(row.number, letter, heading, row.text(name), message, fix, row.sheet)


def faults_of(*checks: Callable[[], object]) -> tuple[Fault, ...]:
    """What each of some looks at a row refuses it for."""
    found = []
    for check in checks:
        try:
            check()
        except RowRefused as refusal:
            found.append(refusal.fault)
    return tuple(found)


def _faults(stored: list[dict[str, Any]]) -> tuple[Fault, ...]:
    return tuple(Fault(**fault) for fault in stored)
