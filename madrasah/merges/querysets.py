"""Verbs on merges of two records of one person."""

from typing import Any, Self

from django.db import models


class PersonMergeQuerySet(models.QuerySet):
    """Two records of one person made one."""

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(undone_at=None)

    def visible_to(self, user: Any) -> Self:
        """Those of persons one sees."""
        people = self.model._meta.get_field("kept").related_model.objects.visible_to(user)  # type: ignore[union-attr]
        return self.filter(kept__in=people.values("pk"))
