"""Who is behind a change, and why: what the request, or the action that knew better, left with the row's history."""

from collections.abc import Iterable
from typing import Any

from madrasah.users.models import User


def doers_of(events: Iterable[Any]) -> dict[int, User]:
    """By the event's own key, where known; the events bring their context along. One query."""
    keys = {event.pk: key for event in events if (key := _said(event).get("by") or _said(event).get("user"))}
    users = User.objects.select_related("person").in_bulk(set(keys.values()))
    return {event: users[key] for event, key in keys.items() if key in users}


def reason_of(event: Any) -> str:
    """What was given as the reason, or ""."""
    return str(_said(event).get("reason") or "")


def _said(event: Any) -> dict[str, Any]:
    return event.pgh_context.metadata if event.pgh_context else {}
