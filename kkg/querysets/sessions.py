"""Verbs on sessions. Not here: what hangs on them (topics, attendance, checkin, photos)."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core.removal import RemovableQuerySet
from kkg.querysets.common import CountOf
from kkg.scope import groups_run_by, groups_seen_by
from madrasah.models import MadrasahName

LISTED = (
    "group__name", "title", "date", "starts_at", "ends_at", "place", "closed_at", "cancelled_at",
    "cancelled_reason",
)  # fmt: skip


class SessionQuerySet(RemovableQuerySet):
    """Sessions of working groups."""

    def visible_to(self, user: Any) -> Self:
        """Sessions of the groups one may see; permissions ask for the group of each."""
        return self.kept().filter(group__in=groups_seen_by(user)).select_related("group", "madrasah")

    def run_by(self, user: Any) -> Self:
        """Sessions of the groups one runs."""
        return self.kept().filter(group__in=groups_run_by(user))

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days, in groups one runs; none after the last day of its group."""
        found = self.removed_lately().filter(group__in=groups_run_by(user))
        return found.exclude(group__ended_on__lt=F("date"))

    def open(self) -> Self:
        """Neither closed nor called off: what is still to be held or closed."""
        return self.filter(closed_at__isnull=True, cancelled_at__isnull=True)

    def cancelled(self) -> Self:
        """Called off; they count nowhere."""
        return self.filter(cancelled_at__isnull=False)

    def of_months(self, first: date, last: date) -> Self:
        """Between two days, both included, in the order of a calendar."""
        return self.filter(date__range=(first, last)).order_by("date", "starts_at", "pk")

    def closed(self) -> Self:
        """Shut, with a result for every topic."""
        return self.filter(closed_at__isnull=False)

    def upcoming(self, day: date) -> Self:
        """From `day` on, soonest first."""
        return self.filter(date__gte=day).order_by("date", "starts_at", "pk")

    def past(self, day: date) -> Self:
        """Before `day`, latest first."""
        return self.filter(date__lt=day).order_by("-date", "-pk")

    def of_group(self, group: Any) -> Self:
        """Sessions of one group."""
        return self.filter(group=group)

    def free_for(self, planned: Any) -> Self:
        """Tied to no planned meeting but this one."""
        return self.filter(Q(planned=None) | Q(planned=planned))

    def in_school_year(self, semester: Any) -> Self:
        """Of the semester's school year, soonest first."""
        return self.filter(school_year=semester.school_year).order_by("date", "pk")

    def for_list(self) -> Self:
        """With all that one line of a list shows: group, host, topics, how many came, days put off."""
        moved = self._of_each("postponements").order_by("from_date").values("from_date").distinct()
        return self.select_related(None).select_related("group").only(*LISTED).annotate(
            came_count=CountOf(self._of_each("attendances").filter(mark="hadir").values("pk")),
            topic_count=CountOf(self._of_each("topics").order_by().values("pk")),
            first_dates=ArraySubquery(moved),
            host=Coalesce(self._former_host(), "madrasah__name"),
        )  # fmt: skip

    def _of_each(self, relation: str) -> Any:
        """Rows that hang on the session at hand."""
        rows = self.model._meta.get_field(relation).related_model._base_manager  # type: ignore[union-attr]
        return rows.filter(session=OuterRef("pk"))

    def _former_host(self) -> Subquery:
        """The name the host had on the day, if it has another today."""
        names = MadrasahName.objects.filter(madrasah=OuterRef("madrasah"), until__gte=OuterRef("date"))
        then = names.filter(Q(since=None) | Q(since__lte=OuterRef("date"))).order_by("-until")
        return Subquery(then.values("name")[:1])
