"""How often the outsiders of a KKG spoke."""

from collections import Counter
from typing import Any

from kkg.groups.models import WorkingGroup
from kkg.speakers.querysets import TAKEN_UP


def times_spoken(group: WorkingGroup) -> Counter[int]:
    """Closed sessions by speaker: where one was noted, or whose topic was taken up. All days of one are one. Two
    queries.
    """
    held = set(_pairs(group, "sessions")) | set(_pairs(group, "topics__session", topics__status__in=TAKEN_UP))
    return Counter(speaker for speaker, _ in held)


def _pairs(group: WorkingGroup, way: str, **more: Any) -> Any:
    shut = {f"{way}__closed_at__isnull": False, f"{way}__removed_at": None, f"{way}__cancelled_at": None}
    rows = group.speakers.outsiders().filter(**shut, **more).values_list("pk", f"{way}__pk", f"{way}__day_of")
    return [(speaker, whole or day) for speaker, day, whole in rows]
