"""Verbs on rows of instruments, sheets, RPP and follow-ups. Visibility comes from Scope alone."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from madrasah.scope import Scope, open_at, scope_of


def _seen_as_kepala(scope: Scope) -> Q:
    """Shared while in office there, or now in office and the teacher still placed there (decisions.md 11)."""
    today = timezone.localdate()
    still_here = Q(teacher__placements__madrasah=models.F("madrasah")) & open_at(today, "teacher__placements__")
    seen = Q(madrasah__in=scope.heads) & still_here
    for term in scope.head_terms:
        in_office = Q(madrasah=term.madrasah_id, shared_at__date__gte=term.since)
        if term.until is not None:
            in_office &= Q(shared_at__date__lte=term.until)
        seen |= in_office
    return seen


class AssessmentQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Sheets: observations and RPP reviews."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at__isnull=True)

    def shared(self) -> Self:
        """With at least one shared version."""
        return self.filter(shared_at__isnull=False)

    def visible_to(self, user: Any) -> Self:
        """Own drafts; what is shared with oneself, in one's madrasah as kepala, or where one supervises."""
        scope = scope_of(user)
        if scope.person_id is None:
            return self.none()
        read = Q(teacher=scope.person_id) | Q(madrasah__in=scope.supervises) | _seen_as_kepala(scope)
        mine = Q(assessor=scope.person_id)
        seen = self.model._base_manager.filter(mine | (Q(shared_at__isnull=False) & read))
        return self.kept().filter(pk__in=seen.values("pk"))

    def drafts_of(self, person_id: int) -> Self:
        """The assessor's own unfinished sheets."""
        return self.kept().filter(assessor=person_id, state__in=["draf", "perbaikan"])


class RppQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows of the RPP ledger."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of madrasah one heads or supervises."""
        scope = scope_of(user)
        return self.filter(Q(teacher=scope.person_id) | Q(madrasah__in=scope.opens))


class FollowUpQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Tindak lanjut (RTL)."""

    def visible_to(self, user: Any) -> Self:
        """One's own, those one asked for, and those of madrasah one heads or supervises, once shared."""
        scope = scope_of(user)
        read = Q(owner=scope.person_id) | Q(assessment__madrasah__in=scope.opens)
        shared = Q(assessment__shared_at__isnull=False)
        return self.filter(Q(assessment__assessor=scope.person_id) | (shared & read))

    def pending(self) -> Self:
        """Neither closed nor waived."""
        return self.filter(status__in=["usulan", "disepakati"])
