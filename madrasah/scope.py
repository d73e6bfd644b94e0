"""Which rows a person may see, and which may only be counted: the one definition.

It imports no model: `scope_of` reads terms by the person of the user it is given.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from madrasah.periods import holds
from madrasah.roles import Role

KEEPER = "pengelola"
# Every page and every action asks this, and to have it built anew costs five times what it takes to answer.
# One value, so that the statement that reads an account can take it along; `person` is a column or a parameter.
TERMS = f"""
(SELECT json_agg(term)::text FROM (
SELECT office.role, office.madrasah_id, office.region_id, office.is_acting, office.since, office.until,
       COALESCE(madrasah.name, region.name) AS place
  FROM madrasah_assignment office
       LEFT JOIN madrasah_madrasah madrasah ON madrasah.id = office.madrasah_id
       LEFT JOIN madrasah_region region ON region.code = office.region_id
 WHERE office.person_id = {{person}}
UNION
SELECT '{Role.TEACHER.value}', post.madrasah_id, NULL, FALSE, post.since, post.until, ''
  FROM madrasah_placement post
 WHERE post.person_id = {{person}}) term)
"""  # noqa: S608 - the words are ours


@dataclass(frozen=True)
class InOffice:
    """Time in office at one madrasah; `until` is None while it lasts. Both ends count."""

    madrasah_id: int
    since: date
    until: date | None


class Office(NamedTuple):
    """An office at some time, or a post as the office of a guru; `place` names madrasah or region."""

    role: str
    madrasah_id: int
    region_id: str
    is_acting: bool
    since: date
    until: date | None
    place: str


@dataclass(frozen=True)
class Scope:
    """Primary keys of madrasah and codes of regions, by what the person does there today."""

    person_id: int | None = None
    is_keeper: bool = False
    teaches_at: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()
    supervises: frozenset[int] = frozenset()
    registers: frozenset[int] = frozenset()
    registers_regions: frozenset[str] = frozenset()
    counts_regions: frozenset[str] = frozenset()
    head_terms: tuple[InOffice, ...] = ()
    acts_as: frozenset[Role] = frozenset()  # offices held only as Plt
    offices: tuple[Office, ...] = ()  # held today, without posts, the latest first

    @property
    def opens(self) -> frozenset[int]:
        """Madrasah whose shared sheets and RPP may be read: as kepala or pengawas."""
        return self.heads | self.supervises

    @property
    def knows(self) -> frozenset[int]:
        """Madrasah whose people's identity may be read."""
        return self.opens | self.registers

    @property
    def belongs(self) -> frozenset[int]:
        """Every madrasah the person has anything to do with."""
        return self.knows | self.teaches_at

    @property
    def spans_province(self) -> bool:
        """Whether a region registered is a whole province, or more than one list should gather or count."""
        return any("." not in code for code in self.registers_regions)

    @property
    def roles(self) -> frozenset[Role]:
        """Offices held today."""
        held = {
            Role.TEACHER: self.teaches_at,
            Role.KEPALA: self.heads,
            Role.PENGAWAS: self.supervises,
            Role.OPERATOR: self.registers | self.registers_regions,
            Role.KABUPATEN: self.counts_regions,
        }
        return frozenset(role for role, places in held.items() if places)

    @property
    def office_words(self) -> frozenset[str]:
        """The same as settings name them, with the keeper of the system."""
        return frozenset({role.value for role in self.roles} | ({KEEPER} if self.is_keeper else set()))


def open_at(day: date, prefix: str = "") -> Q:
    """Rows with `since`/`until` that hold on `day`; both ends count."""
    return Q(**{f"{prefix}since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day})
    )


def not_over_at(day: date, prefix: str = "") -> Q:
    """Rows with `since`/`until` that hold on `day` or begin later."""
    return Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day})


def in_regions(codes: Iterable[str], path: str = "region_id") -> Q:
    """Rows whose region code is one of `codes` or below it ("73.02" holds "73.02.01"); none for no code.

    `path` leads to the region's column; it is empty on Region itself.
    """
    inside, column = Q(pk__in=[]), f"{path.removesuffix('_id')}__code" if path else "code"
    for code in codes:
        inside |= Q(**{column: code}) | Q(**{f"{column}__startswith": f"{code}."})
    return inside


def scope_of(user: Any) -> Scope:
    """The user's scope today, computed once per user object (that is: once per request)."""
    if not hasattr(user, "_scope"):
        user._scope = _read_scope(user)
    scope: Scope = user._scope
    return scope


def fresh(user: Any) -> Any:
    """The account as stored now, with none of its offices read yet: whose office ended while an action
    waited for its lock acts no more. Ask inside the lock only; elsewhere one reading a request is enough.
    Who came by a personal link has no account that is stored, only the person (`visitor_of`).
    """
    if user.pk is None:
        return type(user)(person=user.person)
    return user._meta.model._default_manager.select_related("person").get(pk=user.pk)


def _read_scope(user: Any) -> Scope:
    if not user.is_authenticated:
        return Scope()
    if user.person_id is None:
        return Scope(is_keeper=user.is_superuser)
    today, terms = timezone.localdate(), _terms_of(user)
    held = [a for a in terms if holds(a, today)]

    def places(role: Role) -> frozenset[int]:
        return frozenset(a.madrasah_id for a in held if a.role == role and a.madrasah_id)

    def regions(role: Role) -> frozenset[str]:
        return frozenset(a.region_id for a in held if a.role == role and a.region_id)

    return Scope(
        person_id=user.person_id,
        is_keeper=user.is_superuser,
        teaches_at=places(Role.TEACHER),
        heads=places(Role.KEPALA),
        supervises=places(Role.PENGAWAS),
        registers=places(Role.OPERATOR),
        registers_regions=regions(Role.OPERATOR),
        counts_regions=regions(Role.KABUPATEN),
        acts_as=frozenset(Role(a.role) for a in held if a.is_acting)
        - frozenset(Role(a.role) for a in held if not a.is_acting),
        head_terms=tuple(InOffice(a.madrasah_id, a.since, a.until) for a in terms if a.role == Role.KEPALA),
        offices=tuple(sorted((a for a in held if a.place), key=lambda a: a.since, reverse=True)),
    )


def take_terms(user: Any, told: str | None) -> None:
    """Keep for `scope_of` what the statement that read this account said of its person's TERMS."""
    user._terms = _offices(told)


def _terms_of(user: Any) -> list[Office]:
    """Offices and posts at any time; at most one query."""
    if not hasattr(user, "_terms"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {TERMS.format(person='%(person)s')}", {"person": user.person_id})
            take_terms(user, cursor.fetchone()[0])
    found: list[Office] = user._terms
    return found


def _offices(told: str | None) -> list[Office]:
    return [
        Office(**term | {"since": date.fromisoformat(term["since"]), "until": _day(term["until"])})
        for term in json.loads(told or "[]")
    ]


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
