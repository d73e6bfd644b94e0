"""Verbs on rows of places and people. Every `visible_to` is written from Scope alone."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q


def stands_on(day: date) -> Q:
    """Madrasah that have not closed before the day."""
    return Q(closed_on=None) | Q(closed_on__gte=day)


class SemesterQuerySet(models.QuerySet):
    """Halves of school years."""

    def begun(self, day: date) -> Self:
        """Latest first: the one that runs on `day`, in the holidays the one just past; then those before."""
        return self.filter(starts_on__lte=day).order_by("-starts_on")
