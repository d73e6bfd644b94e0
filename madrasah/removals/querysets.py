"""Verbs on deletions of persons."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

from core.fields import rows_behind
from core.removal import first_restorable

if TYPE_CHECKING:
    from madrasah.removals.models import Removal


class RemovalQuerySet(models.QuerySet["Removal"]):
    """Deletions of persons."""

    def visible_to(self, user: Any) -> Self:
        """Those of the last 30 days, of persons the user would see if they were back."""
        since = first_restorable(timezone.now())
        known = rows_behind(self.model, "person").known_to(user)
        return self.filter(restored_at=None, created_at__gte=since, person__in=known)

    def with_person(self) -> Self:
        """With the person and all that permissions ask, and who deleted it."""
        persons = rows_behind(self.model, "person").with_standing()
        return self.select_related("by__person").prefetch_related(models.Prefetch("person", queryset=persons))
