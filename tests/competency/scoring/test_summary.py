"""The headline: four competencies from many sheets, and when there is not enough to say."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.scoring.summary import CompetencyLine, CompetencyScore, SheetScore, Status, Thresholds, summarise
from madrasah.competencies import Competency
from tests.competency.scoring.sheets import shipped

BANDS = shipped("kkg-gantarang").bands
PED = Competency.PEDAGOGIK


def sheet(number: int, numerator: int, denominator: int, answered: int, observer: int = 1) -> SheetScore:
    figures = {PED: CompetencyScore(numerator, denominator, answered)}
    return SheetScore(number, date(2026, 8, number), observer, figures)


def pedagogik(*sheets: SheetScore, thresholds: Thresholds | None = None) -> CompetencyLine:
    return summarise(sheets, thresholds or Thresholds(), BANDS)[0]


def test_sums_values_and_maxima_over_all_sheets():
    line = pedagogik(sheet(1, 10, 12, 6), sheet(4, 3, 8, 4, observer=2))
    assert (line.numerator, line.denominator, line.percent) == (13, 20, 65)
    assert (line.sheets, line.observers, line.answered, line.status) == (2, 2, 10, Status.ENOUGH)
    assert line.band and line.band.label == "Cukup"
    assert (line.first_on, line.last_on) == (date(2026, 8, 1), date(2026, 8, 4))


def test_one_sheet_is_a_first_picture_with_its_own_result():
    line = pedagogik(sheet(1, 3, 6, 3))
    assert (line.status, line.percent) == (Status.FIRST_PICTURE, 50)


def test_two_sheets_with_four_answers_are_not_enough():
    line = pedagogik(sheet(1, 4, 4, 2), sheet(2, 4, 4, 2))
    assert (line.status, line.percent, line.band) == (Status.NOT_ENOUGH, None, None)


def test_nothing_is_not_enough_and_never_zero():
    line = pedagogik()
    assert (line.status, line.percent, line.sheets) == (Status.NOT_ENOUGH, None, 0)


def test_observed_zeros_are_a_real_zero():
    line = pedagogik(sheet(1, 0, 10, 5), sheet(2, 0, 10, 5))
    assert (line.status, line.percent) == (Status.ENOUGH, 0)


def test_a_sheet_without_answers_in_a_competency_does_not_count_there():
    line = pedagogik(sheet(1, 5, 10, 5), sheet(2, 0, 0, 0))
    assert (line.sheets, line.status) == (1, Status.FIRST_PICTURE)


@pytest.mark.parametrize(
    ("thresholds", "status"),
    [
        (Thresholds(min_sheets=1), Status.ENOUGH),
        (Thresholds(min_sheets=1, min_answers=6), Status.FIRST_PICTURE),
        (Thresholds(), Status.FIRST_PICTURE),
    ],
)
def test_thresholds_are_settings(thresholds: Thresholds, status: Status):
    assert pedagogik(sheet(1, 5, 10, 5), thresholds=thresholds).status is status


def test_four_lines_in_the_order_of_the_law():
    lines = summarise([], Thresholds(), BANDS)
    assert [line.competency.label for line in lines] == ["Pedagogik", "Kepribadian", "Sosial", "Profesional"]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6)), max_size=6))
def test_a_shown_percent_is_exact_and_has_a_band(rows: list[tuple[int, int]]):
    sheets = [
        sheet(place, min(points, 2 * answered), 2 * answered, answered)
        for place, (points, answered) in enumerate(rows, 1)
    ]
    line = pedagogik(*sheets)
    assert (line.percent is None) == (line.status is Status.NOT_ENOUGH) == (line.band is None)
    if line.percent is not None:
        assert line.percent == Fraction(100 * line.numerator, line.denominator)
