"""Verbs on findings. Each `visible_to` is written from Scope alone."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, OuterRef

from core.fields import keys_of_any, rows_behind
from core.removal import RemovableQuerySet
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.findings.models import Code, Evidence, Finding


class EvidenceQuerySet(RemovableQuerySet["Evidence"]):
    """Pieces of evidence."""

    def visible_to(self, user: Any) -> Self:
        """One's own, also after the office ended, and those of madrasah one supervises today."""
        scope, rows = scope_of(user), self.model._base_manager
        own, there = rows.filter(writer=scope.person_id), rows.filter(madrasah__in=scope.supervises)
        return self.kept().filter(pk__in=keys_of_any(own, there))

    def restorable_by(self, user: Any) -> Self:
        """One's own, deleted within the last 30 days."""
        return self.removed_lately().filter(writer=scope_of(user).person_id)

    def coded_by(self, user: Any, code: int | None = None) -> Self:
        """Those with a code of this person's, or with this one."""
        given = rows_behind(self.model, "codings").filter(evidence=OuterRef("pk"), code__removed_at=None)
        given = given.filter(code__owner=scope_of(user).person_id)
        return self.filter(Exists(given.filter(code=code) if code else given))

    def uncoded_by(self, user: Any) -> Self:
        """Those without a code of this person's."""
        return self.exclude(pk__in=self.coded_by(user).values("pk"))

    def listed(self) -> Self:
        """With what a row of a list says."""
        return self.select_related("madrasah", "writer")


class CodeQuerySet(RemovableQuerySet["Code"]):
    """Codes."""

    def visible_to(self, user: Any) -> Self:
        """One's own."""
        return self.kept().filter(owner=scope_of(user).person_id)

    def restorable_by(self, user: Any) -> Self:
        """One's own, deleted within the last 30 days."""
        return self.removed_lately().filter(owner=scope_of(user).person_id)


class FindingQuerySet(RemovableQuerySet["Finding"]):
    """Conclusions."""

    def visible_to(self, user: Any) -> Self:
        """One's own."""
        return self.kept().filter(writer=scope_of(user).person_id)

    def restorable_by(self, user: Any) -> Self:
        """One's own, deleted within the last 30 days."""
        return self.removed_lately().filter(writer=scope_of(user).person_id)
