"""Sessions with their whole record read along, as papers and counts need them."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from kkg.attendance.models import Attendance
from kkg.decisions.models import Decision
from kkg.groups.models import WorkingGroup
from kkg.sessions.models import Session, Topic
from kkg.speakers.models import Speaker


def held_sessions(group: WorkingGroup, first: date, last: date) -> list[Session]:
    """Closed sessions that begin in the span, day by day, with all that a report counts; one that lasts several days
    with each of them. A fixed number of queries.
    """
    begins = Q(day_of=None, date__range=(first, last)) | Q(day_of__date__range=(first, last))
    found = Session.days.of_group(group).counted().closed().filter(begins)
    return list(with_record(found).order_by("date", "starts_at", "pk"))


def with_record(sessions: Any) -> Any:
    """Sessions with topics, speakers, decisions and attendances read along, and who led and wrote."""
    return sessions.select_related("group", "madrasah", "leader", "notetaker").prefetch_related(
        Prefetch("topics", Topic.objects.with_speaker()),
        Prefetch("speakers", Speaker.objects.select_related("person")),
        Prefetch("decisions", Decision.objects.select_related("owner", "proof_file")),
        Prefetch("attendances", Attendance.objects.select_related("person", "madrasah")),
    )
