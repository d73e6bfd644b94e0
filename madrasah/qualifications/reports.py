"""How ijazah and certificate of teachers fit their posts, judged apart. Reading only; five queries, however many.

Says nothing about how anybody teaches, and is read by head and pengawas, and by each teacher of oneself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Upper

from madrasah.people.models import Person
from madrasah.qualifications.linearity import Judgement, Verdict, judge_certificates, judge_degrees, table
from madrasah.qualifications.models import Degree, Ruling, TeachingCertificate
from madrasah.qualifications.reads import post_of
from madrasah.scope import scope_of
from madrasah.users.models import User
from madrasah.work.models import Placement


@dataclass(frozen=True)
class Judged:
    """One aspect of one post: what the table says, and what somebody decided instead."""

    by_table: Judgement
    ruling: Ruling | None

    @property
    def verdict(self) -> Verdict:
        """What holds."""
        return Verdict(self.ruling.verdict) if self.ruling else self.by_table.verdict


@dataclass(frozen=True)
class Standing:
    """One post of one teacher."""

    placement: Placement
    degree: Judged
    certificate: Judged

    @property
    def is_mismatched(self) -> bool:
        """Whether one of the two is known not to fit."""
        return Verdict.UNFIT in (self.degree.verdict, self.certificate.verdict)


def standings_at(places: Collection[int]) -> list[Standing]:
    """Of all who teach at these madrasah today, by name."""
    return standings_of(_teaching().filter(madrasah__in=places))


def standings_seen(user: User, person: Person) -> list[Standing]:
    """Of one person, as far as the reader may know: one's own, or of madrasah one heads or supervises."""
    scope, posts = scope_of(user), _teaching().filter(person=person)
    return standings_of(posts if person.pk == scope.person_id else posts.filter(madrasah__in=scope.opens))


def standings_of(posts: "QuerySet[Placement]") -> list[Standing]:
    """Of these posts."""
    rows = list(posts.select_related("person", "madrasah", "subject").order_by(Upper("person__name"), "person", "pk"))
    keys = {row.person_id for row in rows}
    degrees = _by_person(Degree.objects.filter(person__in=keys).values_list("person", "level", "programme"))
    codes = _by_person(TeachingCertificate.objects.filter(person__in=keys).values_list("person", "field_code"))
    kept = Ruling.objects.kept().filter(placement__in=rows).select_related("set_by__person")
    rulings = {(row.placement_id, row.aspect, row.against): row for row in kept}
    return [_standing(row, degrees[row.person_id], codes[row.person_id], rulings) for row in rows]


def _teaching() -> "QuerySet[Placement]":
    return Placement.objects.open().exclude(post=Placement.Post.OTHER)


def _standing(row: Placement, degrees: list[Any], codes: list[Any], rulings: Any) -> Standing:
    post, rules = post_of(row), table()
    degree = judge_degrees(post, [(level, programme) for level, programme in degrees], rules)
    certificate = judge_certificates(post, [code for (code,) in codes], rules)
    return Standing(
        row,
        Judged(degree, rulings.get((row.pk, Ruling.Aspect.DEGREE.value, post))),
        Judged(certificate, rulings.get((row.pk, Ruling.Aspect.CERTIFICATE.value, post))),
    )


def _by_person(rows: Iterable[Sequence[Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for person, *rest in rows:
        found[person].append(tuple(rest))
    return found
