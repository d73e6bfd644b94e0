"""Sessions of a span with their record, and what a school year adds up to."""

from datetime import date
from typing import Any

from kkg.models import PlannedSession, Session, WorkingGroup
from kkg.programme import Counted


def held_sessions(group: WorkingGroup, first: date, last: date) -> list[Session]:
    """Closed sessions of the span in order, with all that a report counts. A fixed number of queries."""
    found = group.sessions.kept().closed().filter(cancelled_at=None, date__range=(first, last))
    return list(with_record(found).order_by("date", "starts_at", "pk"))


def with_record(sessions: Any) -> Any:
    """Sessions with topics, speakers, decisions and attendances read along."""
    return sessions.select_related("group", "madrasah").prefetch_related(
        "topics", "speakers__person", "decisions__owner", "decisions__proof_file",
        "attendances__person", "attendances__madrasah",
    )  # fmt: skip


def year_meetings(group: WorkingGroup, school_year: int) -> list[Counted]:
    """All that counts for the group in a school year: sessions not called off, and what is only planned.

    The count of the guidance is for the year, so it spans the programmes of both semesters. Two queries.
    """
    kept = group.sessions.kept().filter(cancelled_at=None, school_year=school_year)
    found = kept.values_list("kind", "closed_at", "planned__pack")
    held = [Counted(kind=kind, is_held=shut is not None, pack=pack or "") for kind, shut, pack in found]
    rows = PlannedSession.objects.waiting().filter(
        programme__group=group, programme__semester__school_year=school_year
    )
    plans = rows.order_by("programme__semester__starts_on", "position").values_list("kind", "pack")
    return [*held, *(Counted(kind=kind, is_held=False, pack=pack) for kind, pack in plans)]
