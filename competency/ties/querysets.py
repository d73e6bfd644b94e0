"""Verbs on ties of materials to indicators."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from kkg.models import Material

if TYPE_CHECKING:
    from competency.ties.models import MaterialIndicator


class MaterialIndicatorQuerySet(models.QuerySet["MaterialIndicator"]):
    """Ties of shared materials to indicators."""

    def visible_to(self, user: Any) -> Self:
        """Of the materials one may see."""
        return self.filter(material__in=Material.objects.visible_to(user))
