"""Verbs on rows of groups and sessions. Visibility comes from kkg.scope alone."""

from datetime import date, timedelta
from functools import reduce
from operator import and_
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramWordSimilarity
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from kkg.scope import groups_joined_by, groups_kept_by, groups_run_by, groups_seen_by
from madrasah.scope import scope_of

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

    def joined_by(self, user: Any) -> Self:
        """Groups whose work the user shares in."""
        return self._kept_among(groups_joined_by(user))

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
        return self.select_related("group", "madrasah").annotate(came_count=came, topic_count=topics)


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
        return self.filter(person__isnull=False).select_related("person", "madrasah")


def _among(rows: Any, rule: Q) -> Any:
    """Rows under a rule on groups; a subquery, so that a group with two such places gives each row once."""
    return rows.filter(pk__in=rows.model._base_manager.filter(rule).values("pk"))


class ProgrammeQuerySet(models.QuerySet):
    """Programmes of KKG."""

    def visible_to(self, user: Any) -> Self:
        """Of the groups one may see."""
        return _among(self, groups_seen_by(user, "group__"))

    def run_by(self, user: Any) -> Self:
        """Of the groups one runs."""
        return _among(self, groups_run_by(user, "group__"))


class PlannedSessionQuerySet(models.QuerySet):
    """Meetings meant to be."""

    def visible_to(self, user: Any) -> Self:
        """Of the groups one may see."""
        return _among(self, groups_seen_by(user, "programme__group__"))


LANGUAGE = "indonesian"
ALIKE = 0.4  # share of a word's letter triples; "disukusi" has 0.54 of "diskusi"
SHORTEST_ALIKE = 4  # a shorter word has too few triples to be misspelt
MOST_WORDS = 8


class MaterialQuerySet(models.QuerySet):
    """Things shared."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Kept things of the groups one may see."""
        return _among(self.kept(), groups_seen_by(user, "group__"))

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days: one's own, and those of groups one runs."""
        since = timezone.now() - timedelta(days=DAYS_TO_RESTORE)
        own = groups_seen_by(user, "group__") & Q(shared_by=scope_of(user).person_id or 0)
        return _among(self.filter(removed_at__gte=since), own | groups_run_by(user, "group__"))

    def for_list(self) -> Self:
        """With all that one line of a list shows, and how many teachers used it."""
        return (
            self.select_related("group", "subject", "shared_by")
            .defer("words")
            .annotate(user_count=Count("uses__person", distinct=True))
            .order_by("-created_at", "-pk")
        )

    def containing(self, text: str) -> Self:
        """Every word as written, or in another form of the same Indonesian word; best first."""
        written = reduce(and_, (Q(words__contains=word) for word in _words_of(text)), Q())
        asked = SearchQuery(text, config=LANGUAGE)
        found = self.annotate(stems=SearchVector("words", config=LANGUAGE)).filter(written | Q(stems=asked))
        return found._best_first(text, SearchRank("stems", asked))

    def alike(self, text: str) -> Self:
        """Every word, or one that is spelt much like it; best first. Reads all rows: use it second."""
        found, near = self, Q()
        for number, word in enumerate(_words_of(text)):
            if len(word) < SHORTEST_ALIKE:
                near &= Q(words__contains=word)
                continue
            found = found.alias(**{f"alike_{number}": TrigramWordSimilarity(word, "words")})
            near &= Q(**{f"alike_{number}__gte": ALIKE})
        return found.filter(near)._best_first(text, TrigramWordSimilarity(text, "words"))

    def _best_first(self, text: str, rank: Any) -> Self:
        """A title that fits weighs as much as all the rest."""
        return self.alias(rank=rank + TrigramWordSimilarity(text, "title")).order_by(
            "-rank", "-created_at", "-pk"
        )


def _words_of(text: str) -> list[str]:
    return text.casefold().split()[:MOST_WORDS]


class ProblemQuerySet(models.QuerySet):
    """Difficulties brought to a KKG."""

    def visible_to(self, user: Any) -> Self:
        """Kept ones of the groups one may see."""
        return _among(self.filter(removed_at__isnull=True), groups_seen_by(user, "group__"))


class DecisionQuerySet(models.QuerySet):
    """What was decided at sessions."""

    def visible_to(self, user: Any) -> Self:
        """Of kept sessions of the groups one may see."""
        return _among(self.filter(session__removed_at__isnull=True), groups_seen_by(user, "session__group__"))

    def open(self) -> Self:
        """Not yet closed with proof or a reason."""
        return self.filter(status="terbuka")


class LetterQuerySet(models.QuerySet):
    """Numbered papers."""

    def visible_to(self, user: Any) -> Self:
        """Letters are read by those who run the group (decisions.md 10)."""
        return _among(self, groups_run_by(user, "group__"))


class CertificateQuerySet(models.QuerySet):
    """Certificates."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of the groups one runs."""
        return _among(self, groups_run_by(user, "group__") | Q(person=scope_of(user).person_id or 0))

    def valid(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)
