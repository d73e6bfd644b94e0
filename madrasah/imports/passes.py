"""One pass over the rows of a file against the data, a batch at a time, and the keeping of what came of it.

A pass remembers of earlier batches only what RowsAbove keeps. Not here: when a pass is made (reading, runs).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from django.db.models import Count, QuerySet
from django.utils import timezone

from madrasah.imports.earlier_rows import EarlierRows
from madrasah.imports.layout import Layout
from madrasah.imports.likenings import Likenings
from madrasah.imports.madrasah_plan import MadrasahPlanner
from madrasah.imports.matching import keys_of_teacher
from madrasah.imports.models import ImportRow, ImportRun
from madrasah.imports.places import MadrasahIndex, StoredMadrasahs
from madrasah.imports.plan import Planner, plan_rows
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.rows import Places, PlannedRow
from madrasah.imports.stored_people import stored_people
from madrasah.imports.teacher_plan import TeacherPlanner
from madrasah.places.models import Region
from madrasah.scope import scope_of

BATCH = 1000
WITH_FAULTS = "catatan"
OF_FILE = "berkas"
ELSEWHERE = "lembar_lain"
HEADS = "kepala"
KEPT_AGAIN = ["kind", "has_faults", "payload", "answer", "target", "twin"]
Item = TypeVar("Item")


class Pass:
    """Plans batches of a run in the order of the file. `lock`: hold the rows of the data that would be changed."""

    def __init__(self, run: ImportRun, *, lock: bool = False) -> None:
        layout = Layout.from_json(run.layout or {})
        self.kind, self.by, self.lock = run.kind, run.by, lock
        self.likenings = Likenings.of(run)
        self.places: Places = [table.places for table in layout.tables]
        self.above = EarlierRows()
        self.index = MadrasahIndex(self.by, self.likenings)
        self.today = timezone.localdate()

    def plan(self, rows: Sequence[ReadRow], answers: Mapping[str, str]) -> list[PlannedRow]:
        """The rows of one batch, planned; `answers` by rows.ref_of. A constant number of queries."""
        return plan_rows(self._planner(rows), rows, answers)

    def remember(self, planned: Iterable[PlannedRow]) -> None:
        """Let rows above be known that are not planned in this pass."""
        planner = self._planner([])
        for row in planned:
            self.above.note([*planner.keys(row.row), *planner.marks(row)], row)

    def _planner(self, rows: Sequence[ReadRow]) -> Planner:
        if self.kind == ImportRun.Kind.TEACHERS:
            return self._teacher_planner(rows)
        madrasahs = self._madrasahs(rows, lock=self.lock)
        codes = {row.text("region") for row in rows} | {m.region_id for m in madrasahs.stored.values()}
        names = dict(Region.objects.filter(pk__in=codes).values_list("pk", "name"))
        return MadrasahPlanner(madrasahs, scope_of(self.by), self.above, names)

    def _teacher_planner(self, rows: Sequence[ReadRow]) -> TeacherPlanner:
        madrasahs = self._madrasahs(rows, lock=False)
        twins = (self.above.find(keys_of_teacher(row)) for row in rows)
        also = {line.target for line in twins if line and line.target}
        known = stored_people(rows, madrasahs.mentioned(rows), self.by, also=also, lock=self.lock)
        return TeacherPlanner(known, madrasahs, scope_of(self.by), self.above, self.today)

    def _madrasahs(self, rows: Sequence[ReadRow], *, lock: bool) -> StoredMadrasahs:
        return StoredMadrasahs(self.index, rows, self.places, today=self.today, lock=lock)


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def keep_rows(run: ImportRun, planned: Iterable[PlannedRow]) -> None:
    """Store planned rows of a run."""
    ImportRow.objects.bulk_create([_stored(run, row) for row in planned])


def keep_again(stored: Iterable[ImportRow], before: Iterable[PlannedRow], now: Iterable[PlannedRow]) -> int:
    """Bring stored rows up to date where they were planned differently; how many promised something else."""
    differing, changed = [], 0
    for row, old, new in zip(stored, before, now, strict=True):
        if new != old:
            fresh = _stored(row.run, new)
            fresh.pk = row.pk
            differing.append(fresh)
            changed += old.outcome != new.outcome
    ImportRow.objects.bulk_update(differing, KEPT_AGAIN, batch_size=200)
    return changed


def planned_of(row: ImportRow) -> PlannedRow:
    """A stored row as it was planned."""
    return PlannedRow.from_json(row.payload)


def stored_rows(rows: QuerySet[ImportRow]) -> Iterator[list[ImportRow]]:
    """Batches in the order of the file, never all in memory."""
    return batches(rows.order_by("table", "number").iterator(chunk_size=BATCH))


def count_rows(run: ImportRun) -> dict[str, int]:
    """Rows by kind, and under WITH_FAULTS those with a fault, counted by the database.

    What the file itself counted stays: OF_FILE all its rows, ELSEWHERE those of sheets that are not read, HEADS
    those that name a kepala.
    """
    of_file = {name: run.counts[name] for name in (OF_FILE, ELSEWHERE, HEADS) if name in run.counts}
    kinds = run.rows.order_by().values_list("kind").annotate(Count("pk"))
    return {**of_file, **dict(kinds), WITH_FAULTS: run.rows.filter(has_faults=True).count()}


def _stored(run: ImportRun, planned: PlannedRow) -> ImportRow:
    return ImportRow(
        run=run,
        table=planned.row.table,
        number=planned.row.number,
        kind=planned.kind.value,
        has_faults=bool(planned.all_faults),
        label=planned.row.label[:260],
        payload=planned.as_json(),
        answer=planned.answer,
        target=planned.target,
        twin=planned.twin,
    )
