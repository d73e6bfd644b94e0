"""What every queryset here asks of its rows: the rule of scope, and how long a deletion can be undone."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

DAYS_TO_RESTORE = 30  # decisions.md 23


def among(rows: Any, rule: Q) -> Any:
    """Rows under a rule on groups; a subquery, so that a group with two such places gives each row once.

    `rule`: from kkg.scope, prefixed for the model of `rows`.
    """
    return rows.filter(pk__in=rows.model._base_manager.filter(rule).values("pk"))


def removed_lately(rows: Any) -> Any:
    """Deleted rows that can still be brought back."""
    return rows.filter(removed_at__gte=timezone.now() - timedelta(days=DAYS_TO_RESTORE))
