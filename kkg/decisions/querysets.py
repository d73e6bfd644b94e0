"""Verbs on decisions."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F

from core.fields import keys_of_any
from core.formats import name_columns
from kkg.groups.scope import groups_run_by, groups_seen_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.decisions.models import Decision

LISTED = ("text", "status", "due", "session__date", "session__group__name", *name_columns("owner"))


class DecisionQuerySet(models.QuerySet["Decision"]):
    """What was decided at sessions."""

    def visible_to(self, user: Any) -> Self:
        """Of kept sessions of the groups one may see, and one's own wherever one went since."""
        rows = self.model._base_manager
        seen = rows.filter(session__group__in=groups_seen_by(user))
        own = rows.filter(owner=scope_of(user).person_id or 0)
        return self.kept().filter(pk__in=keys_of_any(seen, own)).select_related("session__group")

    def kept(self) -> Self:
        """Of sessions that were not deleted."""
        return self.filter(session__removed_at__isnull=True)

    def run_by(self, user: Any) -> Self:
        """Of kept sessions of the groups one runs."""
        return self.kept().filter(session__group__in=groups_run_by(user))

    def owned_by(self, user: Any) -> Self:
        """What the user has to do."""
        return self.filter(owner=scope_of(user).person_id or 0)

    def open(self) -> Self:
        """Not yet closed with proof or a reason."""
        return self.filter(status="terbuka")

    def overdue(self, day: date) -> Self:
        """Open, and due before `day`."""
        return self.open().filter(due__lt=day)

    def for_list(self) -> Self:
        """With all that one line shows; the earliest due first, those without a date last."""
        rows = self.select_related(None).select_related("session__group", "owner").only(*LISTED)
        return rows.order_by(F("due").asc(nulls_last=True), "pk")
