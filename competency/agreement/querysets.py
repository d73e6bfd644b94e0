"""Verbs on lessons that are scored together. `visible_to` is written from Scope alone."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from core.fields import keys_of_any, rows_behind
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
        ratings = rows_behind(self.model, "ratings")
        at_work = (model.objects.open().filter(madrasah__in=scope.supervises) for model in (Placement, Assignment))
        guided = ratings.filter(rater__in=keys_of_any(*at_work, key="person"), pairing__vignette="")
        shown = guided.filter(~Exists(ratings.filter(pairing=OuterRef("pairing"), shown_at=None)))
        own = ratings.filter(rater=scope.person_id)
        return self.filter(pk__in=keys_of_any(own, shown, key="pairing"))
