"""Verbs on rows of groups and sessions. Visibility comes from kkg.scope alone."""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any, Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramWordSimilarity
from django.db import models
from django.db.models import Count, F, Max, Q, Value
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

    def lasting(self, day: date) -> Self:
        """Groups that have not ended before `day`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day))

    def _kept_among(self, rule: Q) -> Self:
        """A subquery, so that a group with two such places is one row."""
        return self.kept().filter(pk__in=self.model._base_manager.filter(rule).values("pk"))

    def with_sizes(self, day: date) -> Self:
        """Adds `place_count` and `coming_count`: madrasah in the group on `day`, sessions from then on."""
        in_group = Q(group_places__since__lte=day) & (
            Q(group_places__until=None) | Q(group_places__until__gte=day)
        )
        coming = Q(sessions__date__gte=day, sessions__removed_at=None, sessions__cancelled_at=None)
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
        """Deleted within the last 30 days, in groups one runs; none after the last day of its group."""
        since = timezone.now() - timedelta(days=DAYS_TO_RESTORE)
        found = self.filter(removed_at__gte=since, pk__in=self._among(groups_run_by(user, "group__")))
        return found.exclude(group__ended_on__lt=F("date"))

    def _among(self, rule: Q) -> Any:
        return self.model._base_manager.filter(rule).values("pk")

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


class TopicQuerySet(models.QuerySet):
    """Topics on agendas."""

    def visible_to(self, user: Any) -> Self:
        """Topics of kept sessions of the groups one may see."""
        return _among(self.filter(session__removed_at=None), groups_seen_by(user, "session__group__"))

    def unfinished(self) -> Self:
        """Ended as sebagian or belum, not settled, and not yet continued in another session."""
        return self.filter(status__in=UNFINISHED, continued_by__isnull=True, settled_how="")

    def handed_to(self, groups: Any) -> Self:
        """Unfinished topics that other groups handed on to these, not yet on one of their agendas."""
        return self.filter(status__in=UNFINISHED, continued_by__isnull=True, settled_group__in=groups)

    def pending(self) -> Self:
        """Unfinished and not dealt with since, also when they already stand on a coming agenda."""
        ended = self.filter(status__in=UNFINISHED, settled_how="", session__closed_at__isnull=False)
        return ended.filter(Q(continued_by=None) | Q(continued_by__session__closed_at=None))

    def for_list(self) -> Self:
        """With all that one line of the list of topics shows."""
        return self.select_related(
            "session__group", "settled_person", "settled_group", "settled_by", "continued_by__session"
        ).order_by("session__date", "session_id", "position", "pk")

    def of_line(self, group: Any, day: date) -> Self:
        """Topics that are this group's to go on with: its own, those of groups that ended in it, and what it
        took from the one it was split from; without what a split until `day` took away. Four queries or so.
        """
        mine = Q(session__group__in=_line_of(group.pk, group, day))
        if group.split_from_id and group.takes_topics_before:
            former = _line_of(group.split_from_id, group, day)
            mine |= Q(session__group__in=former, session__date__lt=group.takes_topics_before)
        splits = group.split_off.filter(takes_topics_before__lte=day)
        taken = splits.aggregate(day=Max("takes_topics_before"))["day"]
        return self.filter(mine).exclude(session__date__lt=taken) if taken else self.filter(mine)

    def awaiting(self, session: Any) -> Self:
        """Unfinished topics of the group's closed sessions before this one, and those handed on to it, oldest
        first.
        """
        own = self.unfinished().of_line(session.group, session.date)
        received = self.handed_to(_line_of(session.group_id, session.group, session.date))
        return (
            self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=received.values("pk")))
            .filter(
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


def _line_of(pk: int, group: Any, day: date) -> set[int]:
    """The group with this key and all that ended in it before `day`. A query for each step back."""
    ended = type(group)._base_manager.filter(ended_on__lt=day)
    line, found = {pk}, {pk}
    while found:
        found = set(ended.filter(continues_as__in=found).values_list("pk", flat=True)) - line
        line |= found
    return line


class AttendanceQuerySet(models.QuerySet):
    """Rows of a roll call."""

    def guests(self) -> Self:
        """Guests by name, in the order they were noted."""
        return self.filter(person__isnull=True).order_by("pk")

    def people(self) -> Self:
        """Persons we know, with what a line shows of them."""
        rows = self.filter(person__isnull=False).select_related("person", "madrasah")
        return rows.prefetch_related("madrasah__former_names")

    def told_to(self, user: Any) -> Self:
        """With the mark: one's own rows, and those of the madrasah one heads (decisions.md 12)."""
        scope = scope_of(user)
        return self.filter(Q(madrasah__in=scope.heads) | Q(person=scope.person_id or 0))

    def own(self, user: Any) -> Self:
        """One's own rows."""
        return self.filter(person=scope_of(user).person_id or 0)


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

    def for_list(self) -> Self:
        """With group, semester, how many meetings it names and how many of them are sessions."""
        rows = self.select_related("group", "semester").order_by("-semester__starts_on", "group__name", "pk")
        return rows.annotate(row_count=Count("planned"), session_count=Count("planned__session"))


class PlannedSessionQuerySet(models.QuerySet):
    """Meetings meant to be."""

    def visible_to(self, user: Any) -> Self:
        """Of the groups one may see."""
        return _among(self, groups_seen_by(user, "programme__group__"))

    def waiting(self) -> Self:
        """Without a session, or with one that was deleted."""
        return self.filter(Q(session=None) | Q(session__removed_at__isnull=False))


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

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days: one's own, and those of groups one runs."""
        since = timezone.now() - timedelta(days=DAYS_TO_RESTORE)
        own = groups_seen_by(user, "group__") & Q(brought_by=scope_of(user).person_id or 0)
        return _among(self.filter(removed_at__gte=since), own | groups_run_by(user, "group__"))

    def for_list(self) -> Self:
        """With all that one line shows; by day, and within a day in no order that tells who came first."""
        return self.select_related("group", "brought_by", "subject", "topic__session")


class DecisionQuerySet(models.QuerySet):
    """What was decided at sessions."""

    def visible_to(self, user: Any) -> Self:
        """Of kept sessions of the groups one may see, and one's own wherever one went since."""
        own = Q(owner=scope_of(user).person_id or 0)
        kept = self.filter(session__removed_at__isnull=True)
        return _among(kept, groups_seen_by(user, "session__group__") | own)

    def run_by(self, user: Any) -> Self:
        """Of kept sessions of the groups one runs."""
        return _among(self.filter(session__removed_at__isnull=True), groups_run_by(user, "session__group__"))

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
        rows = self.select_related("session__group", "owner", "topic")
        return rows.order_by(F("due").asc(nulls_last=True), "pk")


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

    def of_person(self, user: Any) -> Self:
        """One's own."""
        return self.filter(person=scope_of(user).person_id or 0)

    def coded(self, code: str) -> Self:
        """The one that carries this code; for the public check page, which asks nobody's right."""
        return self.filter(code=code).select_related("batch__group")


class CertificateBatchQuerySet(models.QuerySet):
    """Issues of certificates."""

    def visible_to(self, user: Any) -> Self:
        """Of the groups one runs."""
        return _among(self, groups_run_by(user, "group__"))

    def with_counts(self) -> Self:
        """Adds `count` and `withdrawn_count`; the last first."""
        withdrawn = Count("certificates", filter=Q(certificates__withdrawn_at__isnull=False))
        return self.annotate(count=Count("certificates"), withdrawn_count=withdrawn).order_by("-pk")


class CheckInWindowQuerySet(models.QuerySet):
    """Hours in which sessions take check-ins."""

    def open_at(self, moment: datetime) -> Self:
        """Windows that take check-ins at that moment."""
        return self.filter(opens_at__lte=moment, closes_at__gte=moment)

    def shown_at(self, moment: datetime) -> Self:
        """Windows whose PIN may be in somebody's hand: open, or closed a quarter of an hour ago."""
        kept = self.filter(session__removed_at__isnull=True).select_related("session__group")
        return kept.filter(opens_at__lte=moment, closes_at__gte=moment - timedelta(minutes=15))


class PaperSheetQuerySet(models.QuerySet):
    """Printed lists of names."""

    def visible_to(self, user: Any) -> Self:
        """Of kept sessions of the groups one may see."""
        return _among(self.filter(session__removed_at=None), groups_seen_by(user, "session__group__"))


class SessionPhotoQuerySet(models.QuerySet):
    """Pictures of sessions."""

    def kept(self) -> Self:
        """Without those deleted, and those of deleted sessions."""
        return self.filter(removed_at=None, session__removed_at=None)

    def usable(self) -> Self:
        """Kept, without strangers, and everybody seen has an open consent (UU PDP 27/2022)."""
        return self.kept().filter(shows_others=False).exclude(pk__in=self._of_unwilling())

    def visible_to(self, user: Any) -> Self:
        """Those who run the group see all, for it is they who say who is seen; others what is usable, and
        pictures of themselves on which nobody else is unwilling.
        """
        seen = _among(self.kept(), groups_seen_by(user, "session__group__"))
        run = self.model._base_manager.filter(groups_run_by(user, "session__group__")).values("pk")
        person = scope_of(user).person_id or 0
        own = Q(people=person) & ~Q(pk__in=self._of_unwilling(but=person))
        own_pks = self.model._base_manager.filter(own, shows_others=False).values("pk")
        return seen.filter(Q(pk__in=self.usable().values("pk")) | Q(pk__in=run) | Q(pk__in=own_pks))

    def run_by(self, user: Any) -> Self:
        """Kept ones of the groups one runs."""
        return _among(self.kept(), groups_run_by(user, "session__group__"))

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days, in groups one runs."""
        since = timezone.now() - timedelta(days=DAYS_TO_RESTORE)
        gone = self.filter(removed_at__gte=since, session__removed_at=None)
        return _among(gone, groups_run_by(user, "session__group__"))

    def _of_unwilling(self, but: int = 0) -> Any:
        """Keys of pictures on which somebody is seen who has not agreed."""
        model: Any = self.model
        seen = model.people.through._base_manager.exclude(
            person__consents__kind="foto", person__consents__withdrawn_on=None
        )
        return seen.exclude(person=but).values("sessionphoto")
