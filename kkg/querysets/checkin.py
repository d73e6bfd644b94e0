"""Verbs on windows of check-in and on printed lists. Not here: whether a code is taken (permissions)."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models

from kkg.scope import groups_seen_by


class CheckInWindowQuerySet(models.QuerySet):
    """Hours in which sessions take check-ins."""

    def open_at(self, moment: datetime) -> Self:
        """Windows that take check-ins at that moment."""
        return self.filter(opens_at__lte=moment, closes_at__gte=moment)

    def shown_at(self, moment: datetime) -> Self:
        """Windows whose PIN may be in somebody's hand: open, or closed a quarter of an hour ago."""
        kept = self.filter(session__removed_at__isnull=True).select_related("session__group")
        return kept.filter(opens_at__lte=moment, closes_at__gte=moment - timedelta(minutes=15))


class PaperSheetQuerySet(models.QuerySet):
    """Printed lists of names."""

    def visible_to(self, user: Any) -> Self:
        """Of kept sessions of the groups one may see."""
        found = self.filter(session__removed_at=None, session__group__in=groups_seen_by(user))
        return found.select_related("session__group")
