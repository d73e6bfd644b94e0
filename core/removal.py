"""Deleting so that it can be undone: the row stays, `removed_at` takes it out of every list."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone

from core.refusals import refuse_if

DAYS_TO_RESTORE = 30  # decisions.md 23


class RemovableQuerySet(models.QuerySet):
    """Rows with `removed_at`."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at=None)

    def removed_lately(self) -> Self:
        """Deleted rows that can still be brought back."""
        return self.filter(removed_at__gte=first_restorable(timezone.now()))


def first_restorable(at: datetime) -> datetime:
    """What was deleted before this moment stays deleted."""
    return at - timedelta(days=DAYS_TO_RESTORE)


def take_out(row: Any, at: datetime | None = None) -> None:
    """Deletes a locked row; a deleted one stays as it is."""
    if row.removed_at is None:
        row.removed_at = at or timezone.now()
        row.save(update_fields=["removed_at", "updated_at"])


def put_back(row: Any, at: datetime | None = None) -> None:
    """Takes the deletion of a locked row back. Raises Refused once it is too old."""
    if row.removed_at is not None:
        too_old = row.removed_at < first_restorable(at or timezone.now())
        refuse_if(f"Ini sudah dihapus lebih dari {DAYS_TO_RESTORE} hari." if too_old else None)
        row.removed_at = None
        row.save(update_fields=["removed_at", "updated_at"])
