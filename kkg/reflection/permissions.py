"""Who may answer after a session, and until when. Writing and showing the counts is done elsewhere."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from core.formats import date_long
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.sessions.models import Session
    from madrasah.models import User

REFLECTION_DAYS = 7


def reflection_ends_on(session: "Session") -> date:
    """The last day to answer: set by the first answer, so that a moved session opens nothing anew."""
    counts = getattr(session, "reflection", None)
    day: date = counts.until if counts else session.last_date + timedelta(days=REFLECTION_DAYS)
    return day


def why_not_reflect(user: "User", session: "Session", *, on: date | None = None) -> str | None:
    """For those who were there, from the day itself until a week later."""
    person, today = scope_of(user).person_id or 0, on or timezone.localdate()
    if session.last_date > today or session.cancelled_at or session.removed_at:
        return "Tanggapan dibuka setelah pertemuan berlangsung."
    if not _was_there(person, session):
        return "Tanggapan diisi oleh yang tercatat hadir di pertemuan ini."
    if today > reflection_ends_on(session):
        return f"Waktu menanggapi sudah lewat: sampai {date_long(reflection_ends_on(session))}."
    return None


def _was_there(person: int, session: "Session") -> bool:
    """On any of its days."""
    if any(row.person_id == person and row.mark == "hadir" for row in session.attendances.all()):
        return True
    later = session.later_days.filter(attendances__person=person, attendances__mark="hadir")
    return session.until is not None and later.exists()


def has_reflected(user: "User", session: "Session") -> bool:
    """Whether the user has answered already; a second press then changes nothing."""
    return bool(session.reflections_given.filter(person=scope_of(user).person_id or 0).exists())
