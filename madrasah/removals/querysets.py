"""Verbs on deletions of persons."""

from typing import Any, Self

from django.db import models
from django.utils import timezone

from core.removal import first_restorable


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
