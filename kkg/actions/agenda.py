"""Changing an agenda: its topics, their order, and those that return from earlier sessions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from core.refusals import refuse_if
from core.revisions import bump, locked, refuse_stale
from kkg.agenda import MOST_TOPICS
from kkg.models import Session, Topic
from kkg.permissions import why_not_run_session
from madrasah.models import User
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
        _number([*carried, *(topic for topic in mine if topic not in carried)])
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


def _number(topics: Sequence[Topic]) -> None:
    for position, topic in enumerate(topics, start=1):
        topic.position = position
        topic.save()


@transaction.atomic
def save_agenda(*, session: Session, rows: Sequence[dict[str, Any]], revision: int, by: User) -> Session:
    """The whole agenda at once. `rows`: TOPIC_FIELDS and `pk` (None for a new one), in their order.

    Rows left out are deleted, but topics carried over stay and lead. Sending the same rows again changes
    nothing. ValidationError if another person changed the session meanwhile.
    """
    session = locked(session, "group")
    refuse_if(why_not_run_session(fresh(by), session) or _why_not_so_many(len(rows)))
    stored = {topic.pk: topic for topic in session.topics.all()}
    if [_values(row) for row in rows] == [_values(vars(topic)) for topic in stored.values()]:
        return session
    refuse_stale(session, revision)
    wanted = [_filled(stored.get(row.get("pk") or 0) or Topic(session=session), row) for row in rows]
    kept = {topic.pk for topic in wanted}
    wanted += [topic for topic in stored.values() if topic.continues_id and topic.pk not in kept]
    session.topics.exclude(pk__in=[topic.pk for topic in wanted if topic.pk]).delete()
    _number(sorted(wanted, key=lambda topic: topic.continues_id is None))
    bump(session)
    session.save(update_fields=["revision", "updated_at"])
    return session


def _why_not_so_many(topics: int) -> str | None:
    return f"Paling banyak {MOST_TOPICS} topik dalam satu agenda." if topics > MOST_TOPICS else None


def _values(row: dict[str, Any]) -> list[Any]:
    return [row.get(name) or "" for name in TOPIC_FIELDS]


def _filled(topic: Topic, row: dict[str, Any]) -> Topic:
    for name in TOPIC_FIELDS:
        setattr(topic, name, row.get(name) or (0 if name == "minutes_planned" else ""))
    return topic


@transaction.atomic
def add_topic(*, session: Session, title: str, competency: str = "", by: User) -> Topic:
    """One more point at the end of an open agenda; a title that is already there is not doubled."""
    session = locked(session, "group")
    refuse_if(why_not_run_session(fresh(by), session))
    same = session.topics.filter(title__iexact=title).first()
    if same is not None:
        return same
    refuse_if(_why_not_so_many(session.topics.count() + 1))
    last = session.topics.aggregate(last=Max("position"))["last"] or 0
    return Topic.objects.create(session=session, title=title, competency=competency, position=last + 1)


def clear_settlement(topic: Topic) -> None:
    """As if it had never been closed unfinished or handed on; the caller saves."""
    topic.settled_how = topic.settled_note = topic.settled_to = ""
    topic.settled_at = topic.settled_by = topic.settled_person = topic.settled_group = None
