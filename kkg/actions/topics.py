"""Settling a topic that will not be finished: closing it, handing it on, and taking that back."""

from datetime import date, datetime
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from core.refusals import refuse_if
from kkg.actions.agenda import clear_settlement, lock_sessions
from kkg.actions.sessions import lead_next_agenda, lock_group, next_open
from kkg.models import Topic, WorkingGroup, why_not_name
from kkg.permissions import (
    why_not_hand_on,
    why_not_settle_topic,
    why_not_take_back_topic,
    why_not_tend_session,
)
from madrasah.models import Person, User
from madrasah.scope import fresh


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
    at, asker, group = at or timezone.now(), fresh(by), group and lock_group(group)
    asked = _locked(topic, group or topic.session.group, timezone.localdate(at))
    stored, session = asked.last_held, asked.session
    values = {
        "settled_how": how, "settled_note": note, "settled_person": person, "settled_group": group,
        "settled_to": to,
    }  # fmt: skip
    is_done = all(getattr(stored, name) == value for name, value in values.items())
    if is_done and not why_not_tend_session(asker, session):
        return stored
    refuse_if(why_not_settle_topic(asker, asked) or why_not_name(session, person))
    if how == Topic.Settled.HANDED_ON:
        refuse_if(why_not_hand_on(asked, person=person, group=group, to=to))
    for name, value in values.items():
        setattr(stored, name, value)
    stored.settled_at, stored.settled_by, stored.returned_reason = at, by, ""
    stored.save()
    _withdraw_from_agenda(stored)
    if group is not None:
        lead_next_agenda(group, timezone.localdate(at))
    return stored


@transaction.atomic
def take_back_topic(*, topic: Topic, reason: str, by: User, at: datetime | None = None) -> Topic:
    """Puts a settled topic on its group's next agenda again; it leaves that of whom it was handed on to.

    An unsettled one stays as it is.
    """
    asker, day = fresh(by), timezone.localdate(at)
    stored = _locked(topic, topic.session.group, day)
    if not stored.settled_how and not why_not_tend_session(asker, stored.session):
        return stored
    refuse_if(why_not_take_back_topic(asker, stored))
    with pghistory.context(reason=reason):
        clear_settlement(stored)
        stored.returned_reason = reason
        stored.save()
        _withdraw_from_agenda(stored)
        lead_next_agenda(stored.session.group, day)
    return stored


def _locked(topic: Topic, group: WorkingGroup, day: date) -> Topic:
    """The topic as it stands now, with every session held on whose agenda it may stand before or after."""
    near = Topic.objects.filter(Q(pk__in=[topic.pk, topic.continues_id]) | Q(continues=topic.pk))
    coming = next_open(group, day).values_list("pk", flat=True)[:1]
    lock_sessions([*near.values_list("session", flat=True), *coming])
    rows: Any = Topic.objects.select_related("session__group", "continues__session__group")
    found: Topic = get_object_or_404(rows, pk=topic.pk)
    return found


def _withdraw_from_agenda(topic: Topic) -> None:
    """The continuation that waits on an open agenda goes; what hangs on it returns to the topic itself."""
    for waiting in Topic.objects.filter(continues=topic, session__closed_at=None):
        for rows in (waiting.problems, waiting.decisions, waiting.materials):
            rows.update(topic=topic)
        waiting.delete()
