"""What kkg/doubts.py asks about a session, read from the rows of its day."""

from django.db.models import Q, Sum

from kkg.doubts import Meeting, Other, doubts
from kkg.models import Attendance, Session, Speaker
from madrasah.models import Holiday


def session_doubts(session: Session) -> list[str]:
    """What looks wrong about this session, in sentences, also against others of its day. Seven queries."""
    sums = session.topics.aggregate(planned=Sum("minutes_planned"), used=Sum("minutes_used"))
    found = Holiday.objects.filter(starts_on__lte=session.date, ends_on__gte=session.date).first()
    meeting = Meeting(
        date=session.date, starts_at=session.starts_at, ends_at=session.ends_at, jp=session.jp,
        planned=sums["planned"] or 0, used=sums["used"] or 0, holiday=found.name if found else "",
    )  # fmt: skip
    return doubts(meeting, _others_of_day(session))


def _others_of_day(session: Session) -> list[Other]:
    """Sessions of that day that share group, host or persons with this one."""
    people = _twice_recorded(session)
    shared = Q(group=session.group_id) | Q(pk__in=people)
    if session.madrasah_id:
        shared |= Q(madrasah=session.madrasah_id)
    kept = Session.objects.kept().filter(shared, date=session.date, cancelled_at=None)
    return [
        Other(
            title=other.title, group=str(other.group), starts_at=other.starts_at, ends_at=other.ends_at,
            is_same_group=other.group_id == session.group_id,
            host=str(other.madrasah or "") if other.madrasah_id == session.madrasah_id else "",
            people=sorted(people.get(other.pk, ())),
        )
        for other in kept.exclude(pk=session.pk).select_related("group", "madrasah").order_by("pk")
    ]  # fmt: skip


def _twice_recorded(session: Session) -> dict[int, set[str]]:
    """Names of who came to or spoke at this session, by the other sessions of its day where they did too."""
    came = Attendance.objects.filter(mark=Attendance.Mark.HADIR, person__isnull=False)
    spoke = Speaker.objects.filter(person__isnull=False)
    here = {pk for rows in (came, spoke) for (pk,) in rows.filter(session=session).values_list("person")}
    found: dict[int, set[str]] = {}
    for rows in (came, spoke):
        elsewhere = rows.filter(person__in=here, session__date=session.date).exclude(session=session)
        for row in elsewhere.select_related("person"):
            found.setdefault(row.session_id, set()).add(str(row.person))
    return found
