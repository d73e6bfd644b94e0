"""Conditions that Django has no word for."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models


class IsAnyOf(models.Func):
    """Whether a key is among those of a subquery, which is gathered first and then looked up key by key.

    For counting what few of many rows hold: asked with IN, the planner rather walks the whole table.
    """

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()

    def __init__(self, key: str, keys: Any) -> None:
        super().__init__(key, ArraySubquery(keys))
