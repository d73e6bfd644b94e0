"""Four competencies of a teacher in one semester, with every sheet behind them (decisions.md 1-3).

Reads what the viewer may see; the arithmetic is in scoring/summary.py, the words in presenters.py.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from competency.instruments.models import Instrument
from competency.scoring.definition import Definition
from competency.scoring.result import Result, from_json
from competency.scoring.summary import CompetencyLine, Status
from competency.scoring.trend import Past, Trend, trend_of
from competency.sharing.models import SharedVersion
from competency.sheets.models import Assessment
from competency.sheets.noted import Fact, thawed
from competency.sheets.presenters import note_time
from competency.sheets.states import State
from competency.summary.line_reports import lines_of, measure_of, of_one_purpose, pasts_of, score_of, with_scores
from competency.summary.step_reports import NextStep, next_step
from competency.summary.tallies import Tally, rpp_of, rpp_tally
from core.formats import date_short
from kkg.attendance.reports import AttendanceEvidence, attendance_evidence
from madrasah.competencies import Competency
from madrasah.models import Person, Semester, User

READ = ("teacher", "observer", "instrument", "observed_on", "purpose", "state")  # of each sheet


@dataclass(frozen=True)
class Contribution:
    """What one sheet gives to one competency; `possible` counts its indicators, observed or not."""

    sheet: Assessment
    numerator: int
    denominator: int
    answered: int
    possible: int


@dataclass(frozen=True)
class QuotedNote:
    """A fact note as it was shared, with its indicator; `when` in words."""

    sheet: Assessment
    indicator: str
    text: str
    when: str


@dataclass(frozen=True)
class CompetencyFigures:
    """One competency: the figure, the sheets it comes from, the facts noted, and how it moved.

    `earlier` is the instrument's definition that an earlier figure was measured with.
    """

    figure: CompetencyLine
    parts: tuple[Contribution, ...] = ()
    notes: tuple[QuotedNote, ...] = ()
    trend: Trend | None = None
    earlier: Definition | None = None

    @property
    def possible(self) -> int:
        """Indicators asked on those sheets, observed or not."""
        return sum(part.possible for part in self.parts)


@dataclass(frozen=True)
class OtherSheet:
    """A sheet of another instrument with its own result."""

    sheet: Assessment
    result: Result


@dataclass(frozen=True)
class OtherInstrument:
    """A row of its own with its own bands, never mixed into the four lines; newest sheet first.

    Of a yearly rating a formatif and a sumatif are rows of their own, too.
    """

    name: str
    definition: Definition
    sheets: tuple[OtherSheet, ...]


@dataclass(frozen=True)
class Summary:
    """Everything the page of one teacher shows. `definition` is None until an instrument is loaded.

    `sheets` are those of the summary's version; `lessons` counts the shared ones of a lesson, whatever the instrument.
    """

    teacher: Person
    semester: Semester
    definition: Definition | None
    lines: tuple[CompetencyFigures, ...]
    sheets: tuple[Assessment, ...]
    lessons: int = 0
    others: tuple[OtherInstrument, ...] = ()
    step: NextStep | None = None
    attendance: AttendanceEvidence | None = None
    rpp: Tally | None = None

    @property
    def observers(self) -> int:
        """How many people wrote the sheets."""
        return len({sheet.observer_id for sheet in self.sheets})

    @property
    def is_being_corrected(self) -> bool:
        """Whether one of the sheets is under correction; its last shared version counts meanwhile."""
        return any(sheet.state == State.CORRECTING for sheet in self.sheets)


def summary_of(teacher: Person, semester: Semester, viewer: User) -> Summary:
    """One teacher with sources, notes, other instruments, evidence and the next step."""
    versions = _latest_versions(_shared_sheets([teacher.pk], semester, viewer))
    sheets = [version.assessment for version in versions.values()]
    instruments = _instruments(sheets)
    plain = _plain(teacher, semester, sheets, instruments)
    main = {sheet.pk: versions[sheet.pk] for sheet in plain.sheets}
    before = _earlier(teacher, plain, instruments, viewer)
    return Summary(
        teacher=teacher,
        semester=semester,
        definition=plain.definition,
        lines=tuple(_with_trend(_with_sources(line, plain, main), plain, before, instruments) for line in plain.lines),
        sheets=plain.sheets,
        lessons=plain.lessons,
        others=_others(plain, sheets, instruments, versions),
        step=next_step(teacher, plain.definition, main.values(), viewer),
        attendance=attendance_evidence([teacher.pk], semester).get(teacher.pk),
        rpp=rpp_tally(rpp_of(teacher, semester, viewer)),
    )


def summaries_of(teachers: Sequence[Person], semester: Semester, viewer: User) -> list[Summary]:
    """The four lines of many teachers, without their sources and steps; as many queries for one as for a hundred."""
    sheets = list(_shared_sheets([teacher.pk for teacher in teachers], semester, viewer))
    instruments = _instruments(sheets)
    own: dict[int, list[Assessment]] = {teacher.pk: [] for teacher in teachers}
    for sheet in sheets:
        own[sheet.teacher_id].append(sheet)
    return [_plain(teacher, semester, own[teacher.pk], instruments) for teacher in teachers]


def _shared_sheets(teacher_ids: Collection[int], semester: Semester, viewer: User) -> Any:
    """Oldest first, with their stored scores; drafts never count."""
    sheets = Assessment.objects.visible_to(viewer).shared().filter(teacher__in=teacher_ids, semester=semester)
    return with_scores(sheets.select_related(None).only(*READ)).order_by("observed_on", "pk")


def _instruments(sheets: Iterable[Assessment]) -> dict[int, Instrument]:
    """Those of the sheets and all versions of the summary's own."""
    used = {sheet.instrument_id for sheet in sheets}
    rows = Instrument.objects.filter(Q(pk__in=used) | Q(code=settings.SUMMARY_INSTRUMENT))
    return {row.pk: row for row in rows}


def _plain(
    teacher: Person, semester: Semester, sheets: Sequence[Assessment], instruments: Mapping[int, Instrument]
) -> Summary:
    """The four lines from one version: the newest that was used, else the newest there is."""
    ours = {pk for pk, row in instruments.items() if row.code == settings.SUMMARY_INSTRUMENT}
    used = {sheet.instrument_id for sheet in sheets} & ours
    version = max(used or ours, default=0)
    definition = instruments[version].definition if version else None
    main = of_one_purpose([sheet for sheet in sheets if sheet.instrument_id == version])
    figures = lines_of(map(score_of, main), definition)
    lines = tuple(map(CompetencyFigures, figures))
    lessons = sum(instruments[sheet.instrument_id].is_of_lessons for sheet in sheets)
    return Summary(teacher, semester, definition, lines, main, lessons)


def _earlier(
    teacher: Person, plain: Summary, instruments: Mapping[int, Instrument], viewer: User
) -> dict[Competency, list[Past]]:
    """What semesters before this one said with the summary's instrument; nothing is asked if nothing is enough now."""
    if not any(line.figure.status is Status.ENOUGH for line in plain.lines):
        return {}
    ours = {pk: row.definition for pk, row in instruments.items() if row.code == settings.SUMMARY_INSTRUMENT}
    sheets = Assessment.objects.visible_to(viewer).shared().filter(teacher=teacher, instrument__in=ours)
    return pasts_of(sheets.filter(semester__ends_on__lt=plain.semester.starts_on), ours)


def _with_trend(
    line: CompetencyFigures,
    plain: Summary,
    before: Mapping[Competency, list[Past]],
    instruments: Mapping[int, Instrument],
) -> CompetencyFigures:
    past = before.get(line.figure.competency, [])
    trend = trend_of(line.figure, measure_of(plain.sheets[0]), past) if plain.sheets else None
    if trend is None:
        return line
    version, _ = trend.before.measure
    return replace(line, trend=trend, earlier=instruments[version].definition)


def _parts(competency: Competency, sheets: Sequence[Any], definition: Definition | None) -> tuple[Contribution, ...]:
    asked = sum(item.competency == competency for item in definition.indicators) if definition else 0
    return tuple(
        Contribution(sheet, row.numerator, row.denominator, row.answered, asked)
        for sheet in sheets
        for row in sheet.stored
        if row.competency == competency
    )


def _latest_versions(sheets: QuerySet[Assessment]) -> dict[int, SharedVersion]:
    """The version the teacher sees now, by sheet, each with its sheet and the sheet's scores; oldest first."""
    latest = SharedVersion.objects.standing(sheets.order_by().values("pk"))
    read = with_scores(latest.select_related("assessment__observer"), "assessment__scores")
    in_turn = sorted(read, key=lambda row: (row.assessment.observed_on, row.assessment_id))
    return {row.assessment_id: row for row in in_turn}


def _with_sources(line: CompetencyFigures, plain: Summary, versions: Mapping[int, SharedVersion]) -> CompetencyFigures:
    if plain.definition is None:
        return line
    indicators = {i.code: i for i in plain.definition.indicators if i.competency == line.figure.competency}
    notes = tuple(
        QuotedNote(sheet, indicators[code].text, fact.text, _when(fact, sheet.observed_on))
        for sheet in plain.sheets
        for code, fact in thawed(versions[sheet.pk].notes).items()
        if code in indicators
    )
    return replace(line, notes=notes, parts=_parts(line.figure.competency, plain.sheets, plain.definition))


def _when(fact: Fact, day: date) -> str:
    return f"{date_short(day)}, {note_time(fact, day)}"


def _others(
    plain: Summary,
    sheets: Sequence[Assessment],
    instruments: Mapping[int, Instrument],
    versions: Mapping[int, SharedVersion],
) -> tuple[OtherInstrument, ...]:
    main = {sheet.pk for sheet in plain.sheets}
    alike: dict[tuple[int, str], list[OtherSheet]] = {}
    for sheet in reversed(sheets):
        if sheet.pk not in main:
            result = from_json(versions[sheet.pk].result, instruments[sheet.instrument_id].definition)
            alike.setdefault((sheet.instrument_id, sheet.purpose), []).append(OtherSheet(sheet, result))
    return tuple(
        OtherInstrument(f"{instruments[pk].short} {purpose}".strip(), instruments[pk].definition, tuple(found))
        for (pk, purpose), found in alike.items()
    )
