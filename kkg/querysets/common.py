"""What every queryset here asks of its rows: how long a deletion can be undone, and rows of two ways in."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

DAYS_TO_RESTORE = 30  # decisions.md 23


def removed_lately(rows: Any) -> Any:
    """Deleted rows that can still be brought back."""
    return rows.filter(removed_at__gte=timezone.now() - timedelta(days=DAYS_TO_RESTORE))
