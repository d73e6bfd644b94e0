"""Verbs on mentor pairs and their meetings. Each `visible_to` is written from Scope alone."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from core.fields import rows_behind
from core.removal import RemovableQuerySet
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.mentoring.models import Meeting, MentorPair


class PairQuerySet(models.QuerySet["MentorPair"]):
    """Mentor pairs."""

    def visible_to(self, user: Any) -> Self:
        """One's own once confirmed, as mentor or teacher; those of teachers where one heads or supervises today."""
        scope = scope_of(user)
        own = Q(mentor=scope.person_id) | Q(teacher=scope.person_id)
        return self.filter((own & Q(confirmed_at__isnull=False)) | Q(madrasah__in=scope.opens))

    def running(self) -> Self:
        """Confirmed, and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_on=None)

    def waiting(self) -> Self:
        """Proposed, and nobody has confirmed or ended it."""
        return self.filter(confirmed_at=None, ended_on=None)

    def listed(self) -> Self:
        """With what a row of a list says."""
        return self.select_related("mentor", "teacher", "madrasah", "mentor_madrasah")


class MeetingQuerySet(RemovableQuerySet["Meeting"]):
    """What mentor and teacher noted."""

    def visible_to(self, user: Any) -> Self:
        """Of the pairs one sees."""
        pairs = rows_behind(self.model, "pair").visible_to(user).order_by().values("pk")
        return self.kept().filter(pair__in=pairs)

    def restorable_by(self, user: Any) -> Self:
        """One's own, deleted within the last 30 days."""
        return self.removed_lately().filter(logged_by=scope_of(user).person_id)
