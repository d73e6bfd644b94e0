"""Verbs on rows of groups and sessions. Visibility comes from kkg.scope alone."""

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from kkg.scope import groups_kept_by, groups_run_by, groups_seen_by

DAYS_TO_RESTORE = 30  # decisions.md 23
UNFINISHED = ("sebagian", "belum")


class WorkingGroupQuerySet(models.QuerySet):
    """Working groups."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Groups of one's madrasah, and those one serves, supervises or registers."""
        return self._kept_among(groups_seen_by(user))

    def run_by(self, user: Any) -> Self:
        """Groups whose sessions the user runs."""
        return self._kept_among(groups_run_by(user))

    def kept_by(self, user: Any) -> Self:
        """Groups whose places and officers the user keeps."""
        return self._kept_among(groups_kept_by(user))

    def _kept_among(self, rule: Q) -> Self:
        """A subquery, so that a group with two such places is one row."""
        return self.kept().filter(pk__in=self.model._base_manager.filter(rule).values("pk"))

    def with_sizes(self, day: date) -> Self:
        """Adds `place_count` and `coming_count`: madrasah in the group on `day`, sessions from then on."""
        in_group = Q(group_places__since__lte=day) & (
            Q(group_places__until=None) | Q(group_places__until__gte=day)
        )
        coming = Q(sessions__date__gte=day, sessions__removed_at=None)
        return self.annotate(
            place_count=Count("group_places", filter=in_group, distinct=True),
            coming_count=Count("sessions", filter=coming, distinct=True),
        )


class SessionQuerySet(models.QuerySet):
    """Sessions of working groups."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Sessions of the groups one may see."""
        return self.kept().filter(pk__in=self._among(groups_seen_by(user, "group__")))

    def run_by(self, user: Any) -> Self:
        """Sessions of the groups one runs."""
        return self.kept().filter(pk__in=self._among(groups_run_by(user, "group__")))

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days, in groups one runs."""
        since = timezone.now() - timedelta(days=DAYS_TO_RESTORE)
        return self.filter(removed_at__gte=since, pk__in=self._among(groups_run_by(user, "group__")))

    def _among(self, rule: Q) -> Any:
        return self.model._base_manager.filter(rule).values("pk")

    def open(self) -> Self:
        """Not yet closed."""
        return self.filter(closed_at__isnull=True)

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

    def for_list(self) -> Self:
        """With all that one line of a list shows: group, host, topics and how many came."""
        came = Count("attendances", filter=Q(attendances__mark="hadir"), distinct=True)
        topics = Count("topics", distinct=True)
        rows = self.select_related("group", "madrasah").prefetch_related("madrasah__former_names")
        return rows.annotate(came_count=came, topic_count=topics)


class TopicQuerySet(models.QuerySet):
    """Topics on agendas."""

    def unfinished(self) -> Self:
        """Ended as sebagian or belum, and not yet continued in another session."""
        return self.filter(status__in=UNFINISHED, continued_by__isnull=True)

    def awaiting(self, session: Any) -> Self:
        """Unfinished topics of the group's closed sessions before this one, oldest first."""
        return (
            self.unfinished()
            .filter(
                session__group=session.group_id,
                session__closed_at__isnull=False,
                session__removed_at=None,
                session__date__lte=session.date,
            )
            .exclude(session=session)
            .select_related("session")
            .order_by("session__date", "session_id", "position", "pk")
        )

    def on_later_agendas(self, session: Any) -> Self:
        """Continuations that wait on an open session after this one, though their origin lies before it."""
        return self.filter(
            session__group=session.group_id,
            session__closed_at=None,
            session__removed_at=None,
            session__date__gt=session.date,
            continues__session__date__lte=session.date,
        ).exclude(continues__session=session)


class AttendanceQuerySet(models.QuerySet):
    """Rows of a roll call."""

    def guests(self) -> Self:
        """Guests by name, in the order they were noted."""
        return self.filter(person__isnull=True).order_by("pk")

    def people(self) -> Self:
        """Persons we know, with what a line shows of them."""
        rows = self.filter(person__isnull=False).select_related("person", "madrasah")
        return rows.prefetch_related("madrasah__former_names")
