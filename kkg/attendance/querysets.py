"""Verbs on rows of a roll call. Not here: counts of them (kkg/attendance/reports.py)."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Q

from madrasah.places.models import named_on
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.attendance.models import Attendance


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Rows of a roll call."""

    def guests(self) -> Self:
        """Guests by name, in the order they were noted."""
        return self.filter(person__isnull=True).select_related("speaker").order_by("pk")

    def placed(self) -> Self:
        """With `place`, the name the madrasah had on the day."""
        return self.annotate(place=named_on(OuterRef("session__date")))

    def by_name(self) -> Self:
        """With all that a line of each shows, by name."""
        return self.select_related("person", "madrasah", "speaker").placed().order_by("person__name", "pk")

    def told_to(self, user: Any) -> Self:
        """With the mark: one's own rows, and those of the madrasah one heads (decisions.md 12)."""
        scope = scope_of(user)
        return self.filter(Q(madrasah__in=scope.heads) | Q(person=scope.person_id or 0))

    def own(self, user: Any) -> Self:
        """One's own rows."""
        return self.filter(person=scope_of(user).person_id or 0)
