"""What has to be done once a day. Which duties there are is said where apps are composed: config/duties.py.

Belongs here: who does one, and when. Not here: how a job is done (core/jobs.py).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from core.jobs import start_job
from core.models import DutyDay

Duties = Mapping[str, Callable[..., Any]]  # what a job is called -> duty(at=datetime)


def start_due(duties: Duties, *, at: datetime) -> None:
    """Makes a job of each duty that nobody has taken up on this day, whoever asks and however late."""
    for title, duty in duties.items():
        _start(title, f"{duty.__module__}.{duty.__qualname__}", timezone.localdate(at))


@transaction.atomic
def _start(title: str, duty: str, today: date) -> None:
    DutyDay.objects.get_or_create(duty=duty)
    waiting = DutyDay.objects.filter(Q(taken_on=None) | Q(taken_on__lt=today), duty=duty)
    if waiting.update(taken_on=today):
        start_job(title, do_duty, duty=duty)


def do_duty(_job_id: int, duty: str) -> None:
    """The job."""
    import_string(duty)(at=timezone.now())
