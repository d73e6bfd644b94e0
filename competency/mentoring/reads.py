"""Who may stand by a teacher: those who teach where the reader may look for a mentor."""

from django.db.models import QuerySet
from django.utils import timezone

from kkg.models import GroupPlace
from madrasah.models import Madrasah, Person, Placement, User
from madrasah.scope import scope_of


def mentor_places(user: User) -> set[int]:
    """All one supervises; for who heads a madrasah also those of its KKG, whose members know one another by name."""
    scope = scope_of(user)
    heads = GroupPlace.objects.open().filter(madrasah__in=scope.heads).order_by().values("group")
    near = GroupPlace.objects.open().filter(group__in=heads).values_list("madrasah", flat=True)
    return {*scope.opens, *(near if scope.heads else ())}


def mentors_for(user: User) -> "QuerySet[Person]":
    """Those who teach there today, in reading order."""
    return Person.objects.placed_at(mentor_places(user), timezone.localdate()).by_name()


def teachers_of(user: User) -> "QuerySet[Person]":
    """Those who teach where one heads or supervises, without oneself."""
    scope = scope_of(user)
    found = Person.objects.visible_to(user).placed_at(scope.opens, timezone.localdate())
    return found.exclude(pk=scope.person_id or 0).by_name()


def place_of(person: Person, among: set[int] | frozenset[int]) -> Madrasah | None:
    """Where the person teaches today, of these madrasah; the home first."""
    posts = Placement.objects.open().filter(person=person, madrasah__in=among).select_related("madrasah")
    post = posts.order_by("-is_home", "pk").first()
    return post.madrasah if post else None
