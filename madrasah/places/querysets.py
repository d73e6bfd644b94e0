"""Verbs on madrasah. `visible_to` is written from Scope alone."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Upper

from core.fields import rows_behind
from core.removal import RemovableQuerySet
from core.search import forgiving, number_in
from madrasah.roles import Role
from madrasah.scope import in_regions, not_over_at, scope_of

if TYPE_CHECKING:
    from madrasah.places.models import Madrasah, Region


def stands_on(day: date) -> Q:
    """Madrasah that have not closed before the day."""
    return Q(closed_on=None) | Q(closed_on__gte=day)


class RegionQuerySet(QuerySet["Region"]):
    """Region rows."""

    def registered_by(self, user: Any) -> Self:
        """Kabupaten and kota whose offices the user keeps: all for the keeper, else those of the own regions."""
        scope = scope_of(user)
        kabupaten = self.filter(level="kabupaten")
        return kabupaten if scope.is_keeper else kabupaten.filter(in_regions(scope.registers_regions, path=""))


class MadrasahQuerySet(RemovableQuerySet["Madrasah"]):
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

    def without_head(self, day: date) -> Self:
        """Those that stand, without a kepala or Plt recorded for the day or a later one."""
        terms = rows_behind(self.model, "assignments").filter(not_over_at(day), role=Role.KEPALA)
        headed = terms.filter(madrasah=OuterRef("pk"), person__removed_at=None)
        return self.standing(day).filter(~Exists(headed))

    def standing(self, day: date) -> Self:
        """Those that have not closed before the day."""
        return self.filter(stands_on(day))

    def named(self, text: str) -> Self:
        """Those whose name, now or once, is the text, however it is written (core/search.py), or whose NSM or NPSN."""
        if not text:
            return self
        if number := number_in(text):
            return self.filter(Q(nsm=number) | Q(npsn=number))
        once = self.model._base_manager.filter(former_names__name__icontains=text).values("pk")
        return self.filter(Q(pk__in=forgiving(self, text, "name").values("pk")) | Q(pk__in=once))

    def by_kecamatan(self) -> Self:
        """With their regions, one kecamatan after the other."""
        return self.select_related("region__parent").order_by("region__name", "region", Upper("name"), "pk")

    def by_name(self) -> Self:
        """In reading order, whatever the capitals."""
        return self.order_by(Upper("name"), "pk")
