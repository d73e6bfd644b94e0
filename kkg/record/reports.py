"""Sessions with their whole record read along, as papers and counts need them."""

from datetime import date
from typing import Any

from django.db.models import Prefetch

from kkg.attendance.models import Attendance
from kkg.decisions.models import Decision
from kkg.groups.models import WorkingGroup
from kkg.sessions.models import Session, Speaker


def held_sessions(group: WorkingGroup, first: date, last: date) -> list[Session]:
    """Closed sessions of the span, day by day, with all that a report counts. A fixed number of queries."""
    found = Session.days.of_group(group).counted().closed().filter(date__range=(first, last))
    return list(with_record(found).order_by("date", "starts_at", "pk"))


def with_record(sessions: Any) -> Any:
    """Sessions with topics, speakers, decisions and attendances read along, and who led and wrote."""
    return sessions.select_related("group", "madrasah", "leader", "notetaker").prefetch_related(
        "topics",
        Prefetch("speakers", Speaker.objects.select_related("person")),
        Prefetch("decisions", Decision.objects.select_related("owner", "proof_file")),
        Prefetch("attendances", Attendance.objects.select_related("person", "madrasah")),
    )
