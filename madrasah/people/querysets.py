"""Verbs on persons. `visible_to` is written from Scope alone."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, Upper
from django.db.models.lookups import IsNull

from core.fields import keys_of_any, rows_behind
from core.formats import NAME_COLUMNS
from core.lookups import IsAnyOf
from core.removal import RemovableQuerySet
from core.search import forgiving, number_in
from madrasah.people.names import SAME_WORD, split_titles
from madrasah.roles import Role
from madrasah.scope import Scope, in_regions, open_at, scope_of

if TYPE_CHECKING:
    from madrasah.people.models import Consent, Person

POST = ("person", "post", "madrasah__name")
OFFICE = ("person", "role", "is_acting", "madrasah__name", "region__name")
TERM = ("person", "since", "until", "madrasah__name", "madrasah__region")
USER = ("person", "password", "is_active", "is_superuser", "closed_at", "closed_reason")
ACCOUNT = ("home_region", "erased_at", *(f"user__{column}" for column in USER))
SHORTEST_WORD = 3  # "Muh." and "Siti" are written in many ways and shared by many


class ConsentQuerySet(models.QuerySet["Consent"]):
    """What persons agreed to."""

    def to_photos(self) -> Self:
        """Open, for all photos, which comes first, or for one."""
        found = self.filter(kind="foto", withdrawn_on=None).select_related("recorded_by__person")
        return found.order_by(F("file").asc(nulls_first=True))

    def standing(self) -> Self:
        """For every photo."""
        return self.filter(file=None)

    def covering(self, file: Any) -> Self:
        """For every photo, or for this picture (a key, or what stands for one)."""
        return self.filter(Q(file=None) | Q(file=file))


class PersonQuerySet(RemovableQuerySet["Person"]):
    """Persons: guru, kepala and pengawas alike."""

    def visible_to(self, user: Any) -> Self:
        """Oneself, and those placed or in office, or soon to be, where the user may know people.

        The keeper sees holders of offices of a region, whom nobody else may grant (decisions.md 9).
        """
        return self.kept().known_to(user)

    def known_to(self, user: Any) -> Self:
        """The same with those deleted."""
        scope = scope_of(user)
        own, terms = self._known(scope)
        if scope.spans_province:  # too many to gather: each row of the list is asked whether it belongs
            return self.filter(own | Q(*[_has(rows) for ways in terms for rows in ways], _connector=Q.OR))
        return self.filter(pk__in=self._gathered(own, terms))

    def counted_by(self, user: Any) -> Self:
        """The same as `visible_to`, for counting them all; not for who spans a province."""
        own, terms = self._known(scope_of(user))
        return self.kept().filter(IsAnyOf("pk", self._gathered(own, terms)))

    def _known(self, scope: Scope) -> tuple[Q, list[list[Any]]]:
        terms = [self._terms_known(relation, scope) for relation in ("placements", "assignments")]
        return Q(pk=scope.person_id) | in_regions(scope.registers_regions, "home_region_id"), terms

    def _gathered(self, own: Q, terms: list[list[Any]]) -> Any:
        """Keys of those known by themselves, or by a post or an office."""
        keys = [rows.values("person") for ways in terms for rows in ways]
        return self.model._base_manager.filter(own).values("pk").union(*keys)

    def _terms_known(self, relation: str, scope: Scope) -> list[Any]:
        """Posts or offices by which somebody is known, each way in by an index of its own."""
        terms = self._terms(relation).order_by()
        ways = [terms.not_over().filter(madrasah__in=scope.knows)] if scope.knows else []
        if scope.registers_regions:
            ways.append(terms.filter(in_regions(scope.registers_regions, "madrasah__region_id")))
        if scope.is_keeper and relation == "assignments":
            ways.append(terms.not_over().filter(region__isnull=False))
        return ways

    def met_by(self, *ways: Q) -> Self:
        """Those whom one of `ways` finds, each by an index of its own: joined by OR the planner walks the country."""
        return self.filter(pk__in=keys_of_any(*(self.model._base_manager.filter(way) for way in ways)))

    def placed_at(self, madrasah_ids: Collection[int], day: date) -> Self:
        """Those with a placement at one of the madrasah on that day."""
        placed = self._persons_of("placements").filter(open_at(day), madrasah__in=madrasah_ids)
        return self.kept().filter(pk__in=placed)

    def working_at(self, madrasahs: Any, day: date) -> Self:
        """Those with a post or an office at one of the madrasah on that day."""
        posts, offices = (
            self._persons_of(relation).filter(open_at(day), madrasah__in=madrasahs)
            for relation in ("placements", "assignments")
        )
        return self.filter(pk__in=posts.union(offices))

    def in_office(self, role: str, day: date) -> Self:
        """Those who hold an office on that day; who has a post teaches."""
        held = Q(Exists(self._terms("assignments").filter(open_at(day), role=role, person=OuterRef("pk"))))
        if role == Role.TEACHER:
            held |= Q(Exists(self._terms("placements").filter(open_at(day), person=OuterRef("pk"))))
        return self.filter(held)

    def named(self, text: str) -> Self:
        """Those whose name is the text, titles, marks and order of words aside (core/search.py).

        A number, grouped or not, is looked for among the identifiers.
        """
        if number := number_in(text):
            return self.filter(Q(nip=number) | Q(nuptk=number) | Q(npk=number) | Q(peg_id=number) | Q(nrg=number))
        return forgiving(
            self, text, "name", "title_before", "title_after", without=split_titles(text).name, same=SAME_WORD
        )

    def like(self, person: "Person") -> Self:
        """Others who share a word of the name or the birth date: few enough to compare one by one."""
        alike = Q(birth_date=person.birth_date) if person.birth_date else Q(pk__in=[])
        for word in person.name.split():
            if len(word) > SHORTEST_WORD:
                alike |= Q(name__icontains=word)
        return self.filter(alike).exclude(pk=person.pk)

    def with_work(self) -> Self:
        """With the account, and the posts and offices of today on `posts_now` and `offices_now`.

        The office of a guru is left out: the post says it better.
        """
        posts = self._terms("placements").open().select_related("madrasah").only(*POST)
        offices = self._terms("assignments").open().exclude(role=Role.TEACHER)
        offices = offices.select_related("madrasah", "region").only(*OFFICE)
        read = models.Prefetch("placements", posts, "posts_now"), models.Prefetch("assignments", offices, "offices_now")
        return self.select_related("user").prefetch_related(*read)

    def names_only(self) -> Self:
        """Of each the name, and no more."""
        return self.select_related(None).only(*NAME_COLUMNS)

    def listed(self) -> Self:
        """With the account, and of each no more than the name."""
        return self.select_related("user").only(*NAME_COLUMNS, "user__person", "user__password")

    def with_account(self) -> Self:
        """With what `grants.why_not_over` and a row of accounts read, and no more.

        Terms are read into plain lists, for a relation of each person takes longer than its rows.
        """
        posts = self._terms("placements").select_related("madrasah").only(*TERM)
        offices = self._terms("assignments").select_related("madrasah", "region").only(*TERM, "role", "region__name")
        read = {"placements": posts, "assignments": offices}
        named = [models.Prefetch(relation, rows, f"known_{relation}") for relation, rows in read.items()]
        return self.select_related("user").only(*NAME_COLUMNS, *ACCOUNT).prefetch_related(*named)

    def with_standing(self) -> Self:
        """With everything that permissions.standing_of reads, for a whole list at once."""
        return self.select_related("user").prefetch_related(
            self._joined("assignments", "madrasah", "region"), self._joined("placements", "madrasah", "subject")
        )

    def _terms(self, relation: str) -> Any:
        return rows_behind(self.model, relation)

    def _persons_of(self, relation: str) -> Any:
        """Keys of the persons of posts or offices, to be narrowed by dates and places."""
        return self._terms(relation).order_by().values("person")

    def _joined(self, relation: str, *joins: str) -> "models.Prefetch[str]":
        return models.Prefetch(relation, queryset=self._terms(relation).select_related(*joins))

    def by_name(self, *, is_search: bool = False) -> Self:
        """In reading order, without titles and whatever the capitals (decisions.md 27).

        `is_search`: only few are found, so they are sorted, and not looked for along the index of all names.
        """
        name: Any = Concat("name", Value("")) if is_search else "name"
        return self.order_by(Upper(name), "pk")


def _has(terms: Any) -> Q:
    """Whether the person at hand has one of these posts or offices; never answered for all at once."""
    own = terms.filter(person=OuterRef("pk")).values("pk")[:1]
    return Q(IsNull(Subquery(own), False))
