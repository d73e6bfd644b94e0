"""An import from upload to confirmation: read, plan, keep as a preview, ask, plan again under lock, write.

The preview writes nothing but itself; the file is not kept, only what was read of the known columns.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import IO, Any

import pghistory
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.sheets.workbook import read_workbook
from madrasah.imports.known import known_people
from madrasah.imports.madrasah_plan import MadrasahPlanner
from madrasah.imports.madrasahs import KnownRegion, Regions, read_madrasah, spellings_of
from madrasah.imports.places import KnownMadrasahs
from madrasah.imports.reading import key_of
from madrasah.imports.rows import PlannedRow, ReadRow
from madrasah.imports.shapes import MADRASAHS, TEACHERS, Place, Table, find_table
from madrasah.imports.teacher_plan import TeacherPlanner
from madrasah.imports.teachers import Vocabulary, read_teacher
from madrasah.imports.writing import write_madrasahs, write_teachers
from madrasah.models import ImportRun, Region, RegionAlias, Subject, User
from madrasah.scope import scope_of

KEPT_DAYS = 7
LOCK = 7_302_001  # any number, the same for all imports: they are written one after another
GRADES = Path(__file__).resolve().parent.parent / "data" / "golongan.csv"


@dataclass(frozen=True)
class Applied:
    """What confirming did. Not done: the data changed since the preview, which now shows the new state."""

    is_done: bool
    counts: Mapping[str, int]


@dataclass(frozen=True)
class _Plan:
    """Planned rows and the locked rows of the data that they change."""

    rows: list[PlannedRow]
    stored: Mapping[int, Any]


def start_import(*, file: IO[bytes], name: str, by: User) -> ImportRun:
    """Read the file and keep the preview. Raises SheetRefused with a sentence; nothing is kept then."""
    table, notes = find_table(read_workbook(file, name))
    read = _read_rows(table)
    plan = _plan(table.shape.kind, read, {}, table.places, by)
    ImportRun.objects.filter(created_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
    return ImportRun.objects.create(
        kind=table.shape.kind,
        by=by,
        file_name=name[:120],
        notes=notes,
        rows=_as_json(table.places, plan.rows),
    )


@transaction.atomic
def answer_rows(*, run: ImportRun, by: User, answers: Mapping[int, str]) -> None:
    """Keep what was answered to "pastikan", by row number, and plan again. An applied run stays as it is."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.status == ImportRun.Status.PREVIEW:
        _plan_again(run, by, answers)


def apply_import(*, run: ImportRun, by: User) -> Applied:
    """Write every new and changed row in one transaction, or none.

    The plan is made again under lock; if it differs from the preview, nothing is written and the preview is
    brought up to date instead. Applying twice does nothing the second time.
    """
    try:
        return _apply(run, by)
    except IntegrityError:
        with transaction.atomic():
            _plan_again(ImportRun.objects.select_for_update().get(pk=run.pk), by, {})
        return Applied(False, {})


def planned_rows(run: ImportRun) -> list[PlannedRow]:
    """The rows of a preview as they were planned."""
    return [PlannedRow.from_json(stored) for stored in run.rows["rows"]]


@transaction.atomic
def _apply(run: ImportRun, by: User) -> Applied:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    promised = planned_rows(run)
    if run.status == ImportRun.Status.APPLIED:
        return Applied(True, _counts(promised))
    plan = _plan(run.kind, *_read_again(run), by, lock=True)
    if [row.outcome for row in plan.rows] != [row.outcome for row in promised]:
        _keep(run, plan.rows)
        return Applied(False, {})
    with pghistory.context(reason=f"Impor {run.file_name}", import_run=run.pk):
        write = write_teachers if run.kind == ImportRun.Kind.TEACHERS else write_madrasahs
        write(plan.rows, plan.stored)
    run.status, run.confirmed_at = ImportRun.Status.APPLIED, timezone.now()
    run.save(update_fields=["status", "confirmed_at", "updated_at"])
    return Applied(True, _counts(plan.rows))


def _plan_again(run: ImportRun, by: User, answers: Mapping[int, str]) -> None:
    read, earlier, places = _read_again(run)
    _keep(run, _plan(run.kind, read, {**earlier, **answers}, places, by).rows)


def _read_again(run: ImportRun) -> tuple[list[ReadRow], dict[int, str], dict[str, Place]]:
    """Rows, answers by row number, and places of a kept run."""
    rows = planned_rows(run)
    places = {name: Place(**place) for name, place in run.rows["places"].items()}
    return [row.row for row in rows], {row.row.number: row.answer for row in rows if row.answer}, places


def _keep(run: ImportRun, rows: Iterable[PlannedRow]) -> None:
    run.rows = {"places": run.rows["places"], "rows": [row.as_json() for row in rows]}
    run.save(update_fields=["rows", "updated_at"])


def _as_json(places: Mapping[str, Place], rows: Iterable[PlannedRow]) -> dict[str, Any]:
    return {
        "places": {name: asdict(place) for name, place in places.items()},
        "rows": [row.as_json() for row in rows],
    }


def _counts(rows: Iterable[PlannedRow]) -> Counter[str]:
    return Counter(row.kind.value for row in rows)


def _plan(
    kind: str,
    rows: list[ReadRow],
    answers: Mapping[int, str],
    places: Mapping[str, Place],
    by: User,
    *,
    lock: bool = False,
) -> _Plan:
    madrasahs = KnownMadrasahs(rows, by, lock=lock and kind == MADRASAHS.kind)
    planner: TeacherPlanner | MadrasahPlanner
    stored: Mapping[int, Any]
    if kind == TEACHERS.kind:
        known = known_people(rows, madrasahs.mentioned(rows, places), by, lock=lock)
        planner = TeacherPlanner(known, madrasahs, scope_of(by), places, timezone.localdate())
        stored = known.people
    else:
        codes = {row.text("region") for row in rows} | {m.region_id for m in madrasahs.mine}
        names = dict(Region.objects.filter(pk__in=codes).values_list("pk", "name"))
        planner = MadrasahPlanner(madrasahs, scope_of(by), places, names)
        stored = {madrasah.pk: madrasah for madrasah in madrasahs.mine}
    return _Plan([planner.plan(row, answers.get(row.number, "")) for row in rows], stored)


def _read_rows(table: Table) -> list[ReadRow]:
    if table.shape is TEACHERS:
        words, today = Vocabulary(_subjects(), _grades()), timezone.localdate()
        return [read_teacher(row, table, words, today) for row in table.rows]
    regions = _regions()
    return [read_madrasah(row, table, regions) for row in table.rows]


def _subjects() -> dict[str, str]:
    """Codes by every spelling of a subject."""
    subjects = Subject.objects.values_list("code", "name", "other_names")
    return {key_of(word): code for code, name, others in subjects for word in (code, *others, name)}


@cache
def _grades() -> dict[str, str]:
    """Grades by every spelling; PNS and PPPK grades never look alike."""
    with GRADES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    return {
        key_of(word): row["grade"] for row in rows for word in (row["grade"], *row["other_names"].split("|"))
    }


def _regions() -> Regions:
    """All regions with their spellings, in two queries."""
    aliases: dict[str, list[str]] = {}
    for code, name in RegionAlias.objects.values_list("region_id", "name"):
        aliases.setdefault(code, []).append(name)
    rows = Region.objects.values_list("code", "name")
    return Regions(KnownRegion(code, name, spellings_of(name, aliases.get(code, []))) for code, name in rows)
