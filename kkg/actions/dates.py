"""Putting a session off, calling it off, and taking that back. Planning and closing: sessions.py."""

from datetime import date, datetime, time

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.revisions import bump, locked, refuse_stale
from kkg.actions.agenda import carry_over
from kkg.actions.sessions import lead_next_agenda, refuse_if_ended
from kkg.models import Postponement, Session
from kkg.permissions import CANCELLED, CLOSED
from madrasah.models import User
from madrasah.periods import school_year_of


@transaction.atomic
def postpone_session(
    *,
    session: Session,
    date: date,
    starts_at: time | None,
    ends_at: time | None,
    reason: str,
    revision: int,
    by: User,
) -> Session:
    """Moves a session to another day; the day it leaves stays in its history. The same day changes nothing.

    ValidationError if it is closed, called off or was held, if the group has ended by then, or if another
    person changed the session meanwhile.
    """
    session = locked(session, "group")
    if session.date == date:
        return session
    _refuse_if_over(session)
    refuse_stale(session, revision)
    refuse_if_ended(session.group, date)
    Postponement.objects.create(session=session, from_date=session.date, to_date=date, reason=reason, by=by)
    session.date, session.starts_at, session.ends_at = date, starts_at, ends_at
    session.school_year = school_year_of(date)
    bump(session)
    session.save()
    carry_over(session=session)
    return session


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: User, at: datetime | None = None) -> Session:
    """Calls a session off; topics it had taken up again lead the next agenda. A second time changes nothing.

    ValidationError if it is closed or was held.
    """
    session = locked(session, "group")
    if session.cancelled_at:
        return session
    _refuse_if_over(session)
    session.topics.filter(continues__isnull=False).update(continues=None)
    with pghistory.context(reason=reason):
        session.cancelled_at, session.cancelled_by = at or timezone.now(), by
        session.cancelled_reason = reason
        bump(session)
        session.save()
    lead_next_agenda(session.group, session.date, but=session)
    return session


def _refuse_if_over(session: Session) -> None:
    if session.is_closed:
        raise ValidationError(CLOSED)
    if session.cancelled_at:
        raise ValidationError(CANCELLED)
    if session.attendances.exists():
        raise ValidationError("Kehadiran sudah dicatat, jadi pertemuan ini berlangsung.")


@transaction.atomic
def revive_session(*, session: Session, by: User) -> Session:
    """The session is on again, on its old day; its topics tie up again with those still unfinished.

    ValidationError if its group has ended by that day.
    """
    session = locked(session, "group")
    if session.cancelled_at is None:
        return session
    refuse_if_ended(session.group, session.date)
    session.cancelled_at, session.cancelled_by, session.cancelled_reason = None, None, ""
    bump(session)
    session.save()
    carry_over(session=session)
    return session
