"""Verbs on rows that hold from `since` to `until`: posts, offices, officers' terms, places of a group."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.utils import timezone

from madrasah.scope import not_over_at, open_at

M = TypeVar("M", bound=models.Model, covariant=True)


class TermQuerySet(models.QuerySet[M]):
    """Rows that hold from `since` to `until`: placements, assignments, officers' terms, places of a group."""

    def open(self, day: date | None = None) -> Self:
        """Those that hold on `day` (today if not given)."""
        return self.filter(open_at(day or timezone.localdate()))

    def not_over(self) -> Self:
        """Those that hold today or begin later."""
        return self.filter(not_over_at(timezone.localdate()))


class PersonTermQuerySet(TermQuerySet[M]):
    """Terms of a person; those of somebody deleted hold no more, and hold again when the person is back."""

    def open(self, day: date | None = None) -> Self:
        """Those that hold on `day` (today if not given)."""
        return super().open(day).filter(person__removed_at=None)
