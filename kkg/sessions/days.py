"""Later days of a session that lasts several: rows of their own, which follow it in all but date, JP and roll.

Belongs here: the one rule, asked after every write of a session. Not here: who may plan days
(kkg/sessions/permissions.py), what counts them (`Session.days`).
"""

from datetime import date, timedelta
from typing import Any

from core.revisions import bump
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_hold_on
from madrasah.periods import school_year_of

FOLLOWED = (
    "group_id",
    "kind",
    "starts_at",
    "ends_at",
    "madrasah_id",
    "place",
    "closed_at",
    "closed_by_id",
    "cancelled_at",
    "cancelled_by_id",
    "cancelled_reason",
    "removed_at",
)
TITLE_LENGTH = 160


def follow(session: Session, moved: timedelta = timedelta()) -> None:
    """Writes what changed about a session into its later days, each put off by as much; again changes nothing.

    The caller holds the session and has saved it.
    """
    days = list(Session._base_manager.select_for_update().filter(day_of=session).order_by("date"))
    numbered = list(enumerate(days, start=2))
    for number, day in reversed(numbered) if moved > timedelta() else numbered:  # no two on one day meanwhile
        _write(day, **_followed(session, number), date=day.date + moved)
    last = days[-1].date if days else None
    if session.until != last:
        session.until = last
        session.save(update_fields=["until", "updated_at"])


def why_not_move(session: Session, moved: timedelta) -> str | None:
    """Whether its later days may go as far as the first, whose new day it has already."""
    return why_not_hold_on(session, [day + moved for day in session.later_days.values_list("date", flat=True)])


def begin_day(session: Session, day: date, jp: int) -> None:
    """One more day; `follow` gives it what it shares with the session."""
    Session.days.create(
        day_of=session, group=session.group, date=day, school_year=school_year_of(day), title=session.title, jp=jp
    )


def _followed(session: Session, number: int) -> dict[str, Any]:
    tail = f" (hari {number})"
    shared = {name: getattr(session, name) for name in FOLLOWED}
    return shared | {"title": f"{session.title[: TITLE_LENGTH - len(tail)]}{tail}"}


def _write(day: Session, **values: Any) -> None:
    if all(getattr(day, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(day, name, value)
    day.school_year = school_year_of(day.date)
    bump(day)
    day.save()
