"""Verbs on rows of places and people. Every `visible_to` is written from Scope alone."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from madrasah.scope import in_regions, open_at, scope_of


class MadrasahQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Madrasah rows."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Own madrasah, those supervised or registered, and all of one's regions."""
        scope = scope_of(user)
        mine = Q(pk__in=scope.belongs) | in_regions(scope.registers_regions | scope.counts_regions)
        return self.kept().filter(mine)

    def registered_by(self, user: Any) -> Self:
        """Those whose data the user may keep: own as operator or kepala, supervised, or in the region."""
        scope = scope_of(user)
        return self.kept().filter(Q(pk__in=scope.knows) | in_regions(scope.registers_regions))

    def by_name(self) -> Self:
        """In reading order, whatever the capitals."""
        return self.order_by(Upper("name"), "pk")


class PersonQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Persons: guru, kepala and pengawas alike."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Oneself, and those placed or in office today where the user may know people."""
        scope, today = scope_of(user), timezone.localdate()
        placed = Q(placements__madrasah__in=scope.knows) & open_at(today, "placements__")
        in_office = Q(assignments__madrasah__in=scope.knows) & open_at(today, "assignments__")
        regional = (
            in_regions(scope.registers_regions, "placements__madrasah__region_id")
            | in_regions(scope.registers_regions, "assignments__madrasah__region_id")
            | in_regions(scope.registers_regions, "home_region_id")
        )
        seen = self.model._base_manager.filter(Q(pk=scope.person_id) | placed | in_office | regional)
        return self.kept().filter(pk__in=seen.values("pk"))

    def placed_at(self, madrasah_ids: Any, day: date) -> Self:
        """Those with a placement at one of the madrasah on that day."""
        placed = self.model._base_manager.filter(
            Q(placements__madrasah__in=madrasah_ids) & open_at(day, "placements__")
        )
        return self.kept().filter(pk__in=placed.values("pk"))

    def by_name(self) -> Self:
        """In reading order, without titles and whatever the capitals (decisions.md 27)."""
        return self.order_by(Upper("name"), "pk")


class TermQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that hold from `since` to `until`: placements, assignments, officers' terms, places of a group."""

    def open(self, day: date | None = None) -> Self:
        """Those that hold on `day` (today if not given)."""
        return self.filter(open_at(day or timezone.localdate()))


class ImportRunQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Uploads waiting for a yes."""

    def visible_to(self, user: Any) -> Self:
        """One's own uploads only."""
        return self.filter(by=user.pk)
