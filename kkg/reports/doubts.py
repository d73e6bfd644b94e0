"""What kkg/doubts.py asks about a session, read from the rows of its day."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from kkg.doubts import Meeting, Other, doubts
from kkg.models import Attendance, Session, Speaker
from kkg.reports.sessions import holidays_on


def session_doubts(session: Session) -> list[str]:
    """What looks wrong about this session, in sentences, also against others of its day.

    Reads topics, attendances, speakers and the holiday once, unless they are at hand, and the day's others.
    """
    topics = session.topics.all()
    meeting = Meeting(
        date=session.date, starts_at=session.starts_at, ends_at=session.ends_at, jp=session.jp,
        planned=sum(topic.minutes_planned for topic in topics),
        used=sum(topic.minutes_used or 0 for topic in topics),
        holiday=_holiday(session),
    )  # fmt: skip
    return doubts(meeting, _others_of_day(session))


def _holiday(session: Any) -> str:
    return session.holiday if hasattr(session, "holiday") else holidays_on(session.date).first() or ""


def _others_of_day(session: Session) -> list[Other]:
    """Sessions of that day that share group, host or persons with this one."""
    people = _recorded(session)
    ways = [
        rows.filter(person__in=people, session__date=session.date)
        for rows in (Attendance.objects.filter(mark=Attendance.Mark.HADIR), Speaker.objects.all())
    ]
    shared = Q(group=session.group_id) | Q(
        *[("pk__in", rows.values("session")) for rows in ways], _connector=Q.OR
    )
    if session.madrasah_id:
        shared |= Q(madrasah=session.madrasah_id)
    came, spoke = (ArraySubquery(rows.filter(session=OuterRef("pk")).values("person")) for rows in ways)
    kept = Session.objects.kept().filter(shared, date=session.date, cancelled_at=None).exclude(pk=session.pk)
    found = kept.select_related("group", "madrasah").annotate(came=came, spoke=spoke).order_by("pk")
    return [
        Other(
            title=other.title, group=str(other.group), starts_at=other.starts_at, ends_at=other.ends_at,
            is_same_group=other.group_id == session.group_id,
            host=str(other.madrasah or "") if other.madrasah_id == session.madrasah_id else "",
            people=sorted({people[person] for person in [*other.came, *other.spoke]}),
        )
        for other in found
    ]  # fmt: skip


def _recorded(session: Session) -> dict[int, str]:
    """Names of the persons who came to or spoke at this session, by key."""
    came: list[Any] = [row for row in session.attendances.all() if row.mark == Attendance.Mark.HADIR]
    return {row.person_id: str(row.person) for row in [*came, *session.speakers.all()] if row.person_id}
