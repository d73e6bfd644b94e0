"""Verbs on rows of places and people. Every `visible_to` is written from Scope alone."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, Upper
from django.db.models.lookups import IsNull
from django.utils import timezone

from core.removal import RemovableQuerySet, first_restorable
from madrasah.roles import Role
from madrasah.scope import Scope, in_regions, not_over_at, open_at, scope_of

SHORTEST_WORD = 3  # "Muh." and "Siti" are written in many ways and shared by many


class MadrasahQuerySet(RemovableQuerySet):
    """Madrasah rows."""

    def visible_to(self, user: Any) -> Self:
        """Own madrasah, those supervised or registered, and all of one's regions."""
        scope = scope_of(user)
        mine = Q(pk__in=scope.belongs) | in_regions(scope.registers_regions | scope.counts_regions)
        return self.kept().filter(mine)

    def registered_by(self, user: Any) -> Self:
        """Those whose data the user may keep: own as operator or kepala, supervised, or in the region."""
        scope = scope_of(user)
        return self.kept().filter(Q(pk__in=scope.knows) | in_regions(scope.registers_regions))

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days, in regions the user registers."""
        return self.removed_lately().filter(in_regions(scope_of(user).registers_regions))

    def kept_in_regions_of(self, user: Any) -> Self:
        """Those that have not closed, in regions the user registers."""
        return self.kept().filter(in_regions(scope_of(user).registers_regions), closed_on=None)

    def standing(self, day: date) -> Self:
        """Those that have not closed before the day."""
        return self.filter(stands_on(day))

    def named(self, text: str) -> Self:
        """Those whose name, now or once, holds the text, or whose NSM or NPSN is the text."""
        if not text:
            return self
        once = self.model._base_manager.filter(former_names__name__icontains=text).values("pk")
        return self.filter(Q(name__icontains=text) | Q(pk__in=once) | Q(nsm=text) | Q(npsn=text))

    def by_name(self) -> Self:
        """In reading order, whatever the capitals."""
        return self.order_by(Upper("name"), "pk")


def stands_on(day: date) -> Q:
    """Madrasah that have not closed before the day."""
    return Q(closed_on=None) | Q(closed_on__gte=day)


class PersonQuerySet(RemovableQuerySet):
    """Persons: guru, kepala and pengawas alike."""

    def visible_to(self, user: Any) -> Self:
        """Oneself, and those placed or in office, or soon to be, where the user may know people.

        The keeper sees holders of offices of a region, whom nobody else may grant (decisions.md 9).
        """
        return self.kept().known_to(user)

    def known_to(self, user: Any) -> Self:
        """The same with those deleted."""
        scope = scope_of(user)
        terms = [self._terms_known(relation, scope) for relation in ("placements", "assignments")]
        own = Q(pk=scope.person_id) | in_regions(scope.registers_regions, "home_region_id")
        if scope.spans_province:  # too many to gather: each row of the list is asked whether it belongs
            return self.filter(own | Q(*[_has(rows) for ways in terms for rows in ways], _connector=Q.OR))
        keys = [rows.values("person") for ways in terms for rows in ways]
        return self.filter(pk__in=self.model._base_manager.filter(own).values("pk").union(*keys))

    def _terms_known(self, relation: str, scope: Scope) -> list[Any]:
        """Posts or offices by which somebody is known, each way in by an index of its own."""
        terms = self._terms(relation).order_by()
        ways = [terms.not_over().filter(madrasah__in=scope.knows)] if scope.knows else []
        if scope.registers_regions:
            ways.append(terms.filter(in_regions(scope.registers_regions, "madrasah__region_id")))
        if scope.is_keeper and relation == "assignments":
            ways.append(terms.not_over().filter(region__isnull=False))
        return ways

    def placed_at(self, madrasah_ids: Any, day: date) -> Self:
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

    def named(self, text: str) -> Self:
        """Those whose name holds the text, or one of whose identifiers is the text."""
        found = Q(name__icontains=text)
        if any(sign.isdigit() for sign in text):
            found |= Q(nip=text) | Q(nuptk=text) | Q(npk=text) | Q(peg_id=text)
        return self.filter(found) if text else self

    def like(self, person: Any) -> Self:
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
        return self.select_related("user").prefetch_related(
            self._today("placements", "posts_now", Q(), "madrasah"),
            self._today("assignments", "offices_now", ~Q(role=Role.TEACHER), "madrasah", "region"),
        )

    def with_standing(self) -> Self:
        """With everything that permissions.standing_of reads, for a whole list at once."""
        return self.select_related("user").prefetch_related(
            self._joined("assignments", "madrasah", "region"),
            self._joined("placements", "madrasah", "subject"),
        )

    def _terms(self, relation: str) -> Any:
        return self.model._meta.get_field(relation).related_model.objects  # type: ignore[union-attr]

    def _persons_of(self, relation: str) -> Any:
        """Keys of the persons of posts or offices, to be narrowed by dates and places."""
        return self._terms(relation).order_by().values("person")

    def _joined(self, relation: str, *joins: str) -> models.Prefetch:
        return models.Prefetch(relation, queryset=self._terms(relation).select_related(*joins))

    def _today(self, relation: str, name: str, only: Q, *joins: str) -> models.Prefetch:
        rows = self._terms(relation).open().filter(only).select_related(*joins)
        return models.Prefetch(relation, queryset=rows, to_attr=name)

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


class PersonMergeQuerySet(models.QuerySet):
    """Two records of one person made one."""

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(undone_at=None)

    def visible_to(self, user: Any) -> Self:
        """Those of persons one sees."""
        people = self.model._meta.get_field("kept").related_model.objects.visible_to(user)  # type: ignore[union-attr]
        return self.filter(kept__in=people.values("pk"))


class MadrasahClosingQuerySet(models.QuerySet):
    """Last days of madrasah."""

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(undone_at=None)

    def visible_to(self, user: Any) -> Self:
        """Those of madrasah one sees."""
        places = self.model._meta.get_field("madrasah").related_model.objects.visible_to(user)  # type: ignore[union-attr]
        return self.filter(madrasah__in=places.values("pk"))


class SemesterQuerySet(models.QuerySet):
    """Halves of school years."""

    def begun(self, day: date) -> Self:
        """Latest first: the one that runs on `day`, in the holidays the one just past; then those before."""
        return self.filter(starts_on__lte=day).order_by("-starts_on")


class TermQuerySet(models.QuerySet):
    """Rows that hold from `since` to `until`: placements, assignments, officers' terms, places of a group."""

    def open(self, day: date | None = None) -> Self:
        """Those that hold on `day` (today if not given)."""
        return self.filter(open_at(day or timezone.localdate()))

    def not_over(self) -> Self:
        """Those that hold today or begin later."""
        return self.filter(not_over_at(timezone.localdate()))


class PersonTermQuerySet(TermQuerySet):
    """Terms of a person; those of somebody deleted hold no more, and hold again when the person is back."""

    def open(self, day: date | None = None) -> Self:
        """Those that hold on `day` (today if not given)."""
        return super().open(day).filter(person__removed_at=None)


class AccessLinkQuerySet(models.QuerySet):
    """Personal links."""

    def not_dead(self) -> Self:
        """Activation and reset links neither used nor revoked."""
        kinds = [self.model.Kind.ACTIVATION, self.model.Kind.RESET]  # type: ignore[attr-defined]
        return self.filter(kind__in=kinds, used_at=None, revoked_at=None)

    def open(self) -> Self:
        """Those that still lead in: not expired, and not closed by wrong PINs."""
        return self.not_dead().filter(expires_at__gt=timezone.now(), tries__lt=settings.LINK_TRIES)


class RemovalQuerySet(models.QuerySet):
    """Deletions of persons."""

    def visible_to(self, user: Any) -> Self:
        """Those of the last 30 days, of persons the user would see if they were back."""
        since = first_restorable(timezone.now())
        known = self.model._meta.get_field("person").related_model.objects.known_to(user)  # type: ignore[union-attr]
        return self.filter(restored_at=None, created_at__gte=since, person__in=known)

    def with_person(self) -> Self:
        """With the person and all that permissions ask, and who deleted it."""
        persons = self.model._meta.get_field("person").related_model.objects.with_standing()  # type: ignore[union-attr]
        return self.select_related("by__person").prefetch_related(models.Prefetch("person", queryset=persons))


class DeviceQuerySet(models.QuerySet):
    """Web sessions of accounts."""

    def visible_to(self, user: Any) -> Self:
        """One's own only, as long as the session lives."""
        return self.filter(user=user.pk).live()

    def live(self) -> Self:
        """Those whose web session is still there."""
        return self.filter(session_digest__in=live_sessions().values("digest"))


class SessionDigest(models.Func):
    """What a Device keeps of a session's key, computed where the keys are (PostgreSQL)."""

    template = "encode(sha256(%(expressions)s::bytea), 'hex')"
    output_field = models.CharField()


def live_sessions() -> models.QuerySet:
    """Web sessions not yet expired, each with the `digest` of its key."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return alive.annotate(digest=SessionDigest("session_key"))


class ImportRunQuerySet(models.QuerySet):
    """Uploads."""

    def visible_to(self, user: Any) -> Self:
        """One's own uploads only; each with its job, so that both are as of one moment."""
        return self.filter(by=user.pk).select_related("job")


class ImportRowQuerySet(models.QuerySet):
    """Planned rows of uploads."""

    def visible_to(self, user: Any) -> Self:
        """Rows of one's own uploads only."""
        return self.filter(run__by=user.pk)
