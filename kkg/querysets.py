"""Verbs on rows of groups and sessions. Visibility comes from kkg.scope alone."""

from datetime import date
from typing import Any, Self

from django.db import models

from kkg.scope import groups_seen_by


class WorkingGroupQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Working groups."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Groups of one's madrasah, and those one serves, supervises or registers."""
        seen = self.model._base_manager.filter(groups_seen_by(user))
        return self.kept().filter(pk__in=seen.values("pk"))


class SessionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Sessions of working groups."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Sessions of the groups one may see."""
        seen = self.model._base_manager.filter(groups_seen_by(user, "group__"))
        return self.kept().filter(pk__in=seen.values("pk"))

    def open(self) -> Self:
        """Not yet closed."""
        return self.filter(closed_at__isnull=True)

    def upcoming(self, day: date) -> Self:
        """From `day` on, soonest first."""
        return self.filter(date__gte=day).order_by("date", "starts_at")


class TopicQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Topics on agendas."""

    def unfinished(self) -> Self:
        """Ended as sebagian or belum, and not yet continued in another session."""
        return self.filter(status__in=["sebagian", "belum"], continued_by__isnull=True)
