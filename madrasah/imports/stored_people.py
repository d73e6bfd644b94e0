"""What the data know about the people of some rows, in a constant number of queries.

Belongs here: looking up. Not here: deciding who is who (teacher_plan). Whole persons are read only when a row
may mean them; of all others just what names them, so that a batch costs the same in a large kabupaten.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from madrasah.imports.read_rows import ReadRow
from madrasah.people.models import Person
from madrasah.people.names import comparison_key
from madrasah.qualifications.models import Degree, TeachingCertificate
from madrasah.roles import Role
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement

NUMBERS = ("nip", "nuptk", "npk", "peg_id", "nrg")


@dataclass(frozen=True)
class StoredPeople:
    """Candidates by the ways in which a row may name them; all keyed by primary key."""

    people: dict[int, Person]
    visible: frozenset[int]
    by_number: dict[tuple[str, str], int]
    by_birth: dict[tuple[str, date], list[int]]
    placements: dict[int, list[Placement]]
    at_madrasah: dict[tuple[int, str], list[int]]
    supervises: dict[int, list[str]]
    degrees: dict[int, set[tuple[str, str]]]
    certified: frozenset[int]


def stored_people(
    rows: Collection[ReadRow], madrasah_ids: Iterable[int], user: User, *, also: Iterable[int], lock: bool
) -> StoredPeople:
    """Everybody whom a row could mean: by number anywhere, by birth date or madrasah among those visible.

    `also`: primary keys of people whom rows above in the file were about.
    """
    names = {comparison_key(row.text("name")) for row in rows}
    near = _people_at(madrasah_ids, names)
    near_keys = {pk for pks in near.values() for pk in pks}
    seen = near_keys | _born(rows, names) | set(also)
    visible = frozenset(
        Person.objects.visible_to(user)
        .filter(_numbered(rows) | Q(pk__in=seen) | Q(merged_from__in=Person.objects.filter(_numbered(rows))))
        .values_list("pk", flat=True)
    )
    merged = Person.objects.filter(_numbered(rows), merged_into__isnull=False).values("merged_into")
    wanted = Person.objects.filter(_numbered(rows) | Q(pk__in=seen & visible) | Q(pk__in=merged))
    people = {person.pk: person for person in _locked(wanted, lock=lock)}
    return StoredPeople(
        people=people,
        visible=visible,
        by_number=_by_number(people.values()),
        by_birth=_by_birth(people.values()),
        placements=_placements(people),
        at_madrasah={key: sorted(pks & people.keys()) for key, pks in near.items()},
        supervises=_supervises(people),
        degrees=_degrees(people),
        certified=frozenset(TeachingCertificate.objects.filter(person__in=people).values_list("person_id", flat=True)),
    )


def _people_at(madrasah_ids: Iterable[int], names: set[str]) -> dict[tuple[int, str], set[int]]:
    """Primary keys of those placed or in office today, by madrasah and the key of a name in the rows."""
    places = list(madrasah_ids)
    near: dict[tuple[int, str], set[int]] = defaultdict(set)
    placed = Placement.objects.open().filter(madrasah__in=places)
    in_office = Assignment.objects.open().filter(madrasah__in=places).exclude(role=Role.PENGAWAS)
    for terms in (placed, in_office):
        for place, person, name in terms.values_list("madrasah_id", "person_id", "person__name"):
            if (key := comparison_key(name)) in names:
                near[place, key].add(person)
    return near


def _born(rows: Iterable[ReadRow], names: set[str]) -> set[int]:
    """Primary keys of those with the birth date and a name of the rows."""
    born = {row.text("birth_date") for row in rows if row.text("birth_date")}
    found = Person.objects.kept().filter(birth_date__in=born).values_list("pk", "name")
    return {pk for pk, name in found if comparison_key(name) in names}


def _numbered(rows: Iterable[ReadRow]) -> Q:
    numbered = Q(pk__in=[])
    for name in NUMBERS:
        if given := {row.text(name) for row in rows if row.text(name)}:
            numbered |= Q(**{f"{name}__in": given})
    return numbered


def _locked(people: QuerySet[Person], *, lock: bool) -> QuerySet[Person]:
    ordered = people.order_by("pk")
    return ordered.select_for_update(of=("self",)) if lock else ordered


def _by_number(people: Iterable[Person]) -> dict[tuple[str, str], int]:
    """Somebody who was deleted stands behind anybody who has the number now; a merged one is the one kept."""
    ordered = sorted(people, key=lambda person: person.removed_at is None)
    return {
        (name, getattr(person, name)): person.merged_into_id or person.pk
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
    for placement in Placement.objects.filter(person__in=people).select_related("madrasah"):
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
