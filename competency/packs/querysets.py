"""Verbs on packs: one's own only."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from competency.packs.models import Pack


class PackQuerySet(models.QuerySet["Pack"]):
    """Packs that people had made."""

    def visible_to(self, user: Any) -> Self:
        """One's own, with job and file as of one moment."""
        return self.filter(by=user.pk).select_related("job", "file", "semester")
