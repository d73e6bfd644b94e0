"""Putting a session off, calling it off, and taking that back. Planning and closing: sessions.py."""

from datetime import date, datetime, time

import pghistory
from django.db import transaction
from django.utils import timezone

from core.refusals import refuse_if
from core.revisions import bump, locked, refuse_stale
from kkg.sessions.carrying import arrange_agendas, lock_group
from kkg.sessions.days import follow, why_not_move
from kkg.sessions.models import Postponement, Session
from kkg.sessions.permissions import (
    why_not_cancel,
    why_not_postpone,
    why_not_put_off_to,
    why_not_revive,
    why_not_tend_session,
)
from madrasah.models import User
from madrasah.periods import school_year_of
from madrasah.scope import fresh


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
    at: datetime | None = None,
) -> Session:
    """Moves a session to another day; the day it leaves stays in its history. The same day changes nothing.

    ValidationError if another person changed the session meanwhile.
    """
    lock_group(session.group)
    session = locked(session, "group")
    refuse_if(why_not_postpone(fresh(by), session))
    if session.date == date:
        return session
    refuse_stale(session, revision)
    refuse_if(why_not_put_off_to(session, date, on=timezone.localdate(at)))
    Postponement.objects.create(session=session, from_date=session.date, to_date=date, reason=reason, by=by)
    session.school_year = school_year_of(date)
    moved, session.until = date - session.date, None
    session.date, session.starts_at, session.ends_at = date, starts_at, ends_at
    refuse_if(why_not_move(session, moved))
    bump(session)
    session.save()
    follow(session, moved)
    arrange_agendas(session.group)
    return session


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: User, at: datetime | None = None) -> Session:
    """Calls a session off; topics it had taken up again lead the next agenda. Who has done so presses again
    in vain.
    """
    lock_group(session.group)
    session = locked(session, "group")
    if session.cancelled_at and session.cancelled_by_id == by.pk:
        return session
    refuse_if(why_not_cancel(fresh(by), session))
    with pghistory.context(reason=reason):
        session.cancelled_at, session.cancelled_by = at or timezone.now(), by
        session.cancelled_reason = reason
        bump(session)
        session.save()
        follow(session)
    arrange_agendas(session.group)
    return session


@transaction.atomic
def revive_session(*, session: Session, by: User) -> Session:
    """The session is on again, on its old day; unfinished topics stand on it again if it is next."""
    lock_group(session.group)
    session, asker = locked(session, "group"), fresh(by)
    if session.cancelled_at is None and not why_not_tend_session(asker, session):
        return session
    refuse_if(why_not_revive(asker, session))
    session.cancelled_at, session.cancelled_by, session.cancelled_reason = None, None, ""
    bump(session)
    session.save()
    follow(session)
    arrange_agendas(session.group)
    return session
