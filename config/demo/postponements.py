"""The demo's changes of date: one meeting called off, one put off; and the check-in of the coming one."""

from datetime import date, time
from typing import Any
from uuid import UUID

from config.demo import group_words as words
from config.demo.days import Days, moment
from config.demo.people import Village
from kkg.checkin.actions import open_check_in
from kkg.models import Session, WorkingGroup
from kkg.postponements.actions import cancel_session, postpone_session
from kkg.sessions.actions import open_session

FIRST_TOKEN = 6_000  # far from the tokens that luck draws


def put_sessions_off(village: Village, days: Days) -> None:
    """All by the ketua; the two meetings lie after the coming one, which keeps its agenda."""
    coming = Session.objects.select_related("group").latest("date")
    _call_off(village, coming.group, days)
    _put_off(village, coming.group, days)
    open_check_in(
        session=coming,
        opens_at=moment(coming.date, 7, 30),
        closes_at=moment(coming.date, 9),
        by=village.users["gita"],
        at=moment(coming.date, 7),
    )


def _meeting(village: Village, group: WorkingGroup, number: int, title: str, kind: str, day: date) -> Session:
    values: dict[str, Any] = {
        "title": title,
        "kind": kind,
        "date": day,
        "starts_at": time(8),
        "ends_at": time(12),
        "jp": 5,
    }
    token = UUID(int=FIRST_TOKEN + number)
    return open_session(group=group, client_token=token, values=values, by=village.users["gita"])


def _call_off(village: Village, group: WorkingGroup, days: Days) -> None:
    title, kind, reason = words.CANCELLED
    session = _meeting(village, group, 0, title, kind, days.saturday(2))
    cancel_session(session=session, reason=reason, by=village.users["gita"], at=days.now)


def _put_off(village: Village, group: WorkingGroup, days: Days) -> None:
    title, kind, reason = words.POSTPONED
    session = _meeting(village, group, 1, title, kind, days.saturday(1))
    postpone_session(
        session=session,
        date=days.saturday(3),
        starts_at=time(8),
        ends_at=time(12),
        reason=reason,
        revision=session.revision,
        by=village.users["gita"],
        at=days.now,
    )
