"""What somebody registers, in numbers: read once for the cards and the figures of home."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from madrasah.people.models import Person
from madrasah.places.models import Madrasah
from madrasah.places.querysets import stands_on
from madrasah.roles import Role
from madrasah.scope import scope_of
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement


@dataclass(frozen=True)
class Register:
    """People are None where a whole province would have to be counted, madrasah where no region is registered.

    `waiting`: people without an account; `unheaded`: madrasah without a kepala, of those in own regions.
    """

    madrasahs: int | None = None
    unheaded: int = 0
    has_pengawas: bool = False
    has_leaders: bool = False
    is_staffed: bool = False
    people: int | None = None
    waiting: int | None = None


def register_of(user: User) -> Register | None:
    """None for who keeps no people. One query, four for who registers a region."""
    scope = scope_of(user)
    if not (scope.is_keeper or scope.registers_regions or scope.registers or scope.heads):
        return None
    places = Madrasah.objects.registered_by(user)
    posts = Placement.objects.open()
    people = Person.objects.all() if scope.spans_province else Person.objects.counted_by(user)
    counts = {"people": Count("pk"), "waiting": Count("pk", filter=Q(user=None))}
    if not scope.registers_regions:
        here = Exists(posts.filter(person=OuterRef("pk"), madrasah__in=scope.knows))
        return Register(**people.aggregate(is_staffed=BoolOr(here, default=False), **counts))
    counted = {} if scope.spans_province else people.aggregate(**counts)
    is_staffed = posts.filter(madrasah__in=places).exists()
    return Register(is_staffed=is_staffed, **counted, **_of_places(places))


def _of_places(places: Any) -> dict[str, Any]:
    """Counted from the offices held or to come, which are fewer than madrasah times offices."""
    stands = stands_on(timezone.localdate())
    counts = places.aggregate(madrasahs=Count("pk"), standing=Count("pk", filter=stands))
    headed = Q(role=Role.KEPALA, madrasah__in=places.filter(stands).values("pk"))
    recorded = Assignment.objects.not_over().filter(person__removed_at=None)
    held = recorded.filter(madrasah__in=places.values("pk")).order_by()
    found = held.aggregate(
        headed=Count("madrasah", distinct=True, filter=headed),
        has_leaders=BoolOr(Q(role__in=[Role.KEPALA, Role.PENGAWAS]), default=False),
        has_pengawas=BoolOr(Q(role=Role.PENGAWAS), default=False),
    )
    unheaded = counts.pop("standing") - found.pop("headed")
    return {"madrasahs": counts["madrasahs"], "unheaded": unheaded, **found}
