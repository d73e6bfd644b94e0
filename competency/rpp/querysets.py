"""Verbs on rows of the RPP ledger."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.rpp.models import Rpp


class RppQuerySet(models.QuerySet["Rpp"]):
    """Rows of the RPP ledger."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of madrasah one heads or supervises."""
        scope = scope_of(user)
        return self.filter(Q(teacher=scope.person_id) | Q(madrasah__in=scope.opens))
