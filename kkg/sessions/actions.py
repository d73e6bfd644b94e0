"""Planning, changing, removing a session. Its unfinished topics follow by kkg/sessions/carrying.py."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from core.refusals import refuse_if
from core.removal import put_back, take_out
from core.revisions import bump, locked, once, refuse_stale
from kkg.groups.members import hosts_of
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_plan_on, why_not_run_group
from kkg.sessions.carrying import TOPIC_FIELDS, arrange_agendas, lock_group, number_topics, step_aside, step_in
from kkg.sessions.days import begin_day, follow, why_not_move
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import (
    further_days,
    why_not_be_committee,
    why_not_hold_on,
    why_not_leave_out,
    why_not_remove_session,
    why_not_restore_session,
    why_not_run_session,
    why_not_tend_session,
)
from madrasah.models import Madrasah, User
from madrasah.periods import school_year_of
from madrasah.scope import fresh

SESSION_FIELDS = ("kind", "title", "date", "starts_at", "ends_at", "madrasah", "place", "jp")


COPIED_FIELDS = ("kind", "title", "starts_at", "ends_at", "madrasah", "place", "jp")


@transaction.atomic
def open_session(*, group: WorkingGroup, client_token: UUID, values: Mapping[str, Any], by: User) -> Session:
    """Plans a session once per token; unfinished topics of earlier ones stand first on its agenda (S4).

    `values`: SESSION_FIELDS, and "until" where it lasts several days, each with as many JP. Refused after the last
    day of a group that has ended, and for a host that is none of one's places.
    """
    group, asker = lock_group(group), fresh(by)
    refuse_if(why_not_run_group(asker, group) or why_not_plan_on(group, values["date"]))
    _refuse_host(asker, values.get("madrasah"), values["date"])
    said = _known(values) | {"group": group}
    session, is_new = once(Session, client_token, said, school_year=school_year_of(values["date"]))
    if is_new:
        days = further_days(session, values.get("until"))
        refuse_if(why_not_hold_on(session, days))
        _add_days(session, dict.fromkeys(days, session.jp))
        arrange_agendas(group)
    return session


def _add_days(session: Session, days: Mapping[date, int]) -> None:
    for day, jp in days.items():
        begin_day(session, day, jp)
    follow(session)


@transaction.atomic
def plan_days(*, session: Session, days: Mapping[date, int], revision: int, by: User) -> Session:
    """On which further days a session is held, and with how many JP each: `days` are all but the first.

    ValidationError if another person changed the session meanwhile. Refused for a day that is not after the first,
    for more than MOST_DAYS, and for leaving out a day of which something is recorded.
    """
    lock_group(session.group)
    session = locked(session, "group")
    refuse_if(why_not_run_session(fresh(by), session))
    stored = {day.date: day for day in Session.days.of_whole(session)[1:]}
    if {day: row.jp for day, row in stored.items()} == dict(days):
        return session
    refuse_stale(session, revision)
    refuse_if(why_not_hold_on(session, days))
    for row in (row for day, row in stored.items() if day not in days):
        refuse_if(why_not_leave_out(row))
        row.delete()
    for row in (row for day, row in stored.items() if day in days and row.jp != days[day]):
        row.jp = days[row.date]
        row.save(update_fields=["jp", "updated_at"])
    bump(session)
    session.save()
    _add_days(session, {day: jp for day, jp in days.items() if day not in stored})
    arrange_agendas(session.group)
    return session


@transaction.atomic
def copy_session(*, session: Session, date: date, with_topics: bool, client_token: UUID, by: User) -> Session:
    """The same meeting on another day, once per token: place, hours, JP, and if wanted its topics, as not yet held.

    A topic that waits for an agenda anyway, this one or another, is not doubled. Refused as `open_session` is.
    """
    lock_group(session.group)
    session = locked(session, "group")
    refuse_if(why_not_tend_session(fresh(by), session))
    values = {name: getattr(session, name) for name in COPIED_FIELDS} | {"date": date}
    copy = open_session(group=session.group, client_token=client_token, values=values, by=by)
    if copy.until is None and session.until:
        moved = date - session.date
        _add_days(copy, {day.date + moved: day.jp for day in Session.days.of_whole(session)[1:]})
    if with_topics:
        _copy_topics(session, copy)
    return copy


def _copy_topics(session: Session, copy: Session) -> None:
    standing = list(copy.topics.all())
    titles = {topic.title.casefold() for topic in standing}
    wanted = [one for one in session.topics.all() if not (one.goes_on or one.title.casefold() in titles)]
    more = [Topic(session=copy, **{name: getattr(topic, name) for name in TOPIC_FIELDS}) for topic in wanted]
    number_topics([*standing, *more])


def _refuse_host(by: User, host: Madrasah | None, day: date) -> None:
    if host is None:
        return
    is_offered = hosts_of(WorkingGroup.objects.run_by(by)).filter(pk=host.pk).exists()
    refuse_if(None if is_offered else f"{host} bukan madrasah KKG ini. Pilih tuan rumah dari daftar.")
    host.refuse_after_closing(day, day)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: values[name] for name in SESSION_FIELDS if name in values}
    return known | {"jp": 0} if known.get("kind") == Session.Kind.RAPAT else known


@transaction.atomic
def edit_session(*, session: Session, values: Mapping[str, Any], revision: int, by: User) -> Session:
    """Changes date, place and the like; another date moves all days as far. ValidationError if another person changed
    the session meanwhile.
    """
    lock_group(session.group)
    stored, asker, known = locked(session, "group"), fresh(by), _known(values)
    refuse_if(why_not_run_session(asker, stored))
    if all(getattr(stored, name) == value for name, value in known.items()):
        return stored
    refuse_stale(stored, revision)
    was = stored.date
    for name, value in known.items():
        setattr(stored, name, value)
    refuse_if(why_not_plan_on(stored.group, stored.date) or why_not_be_committee(stored))
    moved = stored.date - was
    refuse_if(why_not_move(stored, moved) if moved else None)
    if known.keys() & {"madrasah", "date"}:
        _refuse_host(asker, stored.madrasah, stored.date)
    stored.school_year = school_year_of(stored.date)
    stored.until = None if moved else stored.until
    bump(stored)
    stored.save()
    follow(stored, moved)
    arrange_agendas(stored.group)
    return stored


@transaction.atomic
def remove_session(*, session: Session, by: User, at: datetime | None = None) -> Session:
    """Deletes for 30 days' grace; topics it had taken up go to the next agenda."""
    lock_group(session.group)
    session, asker = locked(session, "group"), fresh(by)
    if session.removed_at and not why_not_run_group(asker, session.group):
        return session
    refuse_if(why_not_remove_session(asker, session))
    step_aside(session)
    take_out(session, at)
    follow(session)
    arrange_agendas(session.group)
    return session


@transaction.atomic
def restore_session(*, session: Session, by: User, at: datetime | None = None) -> Session:
    """Brings a deleted session back within 30 days; unfinished topics stand on it again if it is next."""
    lock_group(session.group)
    session = locked(session, "group")
    refuse_if(why_not_restore_session(fresh(by), session))
    if session.removed_at is not None:
        put_back(session, at)
        step_in(session)
        follow(session)
        arrange_agendas(session.group)
    return session
