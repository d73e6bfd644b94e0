"""The life of a job: done at once in tests, taken up again when its worker has died, given up at last."""

import pytest
from django.db.models.functions import Now

from core import jobs
from core.models import Job

pytestmark = pytest.mark.django_db


def count_to(job_id: int, number: int) -> None:
    jobs.progress(job_id, number, total=10)


def stumble(job_id: int) -> None:
    raise RuntimeError("nobody expected this")


def waiting(**values: object) -> Job:
    return Job.objects.create(title="Contoh", task=f"{__name__}.count_to", arguments={"number": 3}, **values)


def test_a_job_started_in_a_test_is_done_at_once() -> None:
    job = jobs.start_job("Contoh", count_to, number=7)
    assert (job.status, job.done, job.total, job.attempts) == ("selesai", 7, 10, 1)
    assert job.finished_at and jobs.wait_for(job, seconds=0)


def test_a_job_that_raises_is_told_calmly_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    job = jobs.start_job("Contoh", stumble)
    assert (job.has_failed, job.problem) == (True, jobs.STOPPED)
    assert "nobody expected this" in caplog.text


def test_what_a_running_job_says_is_kept_for_the_next_beat() -> None:
    waiting()
    job = jobs.claim_job()
    jobs.listen_to(job)
    jobs.progress(job.pk, 5, total=9)
    assert Job.objects.get().done == 0
    assert jobs.beat(job)
    jobs.stop_listening(job)
    assert (Job.objects.get().done, Job.objects.get().total) == (5, 9)


def test_the_oldest_waiting_job_comes_first_and_a_running_one_is_left_alone() -> None:
    first, second = waiting(), waiting()
    assert [jobs.claim_job(), jobs.claim_job(), jobs.claim_job()] == [first, second, None]


def test_the_job_of_a_silent_worker_is_taken_up_and_lost_to_that_worker() -> None:
    waiting()
    before = jobs.claim_job()
    Job.objects.update(beat_at=Now() - 2 * jobs.SILENT_FOR)
    again = jobs.claim_job()
    assert (again.pk, again.attempts) == (before.pk, 2)
    assert (jobs.beat(before), jobs.beat(again)) == (False, True)
    assert (jobs.is_taken_over(before), jobs.is_taken_over(again)) == (True, False)


def test_a_job_that_fells_its_workers_is_given_up() -> None:
    waiting(status=Job.Status.RUNNING, attempts=jobs.MOST_ATTEMPTS, beat_at=Now() - 2 * jobs.SILENT_FOR)
    job = jobs.claim_job()
    jobs.run_job(job)
    assert (job.has_failed, job.done) == (True, 0)


def test_a_job_handed_back_waits_for_the_next_worker() -> None:
    waiting()
    jobs.hand_back(jobs.claim_job())
    assert jobs.claim_job().attempts == 1
