"""Verbs on semesters."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from madrasah.semesters.models import Semester


class SemesterQuerySet(models.QuerySet["Semester"]):
    """Halves of school years."""

    def begun(self, day: date) -> Self:
        """Latest first: the one that runs on `day`, in the holidays the one just past; then those before."""
        return self.filter(starts_on__lte=day).order_by("-starts_on")
