"""Verbs on numbered letters."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from kkg.groups.scope import groups_run_by

if TYPE_CHECKING:
    from kkg.letters.models import Letter


class LetterQuerySet(models.QuerySet["Letter"]):
    """Numbered papers."""

    def visible_to(self, user: Any) -> Self:
        """Letters are read by those who run the group (decisions.md 10)."""
        return self.filter(group__in=groups_run_by(user)).select_related("group")
