"""Long work outside the request: start it, say how far it is, wait a moment for it (process: core/worker.py).

Belongs here: the life of a Job. Not here: what any job does, and who may see it.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils.module_loading import import_string

from core.models import Job

logger = logging.getLogger(__name__)

# A worker beats once a second; one that has been silent this long is dead, and its job is taken up again.
SILENT_FOR = timedelta(seconds=10)
MOST_ATTEMPTS = 3
KEPT_FOR = timedelta(days=30)
STOPPED = (
    "Pekerjaan ini terhenti karena gangguan pada aplikasi; yang belum selesai tidak ditulis. "
    "Coba sekali lagi. Bila terulang, hubungi pengelola aplikasi."
)
_CLOSING: dict[str, Any] = {"finished_at": Now(), "updated_at": Now()}


def start_job(title: str, task: Callable[..., None], **kwargs: Any) -> Job:
    """Have `task(job_id, **kwargs)` done by the worker once the caller's transaction is committed.

    `task` is a function of a module and `kwargs` are JSON. It may be called again after a worker died in the
    middle of it, so it must carry on, or begin anew, without doing anything twice. With JOBS_AT_ONCE (tests)
    it has already been done when this returns.
    """
    path = f"{task.__module__}.{task.__qualname__}"
    job = Job.objects.create(title=title, task=path, arguments=kwargs)
    if settings.JOBS_AT_ONCE:
        run_job(begin(job))
        job.refresh_from_db()
    return job


def progress(job_id: int, done: int, total: int | None = None) -> None:
    """Say how far a job is; others see it within a second, also while its work sits in a transaction."""
    noted = {"done": done} if total is None else {"done": done, "total": total}
    if job_id in _noted:
        _noted[job_id].update(noted)
    else:
        Job.objects.filter(pk=job_id).update(**noted)


def wait_for(job: Job, seconds: float = 2.0) -> bool:
    """Wait for small work, so that it feels immediate; whether it has ended. Not inside a transaction."""
    deadline = time.monotonic() + seconds
    while not Job.objects.get(pk=job.pk).is_over:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


# -- The worker's side ---------------------------------------------------------------------------
# What running jobs have said about themselves since the last beat, by job.
_noted: dict[int, dict[str, int]] = {}


@transaction.atomic
def claim_job() -> Job | None:
    """The oldest job that waits, or whose worker has died; None when there is nothing to do."""
    silent = Q(status=Job.Status.RUNNING, beat_at__lt=Now() - SILENT_FOR)
    open_jobs = Job.objects.filter(Q(status=Job.Status.WAITING) | silent)
    job = open_jobs.select_for_update(skip_locked=True).order_by("pk").first()
    return begin(job) if job else None


def begin(job: Job) -> Job:
    """Mark a job as running, once more if need be. One that took its workers down with it is given up."""
    if job.attempts >= MOST_ATTEMPTS:
        logger.error("job %s (%s) given up after %s attempts", job.pk, job.task, job.attempts)
        _end(job, Job.Status.FAILED, STOPPED)
    else:
        Job.objects.filter(pk=job.pk).update(
            status=Job.Status.RUNNING,
            attempts=F("attempts") + 1,
            started_at=Coalesce("started_at", Now()),
            beat_at=Now(),
        )
    job.refresh_from_db()
    return job


def run_job(job: Job) -> None:
    """Call the task of a job that has begun; whatever it raises is logged and told in one calm sentence."""
    if job.is_over:
        return
    try:
        import_string(job.task)(job.pk, **job.arguments)
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.task)
        _end(job, Job.Status.FAILED, STOPPED)
    else:
        _end(job, Job.Status.DONE)


def hand_back(job: Job) -> None:
    """Let the next worker take up the job at once: this one was told to leave."""
    _mine(job).update(status=Job.Status.WAITING, attempts=F("attempts") - 1, beat_at=None)


def listen_to(job: Job) -> None:
    """From now on keep what the job says about itself for `beat`."""
    _noted[job.pk] = {}


def stop_listening(job: Job) -> None:
    """Write what the job said last."""
    said = _noted.pop(job.pk, {})
    if said:
        Job.objects.filter(pk=job.pk).update(**said)


def beat(job: Job) -> bool:
    """Sign of life, on the caller's own connection; False when the job is over or no longer this worker's."""
    return bool(_mine(job).update(beat_at=Now(), **_noted.get(job.pk, {})))


def is_taken_over(job: Job) -> bool:
    """Whether another worker thought this one dead and has begun the job anew."""
    return Job.objects.filter(pk=job.pk, attempts__gt=job.attempts).exists()


def purge_jobs(*, at: datetime) -> None:
    """Drop jobs that ended well long ago; one that failed goes on telling why, and can be begun again."""
    Job.objects.filter(status=Job.Status.DONE, finished_at__lt=at - KEPT_FOR).delete()


def _mine(job: Job) -> models.QuerySet[Job]:
    """The job's row as long as no other worker has taken it up."""
    return Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING, attempts=job.attempts)


def _end(job: Job, status: str, problem: str = "") -> None:
    Job.objects.filter(pk=job.pk, attempts=job.attempts).update(status=status, problem=problem, **_CLOSING)
