"""Daily duties: each once a day whoever asks, also after days without a worker; which jobs are purged."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connections

from core.duties import start_due
from core.jobs import KEPT_FOR, purge_jobs
from core.models import DutyDay, Job
from tests.clock import days_from_now, this_morning, today
from tests.workers import until, worker

pytestmark = pytest.mark.django_db


def greet(*, at: datetime) -> None:
    """Something to be done each day; it leaves a row behind."""
    Job.objects.create(title="Salam", status=Job.Status.DONE, finished_at=at)


DUTIES = {"Menyapa": greet}


def greetings() -> int:
    return Job.objects.filter(title="Salam").count()


def test_a_duty_is_done_once_a_day_whoever_asks() -> None:
    for hours in (0, 1, 24):
        start_due(DUTIES, at=this_morning() + timedelta(hours=hours))
    assert greetings() == 2


def test_after_days_away_it_is_done_once() -> None:
    start_due(DUTIES, at=this_morning() - timedelta(days=5))
    start_due(DUTIES, at=this_morning())
    assert greetings() == 2
    assert DutyDay.objects.get().taken_on == today()


def test_a_clock_that_was_set_back_does_nothing_twice() -> None:
    start_due(DUTIES, at=this_morning())
    start_due(DUTIES, at=this_morning() - timedelta(days=1))
    assert greetings() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_that_begin_a_day_together_do_it_once() -> None:
    def ask(_number: int) -> None:
        start_due(DUTIES, at=this_morning())
        connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(ask, range(8)))
    assert greetings() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_itself_begins_the_day() -> None:
    with worker():
        until(lambda: Job.objects.filter(status=Job.Status.DONE).count() == DutyDay.objects.count() > 0)
    assert not DutyDay.objects.filter(taken_on=None).exists()


def test_jobs_that_ended_well_long_ago_go_and_failed_ones_go_on_telling_why() -> None:
    long_ago = this_morning() - KEPT_FOR - timedelta(minutes=1)
    for status, at in (("selesai", long_ago), ("gagal", long_ago), ("selesai", this_morning())):
        Job.objects.create(title="Contoh", status=status, finished_at=at)
    purge_jobs(at=this_morning())
    assert set(Job.objects.values_list("status", "finished_at")) == {("gagal", long_ago), ("selesai", this_morning())}


def test_a_day_is_that_of_the_place() -> None:
    start_due(DUTIES, at=this_morning().replace(hour=0, minute=10))
    assert DutyDay.objects.get().taken_on == days_from_now(0)
