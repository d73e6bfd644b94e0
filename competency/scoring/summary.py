"""Four competencies of one teacher from many sheets of one instrument version.

"Belum cukup bukti" is an answer of its own, never zero. The caller decides which sheets count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from competency.scoring.bands import FULL, Band, find
from madrasah.competencies import Competency


@dataclass(frozen=True)
class Thresholds:
    """How much evidence is enough for one competency (decisions.md 2)."""

    min_sheets: int = 2
    min_answers: int = 5


@dataclass(frozen=True)
class CompetencyScore:
    """What one sheet says about one competency; `answered` counts observed indicators."""

    numerator: int
    denominator: int
    answered: int


@dataclass(frozen=True)
class SheetScore:
    """One shared sheet, its stored figures per competency; what it does not ask about is absent."""

    sheet_id: Any
    observed_on: date
    observer_id: Any
    scores: Mapping[Competency, CompetencyScore]


class Status(StrEnum):
    """How far the evidence carries."""

    ENOUGH = "enough"
    FIRST_PICTURE = "first_picture"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True)
class CompetencyLine:
    """One line of the summary; percent and band are None while there is not enough to show."""

    competency: Competency
    numerator: int
    denominator: int
    answered: int
    sheets: int
    observers: int
    first_on: date | None
    last_on: date | None
    status: Status
    percent: Fraction | None
    band: Band | None


def summarise(
    sheets: Sequence[SheetScore], thresholds: Thresholds, bands: Sequence[Band]
) -> tuple[CompetencyLine, ...]:
    """Four lines in the order of the law: Σ value / Σ maximum over all sheets (decisions.md 1-3).

    `bands` are those of the one instrument version that all sheets belong to.
    """
    return tuple(_line(competency, sheets, thresholds, bands) for competency in Competency)


def _line(
    competency: Competency, sheets: Sequence[SheetScore], thresholds: Thresholds, bands: Sequence[Band]
) -> CompetencyLine:
    used = [(sheet, found) for sheet in sheets if (found := sheet.scores.get(competency)) and _is_evidence(found)]
    numerator = sum(found.numerator for _, found in used)
    denominator = sum(found.denominator for _, found in used)
    answered = sum(found.answered for _, found in used)
    days = [sheet.observed_on for sheet, _ in used]
    status = _status(len(used), answered, thresholds)
    percent = None if status is Status.NOT_ENOUGH else FULL * numerator / denominator
    return CompetencyLine(
        competency=competency,
        numerator=numerator,
        denominator=denominator,
        answered=answered,
        sheets=len(used),
        observers=len({sheet.observer_id for sheet, _ in used}),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        status=status,
        percent=percent,
        band=None if percent is None else find(bands, percent),
    )


def _is_evidence(found: CompetencyScore) -> bool:
    return found.answered > 0 and found.denominator > 0


def _status(sheets: int, answered: int, thresholds: Thresholds) -> Status:
    if sheets >= max(thresholds.min_sheets, 1) and answered >= thresholds.min_answers:
        return Status.ENOUGH
    return Status.FIRST_PICTURE if sheets == 1 else Status.NOT_ENOUGH
