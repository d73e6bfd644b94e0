"""Who and what belongs to a KKG by its places: people, hosts, and madrasah it may take in."""

from typing import Any

from django.utils import timezone

from core.fields import keys_of_any
from kkg.groups.models import GroupPlace, WorkingGroup
from madrasah.models import Madrasah, Person, User
from madrasah.scope import open_at, scope_of


def places_open_to(user: User) -> Any:
    """Madrasah the user may put into a group: those supervised, and all of the regions registered."""
    scope = scope_of(user)
    places = Madrasah.objects.registered_by(user).standing(timezone.localdate())
    return places.exclude(pk__in=scope.heads - scope.supervises).by_name()


def people_of(group: WorkingGroup, day: Any) -> Any:
    """Persons placed or in office at the group's madrasah on that day, by name."""
    places = group.group_places.open(day).values("madrasah")
    placed = Person.objects.filter(open_at(day, "placements__"), placements__madrasah__in=places)
    in_office = Person.objects.filter(open_at(day, "assignments__"), assignments__madrasah__in=places)
    return Person.objects.kept().filter(pk__in=keys_of_any(placed, in_office)).by_name()


def hosts_of(groups: Any) -> Any:
    """Madrasah that may be host of a session: places of these groups, by name."""
    places = GroupPlace.objects.not_over().filter(group__in=groups).values("madrasah")
    return Madrasah.objects.kept().filter(pk__in=places).by_name()
