"""Verbs on working groups, and what every queryset of KKG asks of its rows."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Q

from core.fields import rows_behind
from core.removal import RemovableQuerySet
from kkg.groups.scope import groups_joined_by, groups_kept_by, groups_run_by, groups_seen_by
from madrasah.scope import in_regions, open_at

if TYPE_CHECKING:
    from kkg.groups.models import WorkingGroup


class CountOf(models.Subquery):
    """How many rows of a correlated queryset: counted for the rows that are shown, and no other."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()


class WorkingGroupQuerySet(RemovableQuerySet["WorkingGroup"]):
    """Working groups."""

    def visible_to(self, user: Any) -> Self:
        """Groups of one's madrasah, and those one serves, supervises or registers."""
        return self.kept().filter(pk__in=groups_seen_by(user))

    def run_by(self, user: Any) -> Self:
        """Groups whose sessions the user runs."""
        return self.kept().filter(pk__in=groups_run_by(user))

    def joined_by(self, user: Any) -> Self:
        """Groups whose work the user shares in."""
        return self.kept().filter(pk__in=groups_joined_by(user))

    def kept_by(self, user: Any) -> Self:
        """Groups whose places and officers the user keeps."""
        return self.kept().filter(pk__in=groups_kept_by(user))

    def beside(self, group_id: int) -> Self:
        """Other groups with a madrasah in the same kabupaten: the whole country fits into no list."""
        places = rows_behind(self.model, "group_places")
        codes = places.filter(group=group_id).values_list("madrasah__region", flat=True).distinct()
        near = in_regions({".".join(code.split(".")[:2]) for code in codes}, "madrasah__region_id")
        return self.filter(pk__in=places.filter(near).values("group")).exclude(pk=group_id)

    def lasting(self, day: date) -> Self:
        """Groups that have not ended before `day`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day))

    def with_sizes(self, day: date) -> Self:
        """Adds `place_count` and `coming_count`: madrasah in the group on `day`, whole sessions from then on that
        are to be held.
        """
        is_to_be_held = Q(day_of=None, removed_at=None, cancelled_at=None, closed_at=None)
        coming = is_to_be_held & (Q(date__gte=day) | Q(until__gte=day))
        return self.annotate(
            place_count=self._count_of("group_places", open_at(day)), coming_count=self._count_of("sessions", coming)
        )

    def _count_of(self, relation: str, condition: Q) -> CountOf:
        rows = self.model._meta.get_field(relation).related_model._base_manager  # type: ignore[union-attr]
        return CountOf(rows.filter(condition, group=OuterRef("pk")).values("pk"))
