"""Verbs on windows of check-in. Not here: whether a code is taken (permissions)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from kkg.checkin.models import CheckInWindow


class CheckInWindowQuerySet(models.QuerySet["CheckInWindow"]):
    """Hours in which sessions take check-ins."""

    def open_at(self, moment: datetime) -> Self:
        """Windows that take check-ins at that moment."""
        return self.filter(opens_at__lte=moment, closes_at__gte=moment)

    def shown_at(self, moment: datetime) -> Self:
        """Windows whose PIN may be in somebody's hand: open, or closed a quarter of an hour ago."""
        kept = self.filter(session__removed_at__isnull=True).select_related("session__group")
        return kept.filter(opens_at__lte=moment, closes_at__gte=moment - timedelta(minutes=15))
