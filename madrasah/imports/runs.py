"""The face of the import: start, explain columns, answer, apply, undo. Long work is handed to jobs.

Not here: how a file is read (intake), planned (passes), written (applying) or taken back (undo).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import PurePath
from typing import IO

import pghistory
from django.db import transaction
from django.db.models import Q

from core.files import store_file
from core.formats import joined
from core.jobs import start_job
from core.refusals import Refused, refuse_if
from core.revisions import locked
from core.workbooks.limits import FileRefused
from core.workbooks.source import open_source
from madrasah.imports.applying import apply_job
from madrasah.imports.heads import HeadState, heads_of
from madrasah.imports.intake import memory_of, read_job
from madrasah.imports.likenings import Likenings
from madrasah.imports.models import ColumnMemory, ImportRow, ImportRun
from madrasah.imports.passes import HEADS, Pass, count_rows, keep_again, planned_of
from madrasah.imports.permissions import why_not_appoint_heads, why_not_keep_import
from madrasah.imports.planning import plan_job
from madrasah.imports.receiving import received
from madrasah.imports.rows import PlannedRow, RowKind
from madrasah.imports.undo import undo_job, why_not_undo
from madrasah.people.permissions import why_not_import
from madrasah.roles import Role
from madrasah.scope import fresh
from madrasah.users.models import User
from madrasah.work.actions import grant_office
from madrasah.work.models import Assignment

__all__ = [
    "FileRefused",
    "answer_names",
    "answer_rows",
    "apply_import",
    "appoint_heads",
    "planned_rows",
    "set_columns",
    "start_import",
    "undo_import",
    "why_not_undo",
]

LONGEST_KEY = 200
CHANGED_HEADS = "Data berubah sejak halaman ini dibuka, jadi belum ada yang ditunjuk. Periksa lagi, lalu tunjuk."


def start_import(*, file: IO[bytes], name: str, by: User) -> ImportRun:
    """Keep of the file what is imported, and have that read. Raises FileRefused, with nothing kept, if it can't be."""
    refuse_if(why_not_import(fresh(by)))
    shown = PurePath(name).name[-120:]
    with open_source(file, name) as source, received(source, memory_of(by)) as kept, transaction.atomic():
        stored = store_file(kept, name=shown, suffix=".zip", by=by)
        run = ImportRun.objects.create(by=by, file_name=shown, file=stored)
        return _start(run, f"Membaca {shown}", read_job)


@transaction.atomic
def set_columns(*, run: ImportRun, by: User, kind: str, choices: Mapping[str, str]) -> ImportRun:
    """Remember for this user what columns mean, and read again.

    `choices`: field, or "" for not used, by OpenColumn.key.
    """
    run = _asked(run, by)
    if run.file_id is None or run.status not in (ImportRun.Status.NEEDS_COLUMNS, ImportRun.Status.PREVIEW):
        return run
    ColumnMemory.objects.bulk_create(
        [ColumnMemory(user=by, kind=kind, key=key[:LONGEST_KEY], field=f) for key, f in choices.items()],
        update_conflicts=True,
        unique_fields=["user", "kind", "key"],
        update_fields=["field", "updated_at"],
    )
    run.kind = kind
    if gone := [c["heading"] for c in run.open_columns if choices.get(c["key"]) and not c.get("is_kept", True)]:
        return _ask_again(run, gone)
    run.status, run.problem = ImportRun.Status.READING, ""
    run.save()
    return _start(run, f"Membaca {run.file_name}", read_job)


def _ask_again(run: ImportRun, headings: list[str]) -> ImportRun:
    """Columns that were not kept are used from the next upload on."""
    run.rows.all().delete()
    run.status = ImportRun.Status.FAILED
    run.problem = (
        f"Arti kolom {joined(headings)} sudah diingat, tetapi isinya tidak disimpan. Unggah sekali lagi berkasnya."
    )
    run.drop_file()
    run.save()
    return run


@transaction.atomic
def answer_rows(*, run: ImportRun, by: User, answers: Mapping[int, str]) -> None:
    """Keep what was answered to "pastikan", and plan what depends on it again.

    `answers`: rows.Answer by primary key of ImportRow.
    """
    run = _asked(run, by)
    if run.status != ImportRun.Status.PREVIEW:
        return
    rows = _depending(run, list(run.rows.filter(pk__in=answers)))
    plans = [planned_of(row) for row in rows]
    given = {plan.ref: answers.get(row.pk, plan.answer) for row, plan in zip(rows, plans, strict=True)}
    work = Pass(run)
    _remember_twins(run, work, plans)
    keep_again(rows, plans, work.plan([plan.row for plan in plans], given))
    run.counts, run.problem = count_rows(run), ""
    run.save()


@transaction.atomic
def answer_names(*, run: ImportRun, by: User, answers: Mapping[str, str]) -> ImportRun:
    """Keep which madrasah almost written names mean, and have all rows planned with that.

    `answers`: likenings.Likened by key of the name.
    """
    run = _asked(run, by)
    names = Likenings.of(run)
    if run.status != ImportRun.Status.PREVIEW or not names.answer(dict(answers)):
        return run
    run.marks |= names.as_marks()
    run.status, run.problem = ImportRun.Status.READING, ""
    run.save()
    return _start(run, f"Menyusun ulang {run.file_name}", plan_job)


@transaction.atomic
def apply_import(*, run: ImportRun, by: User) -> ImportRun:
    """Have every new and changed row written. Asked for twice, it is done once."""
    run = _asked(run, by)
    stopped = run.status == ImportRun.Status.WRITING and run.confirmed_at is None and _has_stopped(run)
    if run.status != ImportRun.Status.PREVIEW and not stopped:
        return run
    run.status, run.problem = ImportRun.Status.WRITING, ""
    run.save()
    return _start(run, f"Menulis {run.file_name}", apply_job)


@transaction.atomic
def undo_import(*, run: ImportRun, by: User) -> ImportRun:
    """Have what an applied run wrote taken back, unless something depends on it (why_not_undo)."""
    run = _asked(run, by)
    stopped = run.status == ImportRun.Status.WRITING and run.confirmed_at is not None and _has_stopped(run)
    if not stopped and run.status in (ImportRun.Status.WRITING, ImportRun.Status.UNDONE):
        return run
    refuse_if(None if stopped else why_not_undo(run))
    run.status, run.problem = ImportRun.Status.WRITING, ""
    run.save()
    return _start(run, f"Membatalkan {run.file_name}", undo_job)


@transaction.atomic
def appoint_heads(*, run: ImportRun, chosen: Mapping[int, int], since: date, by: User) -> list[Assignment]:
    """Appoint heads that an applied file names, all or none; who is kepala there already stays so. The new ones.

    `chosen`: primary key of the person by that of the madrasah, as heads_of offers them. Raises ValidationError
    for what the office itself forbids.
    """
    run, user = _asked(run, by), fresh(by)
    refuse_if(why_not_appoint_heads(user, run))
    heads = heads_of(run, user)
    offered = {(head.madrasah.pk, one.pk): (head, one) for head in heads if head.madrasah for one in head.people}
    if set(chosen.items()) - offered.keys():
        raise Refused(CHANGED_HEADS)
    new = [pair for key, pair in offered.items() if key in chosen.items() and pair[0].state != HeadState.HELD]
    offices = [
        (person, Assignment(role=Role.KEPALA, madrasah=head.madrasah, since=since, is_acting=person.pk in head.acting))
        for head, person in sorted(new, key=lambda pair: pair[1].pk)
    ]
    with pghistory.context(reason=f"Kepala dari berkas {run.file_name}", by=by.pk):
        granted = [grant_office(person=person, assignment=office, by=by) for person, office in offices]
    run.counts[HEADS] = sum(head.is_waiting for head in heads) - len(granted)
    run.save()
    return granted


def planned_rows(run: ImportRun) -> list[PlannedRow]:
    """All rows of the list of a small run, as they were planned."""
    rows = run.rows.exclude(kind=RowKind.PASSED).order_by("table", "number")
    return [planned_of(row) for row in rows]


def _asked(run: ImportRun, by: User) -> ImportRun:
    stored = locked(run, "job")
    refuse_if(why_not_keep_import(fresh(by), stored))
    return stored


def _has_stopped(run: ImportRun) -> bool:
    """Whether the job of a run was given up, so that it may be asked for again."""
    return run.job is not None and run.job.has_failed


def _start(run: ImportRun, title: str, task: Callable[..., None]) -> ImportRun:
    job = start_job(title[:120], task, run_pk=run.pk)
    ImportRun.objects.filter(pk=run.pk).update(job=job)
    run.refresh_from_db()
    return run


# -- What an answer touches ----------------------------------------------------------------------


def _depending(run: ImportRun, answered: Iterable[ImportRow]) -> list[ImportRow]:
    """The answered rows, those about the same person, and those that stand or fall with any of these."""
    found = {row.pk: row for row in answered}
    fresh = list(found.values())
    while fresh:
        about = {row.target for row in fresh if row.target}
        refs = {f"{row.table}:{row.number}" for row in fresh}
        more = run.rows.filter(Q(target__in=about) | Q(twin__in=refs)).exclude(pk__in=found)
        fresh = list(more)
        found |= {row.pk: row for row in fresh}
    return sorted(found.values(), key=lambda row: (row.table, row.number))


def _remember_twins(run: ImportRun, work: Pass, plans: Iterable[PlannedRow]) -> None:
    """Let the rows above that are not planned again, but that some of these depend on, be known."""
    own = {plan.ref for plan in plans}
    numbers = {int(plan.twin.partition(":")[2]) for plan in plans if plan.twin and plan.twin not in own}
    twins = (planned_of(row) for row in run.rows.filter(number__in=numbers))
    work.remember(twin for twin in twins if twin.ref not in own)
