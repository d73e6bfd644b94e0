"""Verbs on erasures."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from core.fields import rows_behind
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.erasures.models import Erasure


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Persons erased."""

    def visible_to(self, user: Any) -> Self:
        """Those of the regions one registers: who may erase there reads what was erased."""
        if not scope_of(user).registers_regions:
            return self.none()
        return self.filter(person__in=rows_behind(self.model, "person").known_to(user))
