"""Whose names are known where somebody gathers evidence."""

from collections import defaultdict

from competency.findings.disguise import Disguise, Known
from madrasah.models import Assignment, Madrasah, Person, User
from madrasah.roles import Role
from madrasah.scope import scope_of

TEACHER, PLACE = "Guru", "MI"
WORDS = {Role.PENGAWAS.value: "Pengawas", Role.KEPALA.value: "Kepala"}


def known_people(user: User) -> list[Known]:
    """All that the reader may know, those deleted too, each by the highest office of today. Two queries."""
    held = Assignment.objects.open().filter(role__in=WORDS, madrasah__in=scope_of(user).opens)
    offices: dict[int, set[str]] = defaultdict(set)
    for person, role in held.values_list("person", "role"):
        offices[person].add(role)
    found = Person.objects.known_to(user).values_list("pk", "name")
    return [Known(f"orang/{pk}", (name,), _word_of(offices[pk])) for pk, name in found]


def known_places(user: User) -> list[Known]:
    """Their madrasah, with former names, and without the first word ("MI", "MIN")."""
    found = Madrasah.objects.visible_to(user).prefetch_related("former_names")
    return [
        Known(f"madrasah/{place.pk}", _names(place.name, *(row.name for row in place.former_names.all())), PLACE)
        for place in found
    ]


def names_in(text: str, user: User) -> list[str]:
    """Names of people and madrasah the reader knows that stand in this text."""
    return Disguise(known_people(user), known_places(user), b"").found_in(text)


def _names(*names: str) -> tuple[str, ...]:
    short = (name.partition(" ")[2] for name in names)
    return (*names, *(name for name in short if " " in name))


def _word_of(roles: set[str]) -> str:
    return next((word for role, word in WORDS.items() if role in roles), TEACHER)
