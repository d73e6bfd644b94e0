"""Verbs on programmes and the meetings they name."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Q

from kkg.groups.scope import groups_run_by, groups_seen_by

if TYPE_CHECKING:
    from kkg.programme.models import PlannedSession, Programme


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes of KKG."""

    def visible_to(self, user: Any) -> Self:
        """Of the groups one may see."""
        return self.filter(group__in=groups_seen_by(user)).select_related("group", "semester")

    def run_by(self, user: Any) -> Self:
        """Of the groups one runs."""
        return self.filter(group__in=groups_run_by(user))

    def for_list(self) -> Self:
        """With group, semester, how many meetings it names and how many of them are sessions."""
        rows = self.select_related("group", "semester").order_by("-semester__starts_on", "group__name", "pk")
        return rows.annotate(row_count=Count("planned"), session_count=Count("planned__session"))


class PlannedSessionQuerySet(models.QuerySet["PlannedSession"]):
    """Meetings meant to be."""

    def visible_to(self, user: Any) -> Self:
        """Of the groups one may see."""
        return self.filter(programme__group__in=groups_seen_by(user))

    def waiting(self) -> Self:
        """Without a session, or with one that was deleted."""
        return self.filter(Q(session=None) | Q(session__removed_at__isnull=False))
