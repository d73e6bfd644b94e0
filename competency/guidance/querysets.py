"""Verbs on agreements. `visible_to` is written from Scope alone."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from core.removal import RemovableQuerySet
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.guidance.models import Guidance


class GuidanceQuerySet(RemovableQuerySet["Guidance"]):
    """What was agreed on about checking RPP."""

    def visible_to(self, user: Any) -> Self:
        """Those made with oneself, also after the office ended, and those of madrasah one supervises today."""
        scope = scope_of(user)
        return self.kept().filter(Q(head=scope.person_id) | Q(madrasah__in=scope.supervises))

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days at a madrasah one supervises today."""
        return self.removed_lately().filter(madrasah__in=scope_of(user).supervises)
