"""Verbs on the last days of madrasah."""

from typing import Any, Self

from django.db import models


class MadrasahClosingQuerySet(models.QuerySet):
    """Last days of madrasah."""

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(undone_at=None)

    def visible_to(self, user: Any) -> Self:
        """Those of madrasah one sees."""
        places = self.model._meta.get_field("madrasah").related_model.objects.visible_to(user)  # type: ignore[union-attr]
        return self.filter(madrasah__in=places.values("pk"))
