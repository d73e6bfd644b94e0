"""What every queryset here asks of its rows: how long a deletion can be undone, and counts beside a row."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

DAYS_TO_RESTORE = 30  # decisions.md 23


class CountOf(models.Subquery):
    """How many rows of a correlated queryset: counted for the rows that are shown, and no other."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()


def removed_lately(rows: Any) -> Any:
    """Deleted rows that can still be brought back."""
    return rows.filter(removed_at__gte=timezone.now() - timedelta(days=DAYS_TO_RESTORE))
