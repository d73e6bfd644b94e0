"""Verbs on lessons that are scored together. `visible_to` is written from Scope alone."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.fields import rows_behind
from madrasah.models import Assignment, Placement
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.agreement.models import Pairing


class PairingQuerySet(models.QuerySet["Pairing"]):
    """Lessons scored by two, and practice."""

    def visible_to(self, user: Any) -> Self:
        """One's own; and what both chose to show to the pengawas of one of them. Practice is nobody else's."""
        scope = scope_of(user)
        if scope.person_id is None:
            return self.none()
        ratings = rows_behind(self.model, "ratings").filter(pairing=OuterRef("pk"))
        here = {"madrasah__in": scope.supervises}
        posts = Placement.objects.open().filter(person=OuterRef("rater"), **here)
        offices = Assignment.objects.open().filter(person=OuterRef("rater"), **here)
        guided = ratings.filter(Q(Exists(posts)) | Q(Exists(offices)))
        shown = Q(~Exists(ratings.filter(shown_at=None)), Exists(guided), vignette="")
        return self.filter(Q(Exists(ratings.filter(rater=scope.person_id))) | shown)
