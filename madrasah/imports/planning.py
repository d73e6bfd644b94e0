"""Plans every row of a run anew: before it is written, and after an answer that any row may rest on."""

from collections.abc import Callable

from django.db import transaction

from core.jobs import progress
from madrasah.imports.models import ImportRun
from madrasah.imports.passes import Pass, count_rows, keep_again, planned_of, stored_rows


def plan_again(run: ImportRun, tell: Callable[[int], None], *, lock: bool = False) -> int:
    """Keep what came out differently than before, and say how many rows that were."""
    work = Pass(run, lock=lock)
    differing = done = 0
    for rows in stored_rows(run.rows.all()):
        plans = [planned_of(row) for row in rows]
        answers = {plan.ref: plan.answer for plan in plans if plan.answer}
        differing += keep_again(rows, plans, work.plan([plan.row for plan in plans], answers))
        done += len(rows)
        tell(done)
    run.marks |= work.likenings.as_marks()
    return differing


@transaction.atomic
def plan_job(job_id: int, *, run_pk: int) -> None:
    """The task of core.jobs: a preview whose names of madrasah were answered is planned with those answers."""
    runs = ImportRun.objects.select_for_update(of=("self",)).select_related("by__person")
    run = runs.filter(pk=run_pk, status=ImportRun.Status.READING).first()
    if run is None:
        return
    total = run.rows.count()
    plan_again(run, lambda done: progress(job_id, done, total))
    run.status, run.counts = ImportRun.Status.PREVIEW, count_rows(run)
    run.save()
