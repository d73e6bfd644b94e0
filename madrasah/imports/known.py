"""What the data know about the people of a file, in a constant number of queries.

Belongs here: looking up. Not here: deciding who is who (teacher_plan).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from madrasah.imports.rows import ReadRow
from madrasah.models import Assignment, Degree, Person, Placement, TeachingCertificate, User
from madrasah.names import comparison_key
from madrasah.roles import Role

NUMBERS = ("nip", "nuptk", "npk", "peg_id", "nrg")


@dataclass(frozen=True)
class KnownPeople:
    """Candidates by the ways in which a row may name them; all keyed by primary key."""

    people: dict[int, Person]
    visible: frozenset[int]
    by_number: dict[tuple[str, str], int]
    by_birth: dict[tuple[str, date], list[int]]
    placements: dict[int, list[Placement]]
    at_madrasah: dict[int, list[int]]
    supervises: dict[int, list[str]]
    degrees: dict[int, set[tuple[str, str]]]
    certified: frozenset[int]


def known_people(
    rows: Iterable[ReadRow], madrasah_ids: Iterable[int], user: User, *, lock: bool = False
) -> KnownPeople:
    """Everybody whom a row could mean: by number anywhere, by birth date or madrasah among those visible."""
    rows, places = list(rows), list(madrasah_ids)
    near = _people_at(places)
    people = {person.pk: person for person in _candidates(rows, near, user, lock=lock)}
    placements = _placements(people)
    return KnownPeople(
        people=people,
        visible=frozenset(Person.objects.visible_to(user).filter(pk__in=people).values_list("pk", flat=True)),
        by_number=_by_number(people.values()),
        by_birth=_by_birth(people.values()),
        placements=placements,
        at_madrasah={place: sorted(pks & people.keys()) for place, pks in near.items()},
        supervises=_supervises(people),
        degrees=_degrees(people),
        certified=frozenset(
            TeachingCertificate.objects.filter(person__in=people).values_list("person_id", flat=True)
        ),
    )


def _people_at(places: list[int]) -> dict[int, set[int]]:
    """Primary keys of those placed or in office today, by madrasah."""
    near: dict[int, set[int]] = defaultdict(set)
    placed = Placement.objects.open().filter(madrasah__in=places).values_list("madrasah_id", "person_id")
    in_office = Assignment.objects.open().filter(madrasah__in=places).exclude(role=Role.PENGAWAS)
    for place, person in [*placed, *in_office.values_list("madrasah_id", "person_id")]:
        near[place].add(person)
    return near


def _candidates(rows: list[ReadRow], near: dict[int, set[int]], user: User, *, lock: bool) -> list[Person]:
    numbered = Q(pk__in=[])
    for name in NUMBERS:
        numbered |= Q(**{f"{name}__in": {row.text(name) for row in rows if row.text(name)}})
    born = {row.text("birth_date") for row in rows if row.text("birth_date")}
    seen = Q(birth_date__in=born) | Q(pk__in=set().union(*near.values()))
    found = [
        *_locked(Person.objects.filter(numbered), lock),
        *_locked(Person.objects.visible_to(user).filter(seen), lock),
    ]
    return list({person.pk: person for person in found}.values())


def _locked(people: QuerySet[Person], lock: bool) -> QuerySet[Person]:
    ordered = people.order_by("pk")
    return ordered.select_for_update(of=("self",)) if lock else ordered


def _by_number(people: Iterable[Person]) -> dict[tuple[str, str], int]:
    """Somebody who was deleted stands behind anybody who has the number now."""
    ordered = sorted(people, key=lambda person: person.removed_at is None)
    return {
        (name, getattr(person, name)): person.pk
        for person in ordered
        for name in NUMBERS
        if getattr(person, name)
    }


def _by_birth(people: Iterable[Person]) -> dict[tuple[str, date], list[int]]:
    found: dict[tuple[str, date], list[int]] = defaultdict(list)
    for person in people:
        if person.birth_date and person.removed_at is None:
            found[comparison_key(person.name), person.birth_date].append(person.pk)
    return found


def _placements(people: Iterable[int]) -> dict[int, list[Placement]]:
    found: dict[int, list[Placement]] = defaultdict(list)
    for placement in Placement.objects.filter(person__in=people).select_related("madrasah", "subject"):
        found[placement.person_id].append(placement)
    return found


def _supervises(people: Iterable[int]) -> dict[int, list[str]]:
    """Region codes of the madrasah that each pengawas supervises today."""
    found: dict[int, list[str]] = defaultdict(list)
    held = Assignment.objects.open().filter(role=Role.PENGAWAS, person__in=people)
    for person, region in held.values_list("person_id", "madrasah__region_id"):
        found[person].append(region)
    return found


def _degrees(people: Iterable[int]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for person, level, programme in Degree.objects.filter(person__in=people).values_list(
        "person_id", "level", "programme"
    ):
        found[person].add((level, programme))
    return found
