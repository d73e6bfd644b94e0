"""Verbs on uploads and their rows: one's own only."""

from typing import Any, Self

from django.db import models


class ImportRunQuerySet(models.QuerySet):
    """Uploads."""

    def visible_to(self, user: Any) -> Self:
        """One's own uploads only; each with its job, so that both are as of one moment."""
        return self.filter(by=user.pk).select_related("job")


class ImportRowQuerySet(models.QuerySet):
    """Planned rows of uploads."""

    def visible_to(self, user: Any) -> Self:
        """Rows of one's own uploads only."""
        return self.filter(run__by=user.pk)
