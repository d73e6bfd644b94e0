"""Verbs on the last days of madrasah."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from core.fields import rows_behind

if TYPE_CHECKING:
    from madrasah.closings.models import MadrasahClosing


class MadrasahClosingQuerySet(models.QuerySet["MadrasahClosing"]):
    """Last days of madrasah."""

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(undone_at=None)

    def visible_to(self, user: Any) -> Self:
        """Those of madrasah one sees."""
        places = rows_behind(self.model, "madrasah").visible_to(user)
        return self.filter(madrasah__in=places.values("pk"))
