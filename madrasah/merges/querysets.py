"""Verbs on merges of two records of one person."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from core.fields import rows_behind

if TYPE_CHECKING:
    from madrasah.merges.models import PersonMerge


class PersonMergeQuerySet(models.QuerySet["PersonMerge"]):
    """Two records of one person made one."""

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(undone_at=None)

    def visible_to(self, user: Any) -> Self:
        """Those of persons one sees."""
        people = rows_behind(self.model, "kept").visible_to(user)
        return self.filter(kept__in=people.values("pk"))
