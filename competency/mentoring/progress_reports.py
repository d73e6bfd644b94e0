"""How teachers get on whose ijazah or certificate does not fit: apart from all others, never ranked. Reading only."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings

from competency.instruments.models import Instrument
from competency.scoring.definition import Definition
from competency.scoring.summary import CompetencyLine
from competency.sheets.models import Assessment
from competency.summary.line_reports import lines_of, of_one_purpose, score_of, with_scores
from madrasah.models import Semester, User
from madrasah.qualifications.reports import Standing, standings_at
from madrasah.scope import scope_of


@dataclass(frozen=True)
class Line:
    """One competency, shaped as the pages of summaries read it."""

    figure: CompetencyLine


@dataclass(frozen=True)
class SemesterFigures:
    """Four lines of one teacher in one semester, from one version of the summary's instrument."""

    semester: Semester
    definition: Definition | None
    sheets: tuple[Assessment, ...]
    lines: tuple[Line, ...]


def mismatched(user: User) -> dict[int, list[Standing]]:
    """By person, in reading order; never the reader."""
    found: dict[int, list[Standing]] = defaultdict(list)
    scope = scope_of(user)
    for each in standings_at(scope.opens):
        if each.is_mismatched and each.placement.person_id != scope.person_id:
            found[each.placement.person_id].append(each)
    return found


def figures_of(
    teachers: Collection[int], semesters: Sequence[Semester], viewer: User
) -> dict[int, list[SemesterFigures]]:
    """By teacher, the newest semester first, as far as the viewer may read the sheets. Three queries."""
    rows = Instrument.objects.filter(code=settings.SUMMARY_INSTRUMENT)
    definitions = {row.pk: row.definition for row in rows}
    sheets = Assessment.objects.visible_to(viewer).shared()
    sheets = sheets.filter(teacher__in=teachers, semester__in=semesters, instrument__in=definitions)
    own: dict[tuple[int, int], list[Assessment]] = defaultdict(list)
    for sheet in with_scores(sheets.select_related(None)).order_by("observed_on", "pk"):
        own[sheet.teacher_id, sheet.semester_id].append(sheet)
    return {teacher: [_figures(each, own[teacher, each.pk], definitions) for each in semesters] for teacher in teachers}


def _figures(semester: Semester, sheets: list[Assessment], definitions: dict[int, Definition]) -> SemesterFigures:
    """From the newest version that was used, as every summary."""
    version = max((sheet.instrument_id for sheet in sheets), default=max(definitions, default=0))
    main = of_one_purpose([sheet for sheet in sheets if sheet.instrument_id == version])
    definition = definitions.get(version)
    lines = tuple(Line(figure) for figure in lines_of(map(score_of, main), definition))
    return SemesterFigures(semester, definition, main, lines)
