"""Officers whom a split takes along."""

from collections.abc import Collection
from datetime import date

from kkg.groups.models import Officer, WorkingGroup
from madrasah.models import Madrasah, Placement
from madrasah.scope import open_at


def officers_placed_at(group: WorkingGroup, madrasahs: Collection[Madrasah], day: date) -> list[Officer]:
    """Officers in term who are placed at one of these madrasah on `day`."""
    placed = Placement.objects.filter(open_at(day), madrasah__in=madrasahs)
    found = group.officers.open(day).filter(person__in=placed.values("person"))
    return list(found.select_related("person").order_by("since", "pk"))
