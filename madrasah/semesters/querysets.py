"""Verbs on semesters."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

if TYPE_CHECKING:
    from madrasah.semesters.models import Holiday, Semester


class SemesterQuerySet(models.QuerySet["Semester"]):
    """Halves of school years."""

    def begun(self, day: date) -> Self:
        """Latest first: the one that runs on `day`, in the holidays the one just past; then those before."""
        return self.with_kkg_days().filter(starts_on__lte=day).order_by("-starts_on")

    def of_kkg_day(self, day: Any) -> Self:
        """The one a day belongs to for KKG, at most one: the first that ends on it or later (decisions.md 30).

        KKG meets before each semester, so a day between two belongs to the one that follows. `day`: a date, or
        an expression of one.
        """
        return self.filter(ends_on__gte=day).order_by("ends_on")[:1]

    def begun_for_kkg(self, day: date) -> Self:
        """Latest first: the one that `day` belongs to for KKG, then those before."""
        now = self.of_kkg_day(day).values("pk")
        return self.with_kkg_days().filter(Q(ends_on__lt=day) | Q(pk__in=now)).order_by("-starts_on")

    def with_kkg_days(self) -> Self:
        """With `ended_before`, which `kkg_days` reads."""
        return self.annotate(ended_before=_ended_before(self.model))


@cache  # the same for every reader
def _ended_before(model: Any) -> Subquery:
    earlier = model._default_manager.filter(ends_on__lt=OuterRef("starts_on")).order_by("-ends_on")
    return Subquery(earlier.values("ends_on")[:1])


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Days without lessons."""

    def names_on(self, day: Any) -> Any:
        """The name of the holiday that a day falls in, at most one. `day`: a date, or an expression of one."""
        return self.filter(starts_on__lte=day, ends_on__gte=day).values_list("name", flat=True)[:1]
