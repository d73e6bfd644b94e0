"""Verbs on requests about the own data."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from core.fields import rows_behind
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.rights.models import DataRequest


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """What people asked about the own data."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of people whom one keeps as operator of a region."""
        scope = scope_of(user)
        seen = Q(person=scope.person_id) if scope.person_id else Q(pk__in=[])
        if scope.registers_regions:
            seen |= Q(person__in=rows_behind(self.model, "person").known_to(user).values("pk"))
        return self.filter(seen)

    def waiting(self) -> Self:
        """Neither answered nor taken back; what falls due first stands first."""
        return self.filter(answered_at=None, withdrawn_at=None).order_by("due_at", "pk")

    def over(self) -> Self:
        """Answered or taken back."""
        return self.exclude(answered_at=None, withdrawn_at=None)

    def of_others(self, user: Any) -> Self:
        """Not one's own: nobody answers oneself."""
        return self.exclude(person=scope_of(user).person_id)
