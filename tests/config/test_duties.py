"""What the worker does each day, through all apps."""

from datetime import timedelta

from config.duties import DUTIES
from core.duties import start_due
from core.models import Job
from tests.clock import this_morning
from tests.competency.sheets import current, shared


def test_every_duty_can_be_called_by_its_name_and_a_late_sheet_is_closed(cast, settings) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    start_due(DUTIES, at=this_morning())
    assert current(sheet).state == "dibagikan"
    sheet.versions.update(shared_at=this_morning() - timedelta(days=settings.REPLY_DAYS, minutes=1))
    start_due(DUTIES, at=this_morning() + timedelta(days=1))
    assert (current(sheet).state, current(sheet).closed_without_reply) == ("selesai", True)
    assert list(Job.objects.values_list("status", flat=True)) == ["selesai"] * 2 * len(DUTIES)
