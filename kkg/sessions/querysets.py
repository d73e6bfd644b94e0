"""Verbs on sessions and their topics."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Max, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from core.fields import keys_of_any, rows_behind
from core.formats import name_columns
from core.removal import RemovableQuerySet
from kkg.groups.querysets import CountOf
from kkg.groups.scope import groups_run_by, groups_seen_by
from madrasah.models import Holiday, Semester
from madrasah.places.models import named_on

if TYPE_CHECKING:
    from kkg.groups.models import WorkingGroup
    from kkg.sessions.models import Session, Topic

COMMITTEE = "rapat"  # Session.Kind.RAPAT
LISTED = (
    "kind",
    "group__name",
    "title",
    "date",
    "until",
    "day_of",
    "starts_at",
    "ends_at",
    "place",
    "closed_at",
    "cancelled_at",
    "cancelled_reason",
)


def _over_by(day: date) -> Q:
    is_done = Q(closed_at__isnull=False) | Q(cancelled_at__isnull=False)
    has_passed = Q(date__lt=day) & (Q(until=None) | Q(until__lt=day))
    return has_passed | Q(date__lte=day) & is_done


class DayQuerySet(RemovableQuerySet["Session"]):
    """Sessions day by day, as attendance, JP and calendars count them: one that lasts three days is three rows."""

    def visible_to(self, user: Any) -> Self:
        """Sessions of the groups one may see; permissions ask for the group of each."""
        return self.kept().filter(group__in=groups_seen_by(user)).select_related("group", "madrasah")

    def run_by(self, user: Any) -> Self:
        """Sessions of the groups one runs."""
        return self.kept().filter(group__in=groups_run_by(user))

    def of_whole(self, session: "Session") -> Self:
        """All days of this session, in order."""
        whole = session.whole_pk
        found = self.filter(Q(pk=whole) | Q(day_of=whole)).select_related("group", "madrasah")
        return found.order_by("date", "pk")

    def counted(self) -> Self:
        """Neither deleted nor called off nor an officers' meeting: what figures count."""
        return self.kept().of_members().filter(cancelled_at=None)

    def open(self) -> Self:
        """Neither closed nor called off: what is still to be held or closed."""
        return self.filter(closed_at__isnull=True, cancelled_at__isnull=True)

    def of_members(self) -> Self:
        """Without meetings of the officers alone, which count in no figure (decisions.md 31)."""
        return self.exclude(kind=COMMITTEE)

    def called_for(self, user: Any) -> Self:
        """Of those one sees, without officers' meetings of groups that one does not run."""
        return self.filter(~Q(kind=COMMITTEE) | Q(group__in=groups_run_by(user)))

    def agendas(self) -> Self:
        """On which unfinished topics may stand, the next one first."""
        return self.kept().open().of_members().order_by("date", "starts_at", "pk")

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
        """From `day` on, those still under way among them, soonest first."""
        return self.filter(Q(date__gte=day) | Q(until__gte=day)).order_by("date", "starts_at", "pk")

    def to_come_or_close(self, day: date) -> Self:
        """From `day` on, and those before it whose record is open: the earliest first."""
        is_left = Q(closed_at__isnull=True, cancelled_at__isnull=True)
        return self.filter(Q(date__gte=day) | is_left).order_by("date", "starts_at", "pk")

    def past(self, day: date) -> Self:
        """Over by `day`, latest first: before it, or begun and closed or called off."""
        return self.filter(_over_by(day)).order_by("-date", "-pk")

    def to_come(self, day: date) -> Self:
        """Not over by `day`, soonest first."""
        return self.exclude(_over_by(day)).order_by("date", "starts_at", "pk")

    def of_group(self, group: "WorkingGroup") -> Self:
        """Sessions of one group."""
        return self.filter(group=group)

    def free_for(self, planned: Any) -> Self:
        """Tied to no planned meeting but this one."""
        return self.filter(Q(planned=None) | Q(planned=planned))

    def in_school_year(self, semester: "Semester") -> Self:
        """Of the semester's school year as KKG counts it, soonest first."""
        found: Self = self.with_kkg_year().filter(kkg_year=semester.school_year).order_by("date", "pk")
        return found

    def with_kkg_year(self) -> Any:
        """With `kkg_year`, the school year of the semester its day belongs to (decisions.md 30)."""
        year = Semester.objects.of_kkg_day(OuterRef("date")).values("school_year")
        return self.annotate(kkg_year=Coalesce(Subquery(year), F("school_year")))

    def for_doubts(self) -> Self:
        """With what `session_doubts` reads: the agenda, who came and spoke, and the holiday."""
        named = [
            Prefetch(name, rows_behind(self.model, name).select_related("person"))
            for name in ("attendances", "speakers")
        ]
        topics = Prefetch("topics", rows_behind(self.model, "topics").with_speaker())
        return self.select_related("group", "madrasah").prefetch_related(topics, *named).with_holiday()

    def for_list(self) -> Self:
        """With all that one line of a list shows: group, host, topics, how many came, days put off."""
        named = self.select_related(None).select_related("group").only(*LISTED)
        return named.annotate(**_told(self.model)).with_host().with_first_dates()

    def with_first_dates(self) -> Self:
        """With `first_dates`, the days it was put off from."""
        return self.annotate(first_dates=_first_dates(self.model))

    def with_host(self) -> Self:
        """With `host`, the name its madrasah had on the day."""
        return self.annotate(host=_host())

    def with_holiday(self) -> Self:
        """With `holiday`, the name of the one its day falls in, or nothing."""
        return self.annotate(holiday=Coalesce(Subquery(Holiday.objects.names_on(OuterRef("date"))), Value("")))


# The same for every reader, and dear to build: a fifth of a page of sessions.
@cache
def _told(model: Any) -> dict[str, CountOf]:
    """What a line of a list tells beside its columns."""
    came = _of_each(model, "attendances").filter(mark="hadir")
    return {
        "came_count": CountOf(came.exclude(person=None).values("pk")),
        "guest_count": CountOf(came.filter(person=None).values("pk")),
        "topic_count": CountOf(_of_each(model, "topics").order_by().values("pk")),
    }


@cache
def _host() -> Any:
    return named_on(OuterRef("date"))


@cache
def _first_dates(model: Any) -> ArraySubquery:
    return ArraySubquery(_of_each(model, "postponements").order_by("from_date").values("from_date").distinct())


def _of_each(model: Any, relation: str) -> Any:
    """Rows that hang on the session at hand."""
    return rows_behind(model, relation).filter(session=OuterRef("pk"))


class SessionQuerySet(DayQuerySet):
    """Whole sessions: later days of one stand in no list of them."""

    def kept(self) -> Self:
        """Without those deleted."""
        return super().kept().filter(day_of=None)

    def removed_lately(self) -> Self:
        """Deleted rows that can still be brought back."""
        return super().removed_lately().filter(day_of=None)

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days, in groups one runs; none after the last day of its group."""
        found = self.removed_lately().filter(group__in=groups_run_by(user))
        return found.exclude(group__ended_on__lt=F("date"))


UNFINISHED = ("sebagian", "belum")
LISTED_TOPIC = (
    *("title", "status", "continues", "settled_how", "settled_to", "settled_note", "returned_reason"),
    *("session__group__name", "settled_group__name", *name_columns("settled_person")),
    *(f"continued_by__session__{column}" for column in ("date", "closed_at", "cancelled_at", "removed_at")),
)


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics on agendas."""

    def visible_to(self, user: Any) -> Self:
        """Topics of kept sessions of the groups one may see."""
        found = self.filter(session__removed_at=None, session__group__in=groups_seen_by(user))
        return found.select_related("session__group", "speaker__person")

    def with_speaker(self) -> Self:
        """With who speaks on each, as words need it."""
        return self.select_related("speaker__person")

    def returning(self) -> Self:
        """Ended as sebagian or belum in a record that is shut, and not dealt with in another since."""
        ended = self.filter(status__in=UNFINISHED, session__closed_at__isnull=False)
        return ended.filter(Q(continued_by=None) | Q(continued_by__session__closed_at=None))

    def wandering(self) -> Self:
        """Those that need a next agenda: what is just being corrected in an opened record stays with it."""
        return self.returning().filter(Q(continued_by=None) | Q(continued_by__status=""))

    def for_groups(self, groups: Collection[int]) -> Self:
        """Theirs and not settled, or handed on to them by others."""
        rows = self.model._base_manager
        own = rows.filter(settled_how="", session__group__in=groups)
        return self.filter(pk__in=keys_of_any(own, rows.filter(settled_group__in=groups)))

    def pending(self) -> Self:
        """Unfinished and not dealt with since, also when they already stand on a coming agenda."""
        return self.returning().filter(settled_how="")

    def waiting_at(self, groups: Collection[int]) -> Self:
        """What stands on an open agenda of these groups and takes a topic of a shut record up."""
        open_now = self.filter(session__closed_at=None, session__cancelled_at=None, session__removed_at=None)
        found = open_now.filter(session__group__in=groups, status="", continues__session__closed_at__isnull=False)
        return found.select_related("continues")

    def leading(self, session: "Session") -> Self:
        """Those that this session's agenda takes up again, as it stands now: where they go then is asked later."""
        return self.filter(pk__in=list(session.topics.values_list("continues", flat=True)))

    def for_list(self) -> Self:
        """With all that one line of the list of topics shows."""
        joined = ("session__group", "settled_person", "settled_group", "continued_by__session")
        rows = self.select_related(None).select_related(*joined).only(*LISTED_TOPIC)
        return rows.order_by("session__date", "session_id", "position", "pk")

    def of_line(self, group: "WorkingGroup", day: date) -> Self:
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

    def awaiting(self, session: "Session") -> Self:
        """Unfinished topics that this agenda would take up, were it the next: of the group's closed sessions up
        to its day, and those handed on to it, oldest first.
        """
        own = self.filter(settled_how="").of_line(session.group, session.date)
        received = self.filter(settled_group__in=_line_of(session.group_id, session.group, session.date))
        return (
            self.wandering()
            .filter(pk__in=keys_of_any(own, received), session__date__lte=session.date)
            .select_related("session", "continued_by", "speaker")
            .order_by("session__date", "session_id", "position", "pk")
        )


def _line_of(pk: int, group: "WorkingGroup", day: date) -> set[int]:
    """The group with this key and all that ended in it before `day`. A query for each step back."""
    ended = type(group)._base_manager.filter(ended_on__lt=day)
    line, found = {pk}, {pk}
    while found:
        found = set(ended.filter(continues_as__in=found).values_list("pk", flat=True)) - line
        line |= found
    return line
