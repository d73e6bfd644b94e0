"""Sessions of a span with their record, and what a school year adds up to."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce

from kkg.models import (
    Attendance,
    Decision,
    Material,
    PlannedSession,
    Session,
    Speaker,
    Topic,
    WorkingGroup,
)
from kkg.programme import Counted
from kkg.querysets import CountOf
from madrasah.models import Holiday


def held_sessions(group: WorkingGroup, first: date, last: date) -> list[Session]:
    """Closed sessions of the span in order, with all that a report counts. A fixed number of queries."""
    found = group.sessions.kept().closed().filter(cancelled_at=None, date__range=(first, last))
    return list(with_record(found).order_by("date", "starts_at", "pk"))


def with_record(sessions: Any) -> Any:
    """Sessions with topics, speakers, decisions and attendances read along."""
    return sessions.select_related("group", "madrasah").prefetch_related(
        "topics",
        Prefetch("speakers", Speaker.objects.select_related("person")),
        Prefetch("decisions", Decision.objects.select_related("owner", "proof_file")),
        Prefetch("attendances", Attendance.objects.select_related("person", "madrasah")),
    )


def sessions_in_full(user: Any) -> Any:
    """Sessions with agenda, roll, speakers, dates and the holiday of the day at hand, and with
    `decision_count` and `material_count`; so that the page of one and its permissions ask no more.
    """
    joins = ("group", "madrasah", "closed_by__person", "check_in", "reflection")
    called = Attendance.objects.select_related("person", "madrasah").order_by("person__name", "pk")
    decisions = Decision.objects.order_by().filter(session=OuterRef("pk"))
    materials = Material.objects.visible_to(user).order_by().filter(session=OuterRef("pk"))
    return Session.objects.select_related(*joins).prefetch_related(
        "postponements",
        Prefetch("topics", Topic.objects.select_related("settled_person", "settled_group")),
        Prefetch("attendances", called),
        Prefetch("speakers", Speaker.objects.select_related("person")),
    ).annotate(
        decision_count=CountOf(decisions.values("pk")),
        material_count=CountOf(materials.values("pk")),
        holiday=Coalesce(Subquery(holidays_on(OuterRef("date"))), Value("")),
    )  # fmt: skip


def holidays_on(day: Any) -> Any:
    """The name of the holiday that a day falls in, if any."""
    found = Holiday.objects.filter(starts_on__lte=day, ends_on__gte=day)
    return found.values_list("name", flat=True)[:1]


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
