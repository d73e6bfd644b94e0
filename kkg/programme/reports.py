"""What a school year adds up to."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from core.formats import date_plain, date_range
from kkg.groups.models import WorkingGroup
from kkg.programme.models import PlannedSession, Programme
from kkg.programme.tally import Counted
from kkg.sessions.models import Session


def year_meetings(group: WorkingGroup, school_year: int, kept: Iterable[Any] | None = None) -> list[Counted]:
    """All that counts for the group in a school year: sessions not called off, and what is only planned.

    The count of the guidance is for the year, so it spans the programmes of both semesters. `kept`: sessions not
    called off, `with_kkg_year`, with what they were planned as, where they are at hand; others of them do no
    harm. Two queries.
    """
    if kept is None:
        kept = group.sessions.counted().with_kkg_year().select_related("planned")
    held = [_counted(session) for session in kept if session.kkg_year == school_year and not session.day_of_id]
    rows = PlannedSession.objects.waiting().filter(programme__group=group, programme__semester__school_year=school_year)
    plans = rows.order_by("programme__semester__starts_on", "position").values_list("kind", "pack")
    return [*held, *(Counted(kind=kind, is_held=False, pack=pack) for kind, pack in plans)]


def likely_session(planned: PlannedSession, sessions: Any) -> Session | None:
    """Which of these `sessions`, all untied, is meant: the only one of that theme where only this row waits for one,
    such as a copy of a meeting that was tied. Two queries.
    """
    theme = {"title__iexact": planned.title}
    rivals = planned.programme.planned.waiting().filter(**theme).exclude(pk=planned.pk)
    found = list(sessions.filter(planned=None, **theme)[:2])
    return found[0] if len(found) == 1 and not rivals.exists() else None


def planned_doubts(programme: Programme) -> list[str]:
    """Planned days outside the semester; the holidays before it are its own (decisions.md 30). One query."""
    days = programme.semester.kkg_days
    odd = programme.planned.filter(Q(date__lt=days.starts_on) | Q(date__gt=days.ends_on))
    span = date_range(days.starts_on, days.ends_on)
    return [f"“{row}”: {date_plain(row.date)} di luar semester ini ({span})." for row in odd if row.date]


def _counted(session: Session) -> Counted:
    plan = getattr(session, "planned", None)
    return Counted(kind=session.kind, is_held=session.is_closed, pack=plan.pack if plan else "")
