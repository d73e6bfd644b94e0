"""Verbs on uploads and their rows: one's own only."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from madrasah.imports.models import ImportRow, ImportRun


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Uploads."""

    def visible_to(self, user: Any) -> Self:
        """One's own uploads only; each with its job, so that both are as of one moment."""
        return self.filter(by=user.pk).select_related("job")


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    """Planned rows of uploads."""

    def visible_to(self, user: Any) -> Self:
        """Rows of one's own uploads only."""
        return self.filter(run__by=user.pk)
