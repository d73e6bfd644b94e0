"""Plans the rows of one file in their order: what teachers and madrasah have in common.

Belongs here: rows refused while reading, rows that stand twice. Not here: who a row is about (teacher_plan,
madrasah_plan), and reading or keeping rows (passes).
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from core.workbooks.cells import Fault
from madrasah.imports.earlier_rows import EarlierRow, EarlierRows, Key, said
from madrasah.imports.madrasahs import NO_MI
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.rows import Places, PlannedRow, RowAsked, RowKind, RowRefused, fault_of
from madrasah.scope import Scope


class Planner(Protocol):
    """Decides about one kind of row; `what` opens a sentence ("Orang ini")."""

    what: str
    places: Places
    above: EarlierRows

    def keys(self, row: ReadRow) -> list[Key]:
        """What says that two rows of a file are about the same; the first that fits counts."""
        ...

    def more_faults(self, row: ReadRow) -> tuple[Fault, ...]:
        """What else is wrong with a row that is refused, so that it is mended once."""
        ...

    def marks(self, planned: PlannedRow) -> list[Key]:
        """Further keys that are known only after planning."""
        ...

    def plan(self, row: ReadRow, answer: str) -> PlannedRow:
        """What would happen to a row that stands by itself. Raises RowRefused."""
        ...

    def plan_second(self, row: ReadRow, first: EarlierRow) -> PlannedRow | None:
        """What would happen to a row that adds to a row above, or None if it can't. Raises RowRefused."""
        ...

    def field_of_twin(self, row: ReadRow) -> str:
        """The field at which a row that contradicts one above is refused."""
        ...


def plan_rows(planner: Planner, rows: Iterable[ReadRow], answers: Mapping[str, str]) -> list[PlannedRow]:
    """Plans in the order of the file; `answers` by the place in the file (rows.ref_of)."""
    return [_plan_row(planner, row, answers) for row in rows]


def registers(scope: Scope, region: str) -> bool:
    """Whether the user keeps the register of a region: that one or one above it."""
    return any(region == own or region.startswith(f"{own}.") for own in scope.registers_regions)


def refuse_twin(planner: Planner, row: ReadRow, first: EarlierRow, words: str = "") -> RowRefused:
    """The refusal of a row that says something else about the same than a row above."""
    message = f"{planner.what} sudah ada di {first.place_in_file}{words}."
    return RowRefused(fault_of(row, planner.places, planner.field_of_twin(row), message, "Hapus salah satu barisnya."))


def _plan_row(planner: Planner, row: ReadRow, answers: Mapping[str, str]) -> PlannedRow:
    if row.passed:
        return PlannedRow(row, RowKind.PASSED, infos=(row.passed,))
    if row.is_refused:
        return _refused(planner, row)
    keys = planner.keys(row)
    first = planner.above.find(keys)
    try:
        again = _plan_again(planner, row, first) if first and not first.is_left_out else None
        planned = again or planner.plan(row, answers.get(f"{row.table}:{row.number}", ""))
    except RowAsked as asked:
        planned = PlannedRow(row, RowKind.ASK, question=asked.question)
    except RowRefused as refusal:
        planned = _refused(planner, row, refusal.fault)
    if first is not None:
        planned = planned.with_twin(first.ref)
    planner.above.note([*keys, *planner.marks(planned)], planned)
    return planned


def _refused(planner: Planner, row: ReadRow, *faults: Fault) -> PlannedRow:
    """A refused row with all its faults; of what is no row for us only that is said."""
    is_ours = not any(fault.message == NO_MI for fault in row.faults)
    more = planner.more_faults(row) if is_ours else ()
    return PlannedRow(row, RowKind.REFUSED, faults=tuple(dict.fromkeys((*faults, *more))))


def _plan_again(planner: Planner, row: ReadRow, first: EarlierRow) -> PlannedRow:
    """A row that is about the same as a row above."""
    if said(row) == first.said:
        info = f"Sama dengan {first.place_in_file}, jadi dibaca sekali saja."
        return PlannedRow(row, RowKind.SAME, infos=(info,))
    if second := planner.plan_second(row, first):
        return second
    raise refuse_twin(planner, row, first, " dengan isi yang berbeda")
