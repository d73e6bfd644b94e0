"""What the worker does each day, through all apps."""

from datetime import timedelta

from django.utils import timezone

from config.duties import DUTIES
from core.duties import start_due
from core.models import DutyDay, Job
from tests.clock import days_from_now, travel
from tests.competency.sheet_makers import current, shared


def test_every_duty_can_be_called_by_its_name_and_a_late_sheet_is_closed(cast, settings) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    for days, state in ((0, "dibagikan"), (settings.REPLY_DAYS + 1, "selesai")):
        with travel(timedelta(days=days)):
            start_due(DUTIES, at=timezone.now())
        assert current(sheet).state == state
        assert DutyDay.objects.filter(taken_on=days_from_now(days)).count() == len(DUTIES)
        # Not how many: a job ends by the database's clock, so one of the duties may find it long done.
        assert set(Job.objects.values_list("status", flat=True)) == {"selesai"}
    assert current(sheet).closed_without_reply
