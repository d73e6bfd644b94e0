"""Verbs on numbered letters."""

from typing import Any, Self

from django.db import models

from kkg.groups.scope import groups_run_by


class LetterQuerySet(models.QuerySet):
    """Numbered papers."""

    def visible_to(self, user: Any) -> Self:
        """Letters are read by those who run the group (decisions.md 10)."""
        return self.filter(group__in=groups_run_by(user)).select_related("group")
