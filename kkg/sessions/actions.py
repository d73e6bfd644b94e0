"""Planning, changing, removing a session, and carrying unfinished topics to the next one (S4)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from core.refusals import refuse_if
from core.removal import put_back, take_out
from core.revisions import bump, locked, refuse_stale
from kkg.groups.members import hosts_of
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_plan_on, why_not_run_group
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import why_not_remove_session, why_not_restore_session, why_not_run_session
from madrasah.models import Madrasah, User
from madrasah.periods import school_year_of
from madrasah.scope import fresh

TOPIC_FIELDS = ("title", "competency", "speaker_name", "minutes_planned")


@transaction.atomic
def carry_over(*, session: Session) -> list[Topic]:
    """Puts the group's unfinished topics first on this agenda, oldest first; a second call adds nothing.

    A topic of the same title that already stands here is taken as the continuation instead of a double. Those
    that already stand on a later open agenda come here, because this one is next.
    """
    lock_sessions(Topic.objects.on_later_agendas(session).values("session"))
    recalled = Topic.objects.on_later_agendas(session).update(session=session, position=0)
    waiting = list(Topic.objects.awaiting(session))
    mine = list(session.topics.select_related("continues__session"))
    loose = {topic.title.casefold(): topic for topic in mine if topic.continues_id is None}
    carried = [topic for topic in mine if topic.continues_id is not None]
    for past in waiting:
        topic = loose.pop(past.title.casefold(), None) or _copy(past, session)
        topic.continues = past
        carried.append(topic)
    if waiting or recalled:
        carried.sort(key=_origin)
        number_topics([*carried, *(topic for topic in mine if topic not in carried)])
    return carried


def lock_sessions(keys: Any) -> None:
    """Held until the transaction ends, the earliest first: so two who need the same never wait in a ring."""
    rows = Session.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("date", "pk")
    list(rows.values_list("pk"))


def _origin(topic: Topic) -> tuple[date, int]:
    past: Any = topic.continues
    return past.session.date, past.pk


def _copy(past: Topic, session: Session) -> Topic:
    kept = {name: getattr(past, name) for name in TOPIC_FIELDS}
    return Topic(session=session, **kept)


def number_topics(topics: Sequence[Topic]) -> None:
    for position, topic in enumerate(topics, start=1):
        topic.position = position
        topic.save()


def clear_settlement(topic: Topic) -> None:
    """As if it had never been closed unfinished or handed on; the caller saves."""
    topic.settled_how = topic.settled_note = topic.settled_to = ""
    topic.settled_at = topic.settled_by = topic.settled_person = topic.settled_group = None


SESSION_FIELDS = ("kind", "title", "date", "starts_at", "ends_at", "madrasah", "place", "jp")


@transaction.atomic
def open_session(*, group: WorkingGroup, client_token: UUID, values: Mapping[str, Any], by: User) -> Session:
    """Plans a session once per token; unfinished topics of earlier ones stand first on its agenda (S4).

    Refused after the last day of a group that has ended, and for a host that is none of one's places.
    """
    group, asker = lock_group(group), fresh(by)
    refuse_if(why_not_run_group(asker, group) or why_not_plan_on(group, values["date"]))
    _refuse_host(asker, values.get("madrasah"), values["date"])
    session, is_new = Session.objects.get_or_create(
        client_token=client_token,
        defaults={**_known(values), "group": group, "school_year": school_year_of(values["date"])},
    )
    if is_new:
        carry_over(session=session)
    return session


def lock_group(group: WorkingGroup) -> WorkingGroup:
    """Held before any session of it, so that the group doesn't end while a day is chosen."""
    return WorkingGroup.objects.select_for_update(no_key=True).get(pk=group.pk)


def _refuse_host(by: User, host: Madrasah | None, day: date) -> None:
    if host is None:
        return
    is_offered = hosts_of(WorkingGroup.objects.run_by(by)).filter(pk=host.pk).exists()
    refuse_if(None if is_offered else f"{host} bukan madrasah KKG ini. Pilih tuan rumah dari daftar.")
    host.refuse_after_closing(day, day)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in SESSION_FIELDS if name in values}


@transaction.atomic
def edit_session(*, session: Session, values: Mapping[str, Any], revision: int, by: User) -> Session:
    """Changes date, place and the like; ValidationError if another person changed the session meanwhile."""
    lock_group(session.group)
    stored, asker, known = locked(session, "group"), fresh(by), _known(values)
    refuse_if(why_not_run_session(asker, stored))
    if all(getattr(stored, name) == value for name, value in known.items()):
        return stored
    refuse_stale(stored, revision)
    for name, value in known.items():
        setattr(stored, name, value)
    refuse_if(why_not_plan_on(stored.group, stored.date))
    if known.keys() & {"madrasah", "date"}:
        _refuse_host(asker, stored.madrasah, stored.date)
    stored.school_year = school_year_of(stored.date)
    bump(stored)
    stored.save()
    carry_over(session=stored)
    return stored


def lead_next_agenda(group: WorkingGroup, day: date, *, but: Session | None = None) -> None:
    """Unfinished topics go to the next open session from `day` on, in the group that went on if it ended."""
    coming = next_open(group, day).exclude(pk=but and but.pk).select_for_update(of=("self",)).first()
    if coming is not None:
        carry_over(session=coming)


def next_open(group: WorkingGroup, day: date) -> Any:
    """Open sessions from `day` on whose agendas this group's topics may enter, the next one first."""
    heirs = [group.pk, group.continues_as_id] if group.ended_on else [group.pk]
    return Session.objects.kept().open().filter(group__in=heirs).upcoming(day)


@transaction.atomic
def remove_session(*, session: Session, by: User, at: datetime | None = None) -> Session:
    """Deletes for 30 days' grace; topics it had taken up wait for the next agenda again."""
    session, asker = locked(session, "group"), fresh(by)
    if session.removed_at and not why_not_run_group(asker, session.group):
        return session
    refuse_if(why_not_remove_session(asker, session))
    session.topics.filter(continues__isnull=False).update(continues=None)
    take_out(session, at)
    return session


@transaction.atomic
def restore_session(*, session: Session, by: User, at: datetime | None = None) -> Session:
    """Brings a deleted session back within 30 days; its topics tie up again with those still unfinished."""
    lock_group(session.group)
    session = locked(session, "group")
    refuse_if(why_not_restore_session(fresh(by), session))
    if session.removed_at is not None:
        put_back(session, at)
        carry_over(session=session)
    return session
