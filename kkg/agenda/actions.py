"""Writing an agenda, adding a topic to one, and settling a topic that will not come back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Max, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from core.refusals import refuse_if
from core.revisions import bump, locked, refuse_stale
from kkg.agenda.history import MOST_TOPICS
from kkg.agenda.permissions import why_not_hand_on, why_not_settle_topic, why_not_take_back_topic
from kkg.attendance.rosters import why_not_name
from kkg.groups.models import WorkingGroup
from kkg.sessions.carrying import (
    TOPIC_FIELDS,
    arrange_agendas,
    clear_settlement,
    lock_group,
    lock_sessions,
    number_topics,
    withdraw,
)
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import why_not_plan_agenda, why_not_tend_session
from kkg.speakers.actions import speaker_in
from kkg.speakers.choices import why_not_speak
from madrasah.models import Person, User
from madrasah.scope import fresh


@transaction.atomic
def save_agenda(*, session: Session, rows: Sequence[dict[str, Any]], revision: int, by: User) -> Session:
    """The whole agenda at once. `rows`: TOPIC_FIELDS and `pk` (None for a new one), in their order; `speaker` as
    `speaker_in` takes it.

    Rows left out are deleted, but topics carried over stay and lead. Sending the same rows again changes
    nothing. ValidationError if another person changed the session meanwhile.
    """
    session = locked(session, "group")
    refuse_if(why_not_plan_agenda(fresh(by), session) or _why_not_so_many(len(rows)))
    refuse_if(why_not_speak(session.group, session.date, [row.get("speaker") for row in rows]))
    rows = [row | {"speaker": (said := row.get("speaker")) and speaker_in(session.group, said)} for row in rows]
    stored = {topic.pk: topic for topic in session.topics.select_related("speaker")}
    if [_values(row.get) for row in rows] == [_values(partial(getattr, topic)) for topic in stored.values()]:
        return session
    refuse_stale(session, revision)
    wanted = [_filled(stored.get(row.get("pk") or 0) or Topic(session=session), row) for row in rows]
    kept = {topic.pk for topic in wanted}
    wanted += [topic for topic in stored.values() if topic.continues_id and topic.pk not in kept]
    session.topics.exclude(pk__in=[topic.pk for topic in wanted if topic.pk]).delete()
    number_topics(sorted(wanted, key=lambda topic: topic.continues_id is None))
    bump(session)
    session.save(update_fields=["revision", "updated_at"])
    return session


def _why_not_so_many(topics: int) -> str | None:
    return f"Paling banyak {MOST_TOPICS} topik dalam satu agenda." if topics > MOST_TOPICS else None


def _values(value: Callable[[str], Any]) -> list[Any]:
    return [value(name) or "" for name in TOPIC_FIELDS]


def _filled(topic: Topic, row: dict[str, Any]) -> Topic:
    blank = {"minutes_planned": 0, "speaker": None}
    for name in TOPIC_FIELDS:
        setattr(topic, name, row.get(name) or blank.get(name, ""))
    return topic


@transaction.atomic
def add_topic(*, session: Session, title: str, competency: str = "", by: User) -> Topic:
    """One more point at the end of an open agenda; a title that is already there is not doubled.

    Who has the agenda's form open meanwhile is told when saving: that form doesn't hold the new point.
    """
    session = locked(session, "group")
    refuse_if(why_not_plan_agenda(fresh(by), session))
    same = session.topics.filter(title__iexact=title).first()
    if same is not None:
        return same
    refuse_if(_why_not_so_many(session.topics.count() + 1))
    last = session.topics.aggregate(last=Max("position"))["last"] or 0
    bump(session)
    session.save(update_fields=["revision", "updated_at"])
    return Topic.objects.create(session=session, title=title, competency=competency, position=last + 1)


@transaction.atomic
def settle_topic(
    *,
    topic: Topic,
    how: str,
    note: str,
    by: User,
    person: Person | None = None,
    group: WorkingGroup | None = None,
    to: str = "",
    at: datetime | None = None,
) -> Topic:
    """Ends an unfinished topic: it no longer returns. `how`: Topic.Settled; `note`: why, or what goes along.

    Handed on to another KKG it leads that one's next agenda; at home it leaves the agenda that waits.
    What waits on an open agenda is settled as the one it takes up. The same once more changes nothing.
    """
    asker, group = fresh(by), group and lock_group(group, topic.session.group)
    asked = _locked(topic)
    stored, session = asked.last_held, asked.session
    values = {
        "settled_how": how,
        "settled_note": note,
        "settled_person": person,
        "settled_group": group,
        "settled_to": to,
    }
    is_done = all(getattr(stored, name) == value for name, value in values.items())
    if is_done and not why_not_tend_session(asker, session):
        return stored
    refuse_if(why_not_settle_topic(asker, asked) or why_not_name(session, person))
    if how == Topic.Settled.HANDED_ON:
        refuse_if(why_not_hand_on(asked, person=person, group=group, to=to))
    for name, value in values.items():
        setattr(stored, name, value)
    stored.settled_at, stored.settled_by, stored.returned_reason = at or timezone.now(), by, ""
    stored.save()
    _withdraw_from_agenda(stored)
    arrange_agendas(group or session.group)
    return stored


@transaction.atomic
def take_back_topic(*, topic: Topic, reason: str, by: User) -> Topic:
    """Puts a settled topic on its group's next agenda again; it leaves that of whom it was handed on to.

    An unsettled one stays as it is.
    """
    asker, stored = fresh(by), _locked(topic)
    if not stored.settled_how and not why_not_tend_session(asker, stored.session):
        return stored
    refuse_if(why_not_take_back_topic(asker, stored))
    with pghistory.context(reason=reason):
        clear_settlement(stored)
        stored.returned_reason = reason
        stored.save()
        _withdraw_from_agenda(stored)
        arrange_agendas(stored.session.group)
    return stored


def _locked(topic: Topic) -> Topic:
    """The topic as it stands now, held with its group and every session it stands on before or after."""
    lock_group(topic.session.group)
    near = Topic.objects.filter(Q(pk__in=[topic.pk, topic.continues_id]) | Q(continues=topic.pk))
    lock_sessions(near.values("session"))
    rows: Any = Topic.objects.select_related("session__group", "continues__session__group")
    found: Topic = get_object_or_404(rows, pk=topic.pk)
    return found


def _withdraw_from_agenda(topic: Topic) -> None:
    for waiting in Topic.objects.filter(continues=topic, session__closed_at=None).select_related("continues"):
        withdraw(waiting)
