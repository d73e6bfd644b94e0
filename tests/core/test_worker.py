"""The real worker process: it does the jobs of others, and dies in every way without harm."""

import signal

import pytest
from django.db.models.functions import Now

from core import jobs
from core.models import Job
from tests.workers import until, worker, write_slowly

pytestmark = pytest.mark.django_db(transaction=True)


def written() -> int:
    return Job.objects.filter(title="Tertulis Contoh").count()


def test_a_job_outlives_its_workers_and_nothing_is_written_twice() -> None:
    task = f"{write_slowly.__module__}.{write_slowly.__qualname__}"
    job = Job.objects.create(title="Contoh", task=task, arguments={"seconds": 60})
    with worker() as leaving:
        until(lambda: Job.objects.get(pk=job.pk).done == 1)  # told from inside the transaction
        leaving.terminate()
        assert leaving.wait(10) == 0
    job.refresh_from_db()
    assert (job.status, job.attempts, written()) == ("menunggu", 0, 0)
    with worker() as killed:
        until(lambda: Job.objects.get(pk=job.pk).beat_at)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert written() == 0
    Job.objects.filter(pk=job.pk).update(beat_at=Now() - 2 * jobs.SILENT_FOR)
    with worker():
        assert jobs.wait_for(job, seconds=20)
    job.refresh_from_db()
    assert (job.status, job.attempts, job.done, written()) == ("selesai", 2, 2, 1)


def test_a_worker_leaves_when_its_server_is_gone() -> None:
    with worker(parent=1) as orphan:
        assert orphan.wait(20) == 1
