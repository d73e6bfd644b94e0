"""What a KKG's next agenda must do: unfinished topics, weak indicators, late RPP, the staircase, problems (S15, S17).

Everything but the topics and problems is counted over people, so it is told in steps of `MIN_GROUP_SIZE` and more
(`competency/scoring/hiding.py`). Each kind of row is read once, whatever the size of the KKG.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
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
from competency.needs.sheet_reports import Places, Sheet, Week, sheets_of, weeks_of
from competency.rpp.models import Rpp
from competency.scoring.hiding import Heard, leaves_cases_open, people, told_in_steps
from competency.scoring.staircase import HAS_RECORDS, USES_FORMAT, Told, published, stair_of
from competency.scoring.weakest import Tally, tallies, weakest
from core.formats import headline
from kkg.agenda.reports import outcomes_of
from kkg.models import Attendance, Problem, Session, Topic, WorkingGroup
from madrasah.competencies import Competency
from madrasah.models import Semester

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
    """All of them; `semester` is that of the figures, the newest of which some can be told."""

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
    semesters, places = list(Semester.objects.begun(today)[:3]), Places(group)
    sheets = sheets_of(places, semesters, today)
    instruments = Instrument.objects.in_bulk({sheet.instrument for sheet in sheets})
    figures = [_Figures(semester, sheets, instruments) for semester in semesters]
    at = next((at for at, each in enumerate(figures) if each.is_told), 0)
    needs = Needs(semesters[at] if semesters else None)
    if figures:
        now, before = figures[at], next(iter(figures[at + 1 :]), None)
        needs.found += _indicators(now, before)
        needs.found += _causes(places, now.semester, before.semester if before else None)
        needs.found += _stairs(now, before)
    needs.found += _problems(group)
    standing = {key_of(proposal.origin): proposal.last for proposal in proposals if proposal.stands}
    for need in needs.found:
        need.standing = standing.get(need.key)
    return needs


class _Figures:
    """What may be told of a semester's sheets; of indicators by the version with which most of them were filled."""

    def __init__(self, semester: Semester, sheets: Sequence[Sheet], instruments: Mapping[int, Instrument]) -> None:
        self.semester = semester
        self._sheets = [sheet for sheet in sheets if sheet.semester == semester.pk]
        self._versions = instruments
        used = [which for _, which in {(sheet.filled.sheet, sheet.instrument) for sheet in self._sheets}]
        self.instrument = instruments[max(sorted(set(used), reverse=True), key=used.count)] if used else None
        self.tallies = self._counted(self.instrument) if self.instrument else {}
        self.stairs = self._stairs()

    @property
    def is_told(self) -> bool:
        """Whether anything is."""
        return bool(self.tallies or self.stairs)

    def tallies_of(self, instrument: Instrument) -> dict[str, Tally]:
        """By one version; no other is mixed in."""
        return self.tallies if instrument == self.instrument else self._counted(instrument)

    def _counted(self, instrument: Instrument) -> dict[str, Tally]:
        definition = instrument.definition
        span = definition.scale.minimum, definition.scale.maximum
        filled = [sheet.filled for sheet in self._sheets if sheet.instrument == instrument.pk]
        return tallies(filled, (item.code for item in definition.indicators), span, settings.MIN_GROUP_SIZE)

    def has_others(self, instrument: Instrument) -> bool:
        """Whether sheets were filled with another version."""
        return any(sheet.instrument != instrument.pk for sheet in self._sheets)

    def _stairs(self) -> Told:
        seen = []
        for sheet in self._sheets:  # the earliest first, so that the last one counts
            highest = self._versions[sheet.instrument].definition.scale.maximum
            filled = sheet.filled
            if stair := stair_of(filled.answers.get(HAS_RECORDS), filled.answers.get(USES_FORMAT), highest):
                seen.append(Heard(filled.teacher, filled.teacher, filled.at, stair))
        return published(seen, settings.MIN_GROUP_SIZE)


def _indicators(now: _Figures, before: _Figures | None) -> Iterator[Need]:
    instrument = now.instrument
    if instrument is None:
        return
    definition = instrument.definition
    highest = definition.scale.maximum
    earlier = before.tallies_of(instrument) if before else {}
    mixed = before and before.has_others(instrument)
    for tally in weakest(now.tallies, highest, MOST_INDICATORS):
        item = definition.indicator(tally.code)
        title, was = topic_of(item.text), earlier.get(tally.code)
        figure = indicator_figure(tally, highest)
        origin = TopicOrigin(
            kind=TopicOrigin.Kind.INDICATOR,
            reference=tally.code,
            words=because(title, figure, now.semester),
            teachers=tally.teachers,
            sheets=tally.sheets,
            numerator=tally.total,
            denominator=tally.sheets * highest,
            instrument=instrument,
            semester=now.semester,
        )
        trend = since(tally.mean, was.mean) if was else OTHER_VERSION if mixed else NO_TREND
        yield Need(title, origin, figure, trend, item.competency.value)


def _causes(places: Places, now: Semester, before: Semester | None) -> Iterator[Need]:
    """Late RPP by cause, the commonest first, each as far as it may be told."""
    weeks = weeks_of(places, [semester for semester in (now, before) if semester])
    current = [(cause, told) for cause in Rpp.Cause.values if (told := _told_of(weeks, now, cause))]
    for cause, told in sorted(current, key=lambda one: (-_times(one[1]), one[0])):
        times, teachers, was = _times(told), len(_late(told)), _told_of(weeks, before, cause) if before else []
        figure = cause_figure(times, teachers, len(told))
        origin = TopicOrigin(
            kind=TopicOrigin.Kind.RPP,
            reference=cause,
            words=because(Rpp.Cause(cause).label, figure, now),
            teachers=teachers,
            numerator=times,
            denominator=len(told),
            semester=now,
        )
        trend = times_since(times, _times(was)) if was else NO_TREND
        yield Need(CAUSE_TOPICS[Rpp.Cause(cause)], origin, figure, trend, Competency.PROFESIONAL.value)


def _told_of(weeks: Sequence[Week], semester: Semester, cause: str) -> list[Heard[bool]]:
    heard = [week.heard(cause) for week in weeks if week.semester == semester.pk]
    return told_in_steps(heard, settings.MIN_GROUP_SIZE, leaves_cases_open, counts=bool)


def _times(told: Sequence[Heard[bool]]) -> int:
    return sum(bool(each.value) for each in told)


def _late(told: Sequence[Heard[bool]]) -> set[int]:
    return people(each for each in told if each.value)


def _stairs(now: _Figures, before: _Figures | None) -> Iterator[Need]:
    """One need, once some teacher keeps records otherwise than in the set format."""
    below = sum(count for _, count in short_of(now.stairs))
    if not below:
        return
    of = sum(count for _, count in now.stairs)
    figure = stairs_figure(now.stairs)
    instrument = now.instrument if now.instrument and USES_FORMAT in now.instrument.definition.codes else None
    origin = TopicOrigin(
        kind=TopicOrigin.Kind.STAIRS,
        reference=USES_FORMAT,
        words=because(STAIRS_ABOUT, figure, now.semester),
        teachers=of,
        numerator=below,
        denominator=of,
        instrument=instrument,
        semester=now.semester,
    )
    trend = stairs_since(before.stairs) if before else NO_TREND
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
    days = Session.days.filter(Q(pk__in=sessions) | Q(day_of__in=sessions)).order_by()
    rows = Attendance.objects.filter(session__in=days.values("pk"), mark="hadir")
    whole = rows.exclude(person=None).annotate(whole=Coalesce("session__day_of", "session")).order_by()
    return dict(whole.values_list("whole").annotate(Count("person", distinct=True)))
