"""Verbs on sessions. Not here: what hangs on them (topics, attendance, checkin, photos)."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, F, Q, Value

from kkg.querysets.common import removed_lately
from kkg.scope import groups_run_by, groups_seen_by


class SessionQuerySet(models.QuerySet):
    """Sessions of working groups."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Sessions of the groups one may see."""
        return self.kept().filter(group__in=groups_seen_by(user))

    def run_by(self, user: Any) -> Self:
        """Sessions of the groups one runs."""
        return self.kept().filter(group__in=groups_run_by(user))

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days, in groups one runs; none after the last day of its group."""
        found = removed_lately(self).filter(group__in=groups_run_by(user))
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
        came = Count("attendances", filter=Q(attendances__mark="hadir"), distinct=True)
        topics = Count("topics", distinct=True)
        is_moved = Q(postponements__isnull=False)
        moved = ArrayAgg("postponements__from_date", filter=is_moved, distinct=True, default=Value([]))
        rows = self.select_related("group", "madrasah").prefetch_related("madrasah__former_names")
        return rows.annotate(came_count=came, topic_count=topics, first_dates=moved)
