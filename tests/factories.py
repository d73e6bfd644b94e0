"""One short maker per model, for what the cast does not hold; every default is fictive and valid.

Belongs here: rows. Not here: rules, and nothing that a test asserts on without naming it itself.
"""

from datetime import date
from itertools import count
from typing import Any

from madrasah.models import Assignment, Madrasah, Person, Placement, Region, User
from madrasah.roles import Role

_number = count(1)
SINCE = date(2024, 7, 1)


def make_region(code: str = "73.02.02", **fields: Any) -> Region:
    """A kecamatan unless told otherwise; its parents are not made."""
    defaults = {"level": "kecamatan", "name": f"Contoh {code}"} | fields
    return Region.objects.get_or_create(code=code, defaults=defaults)[0]


def make_madrasah(region: Region, **fields: Any) -> Madrasah:
    """A private madrasah without NSM and NPSN."""
    return Madrasah.objects.create(region=region, **{"name": f"MI Contoh {next(_number)}"} | fields)


def make_person(**fields: Any) -> Person:
    """A person without identifiers, place and office."""
    return Person.objects.create(**{"name": f"Guru Contoh {next(_number)}"} | fields)


def make_teacher(madrasah: Madrasah, *, since: date = SINCE, until: date | None = None, **fields: Any) -> Person:
    """A person placed at the madrasah as guru kelas."""
    person = make_person(**fields)
    Placement.objects.create(person=person, madrasah=madrasah, since=since, until=until)
    return person


def make_user(person: Person | None = None, **fields: Any) -> User:
    """A log-in that can't be used with a password."""
    return User.objects.create_user(**{"username": f"contoh-{next(_number)}", "person": person} | fields)


def make_assignment(
    person: Person, role: Role, place: Madrasah | Region, *, since: date = SINCE, **fields: Any
) -> Assignment:
    """An office at a madrasah or in a region, open unless `until` is given."""
    where = {"madrasah": place} if isinstance(place, Madrasah) else {"region": place}
    return Assignment.objects.create(person=person, role=role, since=since, **where, **fields)
