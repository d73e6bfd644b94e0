"""Writes a confirmed preview into the data: all of it in one transaction, or nothing.

The whole file is planned again under lock; if anything comes out differently, nothing is written and the
preview is brought up to date instead.
"""

from collections.abc import Callable
from functools import partial

import pghistory
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils import timezone

from core.jobs import progress
from madrasah.imports.likenings import Likenings
from madrasah.imports.models import ImportRun
from madrasah.imports.passes import count_rows, stored_rows
from madrasah.imports.planning import plan_again
from madrasah.imports.rows import WRITTEN
from madrasah.imports.writing import write_rows

WRITE_LOCK = 7_302_001  # any number, the same for all imports: they are written one after another
TRACKED = ("PersonEvent", "PlacementEvent", "AssignmentEvent", "MadrasahEvent")
CHANGED_MEANWHILE = (
    "Data berubah sejak pratinjau ini dibuat, jadi belum ada yang ditulis. Pratinjau sudah diperbarui; "
    "periksa lagi sebelum menerapkan."
)
FAILED = (
    "Impor ini gagal ditulis karena gangguan pada aplikasi, jadi belum ada yang ditulis. "
    "Terapkan sekali lagi; bila terulang, hubungi pengelola aplikasi."
)
Tell = Callable[[int, int], None]


def apply_job(job_id: int, *, run_pk: int) -> None:
    """The task of core.jobs: see apply_run."""
    apply_run(run_pk, partial(progress, job_id))


def apply_run(run_pk: int, tell: Tell) -> None:
    """Write every new and changed row of a run that was confirmed. Called again, it does nothing more.

    `tell` is called with the rows done so far and their total.
    """
    try:
        _apply(run_pk, tell)
    except IntegrityError:
        _show_anew(run_pk, tell)
    except Exception:
        waiting = ImportRun.objects.filter(pk=run_pk, status=ImportRun.Status.WRITING)
        waiting.update(status=ImportRun.Status.PREVIEW, problem=FAILED)
        raise


def hold_write_lock() -> None:
    """Let no other import write until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITE_LOCK])


@transaction.atomic
def _apply(run_pk: int, tell: Tell) -> None:
    hold_write_lock()
    run = _confirmed(run_pk)
    if run is None:
        return
    total = run.rows.count()
    if plan_again(run, lambda done: tell(done // 2, total), lock=True):
        _back_to_preview(run)
        return
    with pghistory.context(reason=f"Impor {run.file_name}", import_run=run.pk):
        _write_all(run, lambda done: tell((total + done) // 2, total))
    run.status, run.confirmed_at, run.problem = ImportRun.Status.APPLIED, timezone.now(), ""
    run.marks = {**last_events(), **Likenings.of(run).as_marks()}
    run.drop_file()
    run.save()


@transaction.atomic
def _show_anew(run_pk: int, tell: Tell) -> None:
    """The database refused a row: somebody wrote the same at the same time."""
    run = _confirmed(run_pk)
    if run:
        plan_again(run, lambda done: tell(done, done), lock=True)
        _back_to_preview(run)


def _confirmed(run_pk: int) -> ImportRun | None:
    """The run, locked, while it waits to be written; a run being undone has been confirmed before."""
    runs = ImportRun.objects.select_for_update(of=("self",)).select_related("by__person")
    return runs.filter(pk=run_pk, status=ImportRun.Status.WRITING, confirmed_at=None).first()


def _write_all(run: ImportRun, tell: Callable[[int], None]) -> None:
    done = 0
    for rows in stored_rows(run.rows.filter(kind__in=WRITTEN)):
        write_rows(run, rows)
        done += len(rows)
        tell(done)


def _back_to_preview(run: ImportRun) -> None:
    run.status, run.problem, run.counts = ImportRun.Status.PREVIEW, CHANGED_MEANWHILE, count_rows(run)
    run.save()


def last_events() -> dict[str, int]:
    """The newest history event of each kind: what comes after it was done by somebody else."""
    models = {name: apps.get_model("madrasah", name) for name in TRACKED}
    return {name: model.objects.aggregate(last=Max("pgh_id"))["last"] or 0 for name, model in models.items()}
