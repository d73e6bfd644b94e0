"""Settling a topic that will not be finished: closing it, handing it on, and taking that back."""

from datetime import datetime
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kkg.actions.agenda import clear_settlement
from kkg.actions.sessions import lead_next_agenda
from kkg.models import Topic, WorkingGroup
from kkg.permissions import state_forbids_settling, state_forbids_taking_back
from madrasah.models import Person, User


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
    The same once more changes nothing; ValidationError on a topic that can't be settled.
    """
    stored, at = _locked(topic), at or timezone.now()
    values = {
        "settled_how": how, "settled_note": note, "settled_person": person, "settled_group": group,
        "settled_to": to,
    }  # fmt: skip
    if all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    _refuse(state_forbids_settling(stored))
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

    An unsettled one stays as it is; ValidationError once the other KKG has dealt with it.
    """
    stored = _locked(topic)
    if not stored.settled_how:
        return stored
    _refuse(state_forbids_taking_back(stored))
    with pghistory.context(reason=reason):
        clear_settlement(stored)
        stored.returned_reason = reason
        stored.save()
        _withdraw_from_agenda(stored)
        lead_next_agenda(stored.session.group, timezone.localdate(at))
    return stored


def _locked(topic: Topic) -> Topic:
    rows: Any = Topic.objects.select_for_update(of=("self",)).select_related("session__group")
    found: Topic = rows.get(pk=topic.pk)
    return found


def _refuse(reason: str | None) -> None:
    if reason:
        raise ValidationError(reason, code="state")


def _withdraw_from_agenda(topic: Topic) -> None:
    """The continuation that waits on an open agenda goes; what hangs on it returns to the topic itself."""
    for waiting in Topic.objects.filter(continues=topic, session__closed_at=None):
        for rows in (waiting.problems, waiting.decisions, waiting.materials):
            rows.update(topic=topic)
        waiting.delete()
