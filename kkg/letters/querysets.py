"""Verbs on numbered letters."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from kkg.groups.scope import groups_run_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.letters.models import Letter


class LetterQuerySet(models.QuerySet["Letter"]):
    """Numbered papers."""

    def visible_to(self, user: Any) -> Self:
        """Those who run the group read its letters, and each who signs or is named reads that one (decisions.md 35)."""
        naming = self.model.named.through.objects.filter(person=scope_of(user).person_id or 0).values("letter")
        return self.filter(Q(group__in=groups_run_by(user)) | Q(pk__in=naming)).select_related("group")
