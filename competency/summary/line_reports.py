"""From stored scores to the four lines of a semester, and to those of the semesters before it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from competency.scoring.definition import Definition
from competency.scoring.summary import CompetencyLine, CompetencyScore, SheetScore, Thresholds, summarise
from competency.scoring.trend import Past
from competency.sharing.models import Score
from competency.sheets.models import Assessment
from madrasah.competencies import Competency
from madrasah.models import Semester


def lines_of(scores: Iterable[SheetScore], definition: Definition | None) -> tuple[CompetencyLine, ...]:
    """Four lines of sheets of one version, by the settings of the area."""
    enough = Thresholds(settings.SUMMARY_MIN_SHEETS, settings.SUMMARY_MIN_ANSWERS)
    return summarise(list(scores), enough, definition.bands if definition else ())


def of_one_purpose(sheets: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """The sumatif ones of a yearly rating, else the formatif ones: never both in one figure."""
    purpose = max((sheet.purpose for sheet in sheets), default="")
    return tuple(sheet for sheet in sheets if sheet.purpose == purpose)


def with_scores(rows: Any, path: str = "scores") -> Any:
    """Sheets (or rows with one, `path` leading to its scores), each with its stored scores as a plain list."""
    return rows.prefetch_related(Prefetch(path, to_attr="stored"))


def score_of(sheet: Any) -> SheetScore:
    """What was stored of a sheet read by `with_scores`, by competency."""
    return _scored(sheet, sheet.stored)


def pasts_of(sheets: QuerySet[Assessment], definitions: Mapping[int, Definition]) -> dict[Competency, list[Past]]:
    """By competency what earlier semesters said, the newest first, each measure of a semester by itself. One query."""
    read = Score.objects.filter(assessment__in=sheets.order_by().values("pk")).select_related("assessment__semester")
    own: dict[int, list[Score]] = {}
    for row in read.order_by("-assessment__semester__starts_on", "-assessment__instrument", "-assessment__purpose"):
        own.setdefault(row.assessment_id, []).append(row)
    alike: dict[tuple[Semester, tuple[int, str]], list[SheetScore]] = {}
    for rows in own.values():
        sheet = rows[0].assessment
        alike.setdefault((sheet.semester, measure_of(sheet)), []).append(_scored(sheet, rows))
    found: dict[Competency, list[Past]] = {competency: [] for competency in Competency}
    for (semester, measure), scores in alike.items():
        for line in lines_of(scores, definitions.get(measure[0])):
            found[line.competency].append(Past(semester, measure, line))
    return found


def measure_of(sheet: Assessment) -> tuple[int, str]:
    """What a sheet was measured with: figures of two measures are never compared."""
    return sheet.instrument_id, sheet.purpose


def _scored(sheet: Assessment, rows: Iterable[Any]) -> SheetScore:
    scores = {Competency(row.competency): CompetencyScore(row.numerator, row.denominator, row.answered) for row in rows}
    return SheetScore(sheet.pk, sheet.observed_on, sheet.observer_id, scores)
