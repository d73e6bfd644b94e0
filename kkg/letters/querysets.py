"""Verbs on numbered letters."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from core.fields import keys_of_any
from kkg.groups.scope import groups_run_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.letters.models import Letter


class LetterQuerySet(models.QuerySet["Letter"]):
    """Numbered papers."""

    def visible_to(self, user: Any) -> Self:
        """Those who run the group read its letters, and each who signs or is named reads that one (decisions.md 35)."""
        naming = self.model.named.through.objects.filter(person=scope_of(user).person_id or 0).values("letter")
        rows = self.model._base_manager
        seen = keys_of_any(rows.filter(group__in=groups_run_by(user)), rows.filter(pk__in=naming))
        return self.filter(pk__in=seen).select_related("group")
