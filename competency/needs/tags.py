"""For the agenda's page, which stands on a floor below: what its KKG needs, as far as it is no topic yet."""

from typing import Any

from django import template
from django.utils import timezone

from competency.needs.reports import Need, Needs, needs_of, proposals_of
from kkg.models import Session

register = template.Library()
SHOWN = {"indikator": 2, "rpp": 1, "tangga": 1, "masalah": 2}


@register.inclusion_tag("competency/needs/_beside_agenda.html", takes_context=True)
def agenda_needs(context: Any, session: Session) -> dict[str, Any]:
    """The first few of them, each with the button that puts it on this agenda."""
    group = session.group
    found = needs_of(group, timezone.localdate(), proposals_of(group))
    left = [need for kind, most in SHOWN.items() for need in _waiting(found, kind)[:most]]
    return {
        "session": session,
        "group": group,
        "semester": found.semester,
        "needs": left,
        "csrf_token": context.get("csrf_token"),
        "request": context.get("request"),
    }


def _waiting(found: Needs, kind: str) -> list[Need]:
    return [need for need in found.of(kind) if need.standing is None]
