"""Whom an erasure is about: every record of the person, and all that these rows and their history say of who it is."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.functions import Upper

from madrasah.erasures.models import Erasure
from madrasah.erasures.needles import Identity
from madrasah.people.models import Person
from madrasah.places.models import Madrasah
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement

NUMBERS = ("nip", "nuptk", "npk", "peg_id", "nrg", "phone", "email")
SIGNS = "ACDEFHJKMNPRTUVWXY34679"  # easy to read aloud
MOST_OTHERS = 200


@dataclass(frozen=True)
class Subject:
    """Whom an erasure is about: the record and all that were merged into it, their accounts, where they worked."""

    persons: Collection[int]
    users: Collection[int]
    madrasahs: Collection[int]
    identity: Identity
    pseudonym: str
    at: datetime


def new_code() -> str:
    """Five signs that nobody has yet."""
    while Erasure.objects.filter(code=(code := "".join(secrets.choice(SIGNS) for _ in range(5)))).exists():
        continue
    return code


def subject_of(person: Person, erasure: Erasure) -> Subject:
    """Read from the rows as they stand."""
    persons = _records(person)
    users = User.objects.filter(person__in=persons)
    posts = Placement.objects.filter(person__in=persons).values_list("madrasah", flat=True)
    offices = Assignment.objects.filter(person__in=persons, madrasah__isnull=False).values_list("madrasah", flat=True)
    return Subject(
        persons=persons,
        users=list(users.values_list("pk", flat=True)),
        madrasahs={*posts, *offices},
        identity=identity_of(persons),
        pseudonym=str(erasure),
        at=erasure.at,
    )


def _records(person: Person) -> list[int]:
    """The record and all that became one with it, also by way of others."""
    found, new = [person.pk], [person.pk]
    while new:
        new = list(Person.objects.filter(merged_into__in=new).exclude(pk__in=found).values_list("pk", flat=True))
        found += new
    return found


def identity_of(persons: Iterable[int]) -> Identity:
    """What these records are known by, and were before somebody mended them."""
    rows = [*Person.objects.filter(pk__in=persons).values(), *_past(Person, persons)]
    users = User.objects.filter(person__in=persons)
    log_ins = [*users.values(), *_past(User, users.values("pk"))]
    names = _filled(rows, "name")
    numbers = [*_filled(rows, *NUMBERS), *_filled(log_ins, "username")]
    titles = _filled(rows, "title_before", "title_after")
    days = sorted({row["birth_date"] for row in rows if row["birth_date"]})
    return Identity(names, titles, numbers, days, _others(names, persons))


def _past(model: Any, keys: Any) -> list[Mapping[str, Any]]:
    return list(model.pgh_event_model.objects.filter(pgh_obj__in=keys).order_by("pgh_id").values())


def _filled(rows: Iterable[Mapping[str, Any]], *columns: str) -> list[str]:
    return list(dict.fromkeys(row[name].strip() for row in rows for name in columns if row[name].strip()))


def _others(names: Iterable[str], persons: Iterable[int]) -> list[str]:
    """Names of other people that are this name, or hold it."""
    alike = Q(pk__in=[])
    for name in names:
        alike |= Q(upper_name__contains=" ".join(name.upper().split()))
    rows = Person.objects.annotate(upper_name=Upper("name")).filter(alike).exclude(pk__in=list(persons))
    return list(rows.values_list("name", flat=True)[:MOST_OTHERS])


def neighbours_of(subject: Subject) -> Any:
    """Accounts that knew the person by post or office: of the same madrasah, or of a region above it."""
    codes = Madrasah.objects.filter(pk__in=subject.madrasahs).values_list("region_id", flat=True)
    above = {".".join(code.split(".")[:deep]) for code in codes for deep in range(1, code.count(".") + 2)}
    offices = Assignment.objects.filter(Q(madrasah__in=subject.madrasahs) | Q(region__in=above))
    posts = Placement.objects.filter(madrasah__in=subject.madrasahs)
    return User.objects.filter(Q(person__in=offices.values("person")) | Q(person__in=posts.values("person")))
