"""What every queryset here asks of its rows: the rule of scope."""

from typing import Any

from django.db.models import Q


def among(rows: Any, rule: Q) -> Any:
    """Rows under a rule on groups; a subquery, so that a group with two such places gives each row once.

    `rule`: from kkg.scope, prefixed for the model of `rows`.
    """
    return rows.filter(pk__in=rows.model._base_manager.filter(rule).values("pk"))
