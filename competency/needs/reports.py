"""What a KKG's next agenda must do: unfinished topics, weak indicators, late RPP, the staircase, problems (S15, S17).

Everything but the topics and problems is counted over people, so nothing of fewer than `MIN_GROUP_SIZE` is told.
Each kind of row is read once, whatever the size of the KKG.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import Coalesce

from competency.instruments.models import Instrument
from competency.needs.models import TopicOrigin
from competency.needs.presenters import (
    CAUSE_TOPICS,
    NO_TREND,
    OTHER_VERSION,
    STAIRS_ABOUT,
    STAIRS_TOPIC,
    because,
    cause_figure,
    indicator_figure,
    problem_words,
    short_of,
    since,
    stairs_figure,
    stairs_since,
    times_since,
    topic_of,
)
from competency.needs.reads import still_stands
from competency.needs.sheet_reports import Sheet, newest_told, sheets_of
from competency.rpp.models import Rpp
from competency.rpp.weeks import kept_where_taught
from competency.scoring.staircase import HAS_RECORDS, USES_FORMAT, Stair, published, stair_of
from competency.scoring.weakest import Tally, tallies, weakest
from core.formats import headline
from core.privacy import is_hidden
from kkg.agenda.reports import outcomes_of
from kkg.models import Attendance, Problem, Session, Topic, WorkingGroup
from madrasah.competencies import Competency
from madrasah.models import Semester
from madrasah.periods import week_start

MOST_INDICATORS, MOST_PROBLEMS, REMEMBERED = 3, 10, 60


@dataclass
class Need:
    """Something that would be a topic: `origin` says why, not stored yet; `standing`: the topic made of it already."""

    title: str
    origin: TopicOrigin
    figure: str = ""
    trend: str = ""
    competency: str = ""
    problem: Problem | None = None
    standing: Topic | None = None

    @property
    def key(self) -> str:
        """As a button sends it."""
        return key_of(self.origin)


@dataclass(frozen=True)
class Proposal:
    """A topic that was made of a need, with the last session it stood on and how many came to it."""

    origin: TopicOrigin
    last: Any
    session: Session
    came: int = 0

    @property
    def stands(self) -> bool:
        """Whether it is still to be dealt with."""
        return still_stands(self.last, self.session)


@dataclass
class Needs:
    """All of them; `semester` is that of the figures, the newest with enough teachers seen."""

    semester: Semester | None
    found: list[Need] = field(default_factory=list)

    def of(self, kind: str) -> list[Need]:
        """Those of one kind."""
        return [need for need in self.found if need.origin.kind == kind]


def key_of(origin: TopicOrigin) -> str:
    """What one need is, whenever it is asked."""
    return f"{origin.kind}:{origin.reference}"


def needs_of(group: WorkingGroup, today: date, proposals: Sequence[Proposal]) -> Needs:
    """What may be told of it, in the order of the page; what is a topic already says which."""
    semesters = list(Semester.objects.begun(today)[:3])
    sheets = sheets_of(group, semesters, today)
    at = newest_told(semesters, sheets)
    now, before = (semesters[at], next(iter(semesters[at + 1 :]), None)) if semesters else (None, None)
    needs = Needs(now)
    if now is not None:
        instruments = Instrument.objects.in_bulk({sheet.instrument for sheet in sheets})
        needs.found += _indicators(sheets, instruments, now, before)
        needs.found += _causes(group, now, before, today)
        needs.found += _stairs(sheets, instruments, now, before)
    needs.found += _problems(group)
    standing = {key_of(proposal.origin): proposal.last for proposal in proposals if proposal.stands}
    for need in needs.found:
        need.standing = standing.get(need.key)
    return needs


def _indicators(
    sheets: Sequence[Sheet], instruments: Mapping[int, Instrument], now: Semester, before: Semester | None
) -> Iterator[Need]:
    """Of the version with which most sheets of the semester were filled; no other is mixed in."""
    used = [sheet.instrument for sheet in sheets if sheet.semester == now.pk]
    if not used:
        return
    instrument = instruments[max(sorted(set(used), reverse=True), key=used.count)]
    definition = instrument.definition
    codes, highest = [item.code for item in definition.indicators], definition.scale.maximum

    def told(semester: Semester) -> dict[str, Tally]:
        fit = [each.filled for each in sheets if (each.semester, each.instrument) == (semester.pk, instrument.pk)]
        return tallies(fit, codes, settings.MIN_GROUP_SIZE)

    earlier = told(before) if before else {}
    mixed = before and any(each.semester == before.pk and each.instrument != instrument.pk for each in sheets)
    for tally in weakest(told(now), highest, MOST_INDICATORS):
        item = definition.indicator(tally.code)
        title, was = topic_of(item.text), earlier.get(tally.code)
        figure = indicator_figure(tally, highest)
        origin = TopicOrigin(
            kind=TopicOrigin.Kind.INDICATOR,
            reference=tally.code,
            words=because(title, figure, now),
            teachers=tally.teachers,
            sheets=tally.sheets,
            numerator=tally.total,
            denominator=tally.sheets * highest,
            instrument=instrument,
            semester=now,
        )
        trend = since(tally.mean, was.mean) if was else OTHER_VERSION if mixed else NO_TREND
        yield Need(title, origin, figure, trend, item.competency.value)


def _causes(group: WorkingGroup, now: Semester, before: Semester | None, today: date) -> Iterator[Need]:
    """Late RPP by cause, the commonest first; a cause of few teachers is not told."""
    halves = [semester for semester in (now, before) if semester]
    spans = {one.pk: Q(week__range=(week_start(one.starts_on), one.ends_on)) for one in halves}
    of_any = Q()
    for span in spans.values():
        of_any |= span
    rows = Rpp.objects.filter(
        of_any, kept_where_taught(), madrasah__in=group.group_places.open(today).values("madrasah"), subject=None
    ).exclude(status=Rpp.Status.LIBUR)
    half = Case(*(When(span, then=Value(pk)) for pk, span in spans.items()))
    counted = rows.annotate(half=half).order_by().values_list("half", "cause")
    told = list(counted.annotate(times=Count("pk"), teachers=Count("teacher", distinct=True)))
    checked = sum(times for half, _, times, _ in told if half == now.pk)
    earlier = {cause: times for half, cause, times, n in told if half != now.pk and not _few(n)}
    current = [(cause, times, n) for half, cause, times, n in told if half == now.pk and cause and not _few(n)]
    for cause, times, teachers in sorted(current, key=lambda row: (-row[1], row[0])):
        figure = cause_figure(times, teachers, checked)
        origin = TopicOrigin(
            kind=TopicOrigin.Kind.RPP,
            reference=cause,
            words=because(Rpp.Cause(cause).label, figure, now),
            teachers=teachers,
            numerator=times,
            denominator=checked,
            semester=now,
        )
        trend = times_since(times, earlier[cause]) if cause in earlier else NO_TREND
        yield Need(CAUSE_TOPICS[Rpp.Cause(cause)], origin, figure, trend, Competency.PROFESIONAL.value)


def _few(people: int) -> bool:
    return is_hidden(people, settings.MIN_GROUP_SIZE)


def _stairs(
    sheets: Sequence[Sheet], instruments: Mapping[int, Instrument], now: Semester, before: Semester | None
) -> Iterator[Need]:
    """One need, once some teacher keeps records otherwise than in the set format."""

    def told(semester: Semester) -> Any:
        last: dict[int, Stair] = {}
        for sheet in sheets:  # the oldest first, so that the last one counts
            highest = instruments[sheet.instrument].definition.scale.maximum
            answers = sheet.filled.answers
            stair = stair_of(answers.get(HAS_RECORDS), answers.get(USES_FORMAT), highest)
            if sheet.semester == semester.pk and stair:
                last[sheet.filled.teacher] = stair
        return published(last.values(), settings.MIN_GROUP_SIZE)

    current = told(now)
    below = sum(count for _, count in short_of(current))
    if not below:
        return
    of = sum(count for _, count in current)
    figure = stairs_figure(current)
    fitting = [pk for pk, row in instruments.items() if USES_FORMAT in row.definition.codes]
    origin = TopicOrigin(
        kind=TopicOrigin.Kind.STAIRS,
        reference=USES_FORMAT,
        words=because(STAIRS_ABOUT, figure, now),
        teachers=of,
        numerator=below,
        denominator=of,
        instrument=instruments[max(fitting)] if fitting else None,
        semester=now,
    )
    trend = stairs_since(told(before)) if before else NO_TREND
    yield Need(STAIRS_TOPIC, origin, figure, trend, Competency.PROFESIONAL.value)


def _problems(group: WorkingGroup) -> Iterator[Need]:
    """Those that stand on no agenda and were not discussed, the newest first."""
    waiting = Problem.objects.kept().filter(group=group, topic=None, status=Problem.Status.OPEN)
    for problem in waiting[:MOST_PROBLEMS]:
        origin = TopicOrigin(
            kind=TopicOrigin.Kind.PROBLEM, reference=str(problem.key), words=problem_words(problem.brought_on)
        )
        yield Need(headline(problem.text, 160), origin, origin.words, "", problem.competency, problem)


def proposals_of(group: WorkingGroup, *, with_came: bool = False) -> list[Proposal]:
    """What was made of needs lately, the newest first, each with where its chain stands now. Three queries or four."""
    origins = list(TopicOrigin.objects.of_group(group).select_related("semester")[:REMEMBERED])
    steps = outcomes_of([origin.topic_id for origin in origins])
    lasts = {origin.topic_id: steps[origin.topic_id][-1] for origin in origins if origin.topic_id in steps}
    sessions = Session.objects.in_bulk({last.session_id for last in lasts.values()})
    came = came_to(sessions) if with_came else {}
    return [
        Proposal(origin, last, sessions[last.session_id], came.get(last.session_id, 0))
        for origin in origins
        if (last := lasts.get(origin.topic_id)) is not None
    ]


def came_to(sessions: Collection[int]) -> dict[int, int]:
    """How many came to each session, on whichever of its days, each once. One query."""
    rows = Attendance.objects.filter(Q(session__in=sessions) | Q(session__day_of__in=sessions), mark="hadir")
    whole = rows.exclude(person=None).annotate(whole=Coalesce("session__day_of", "session")).order_by()
    return dict(whole.values_list("whole").annotate(Count("person", distinct=True)))
