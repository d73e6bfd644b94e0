"""Short words for tests of the import: upload, answer, apply, and what came of it."""

import io
from collections import Counter

from madrasah.imports.rows import PlannedRow
from madrasah.imports.runs import answer_rows, apply_import, planned_rows, start_import
from madrasah.models import ImportRun, User


def upload(file: io.BytesIO, by: User) -> ImportRun:
    """The run of an uploaded sheet; it has been read already (JOBS_AT_ONCE)."""
    return start_import(file=file, name="guru.xlsx", by=by)


def applied(run: ImportRun) -> ImportRun:
    """The run after "Terapkan"."""
    return apply_import(run=run, by=run.by)


def done(run: ImportRun) -> bool:
    """Apply, and say whether it was written."""
    return applied(run).status == ImportRun.Status.APPLIED


def answer(run: ImportRun, number: int, words: str) -> None:
    """Answer the question of the row with this number."""
    answer_rows(run=run, by=run.by, answers={run.rows.get(number=number).pk: words})


def kinds(run: ImportRun) -> dict[str, int]:
    """How many rows of each kind."""
    return dict(Counter(row.kind.value for row in planned_rows(run)))


def only(run: ImportRun) -> PlannedRow:
    """The one row of the file."""
    (row,) = planned_rows(run)
    return row


def said(run: ImportRun) -> list[str]:
    """Every fault as its place, message and cure."""
    return [f"{f.place} {f.message} {f.fix}" for row in planned_rows(run) for f in row.all_faults]
