"""A trend: on exact fractions, since the last semester with enough evidence, never across versions unmarked."""

from datetime import date
from itertools import product

import pytest

from competency.scoring.summary import CompetencyLine, CompetencyScore, SheetScore, Thresholds, summarise
from competency.scoring.trend import Direction, Past, Trend, trend_of
from competency.scoring.words import trend_words
from madrasah.competencies import Competency
from tests.competency.scoring.sheets import shipped

BANDS = shipped("kkg-gantarang").bands
V1, V2 = (1, ""), (2, "")


def line(numerator: int, denominator: int, sheets: int = 2) -> CompetencyLine:
    scores = [CompetencyScore(0, 0, 5)] * (sheets - 1)
    parts = [CompetencyScore(numerator, denominator, 10), *(CompetencyScore(0, 1, 5) for _ in scores)]
    told = [SheetScore(n, date(2026, 8, 1 + n), 1, {Competency.PEDAGOGIK: part}) for n, part in enumerate(parts)]
    return summarise(told, Thresholds(), BANDS)[0]


def told(now: CompetencyLine, *earlier: Past, measure=V1) -> Trend | None:
    return trend_of(now, measure, earlier)


def past(found: CompetencyLine, measure=V1, semester: str = "genap") -> Past:
    return Past(semester, measure, found)


def direction(now: CompetencyLine, *earlier: Past) -> Direction | None:
    found = told(now, *earlier)
    return found and found.direction


def test_it_says_up_down_and_the_same():
    assert direction(line(15, 19), past(line(14, 19))) is Direction.UP
    assert direction(line(14, 19), past(line(15, 19))) is Direction.DOWN
    assert direction(line(14, 19), past(line(28, 39))) is Direction.SAME


def test_the_last_semester_with_enough_is_asked_not_the_last():
    found = told(line(15, 19), past(line(19, 19, sheets=1), semester="gasal"), past(line(10, 19), semester="genap"))
    assert found is not None
    assert (found.before.semester, found.direction) == ("genap", Direction.UP)


def test_too_little_on_either_side_tells_nothing():
    assert told(line(15, 19, sheets=1), past(line(14, 19))) is None
    assert told(line(15, 19), past(line(14, 19, sheets=1))) is None
    assert told(line(15, 19)) is None


def test_another_version_is_told_and_never_compared():
    found = told(line(15, 19), past(line(1, 19), V2))
    assert found is not None and found.direction is Direction.OTHER_MEASURE
    assert trend_words(found, line(15, 19), BANDS) == "versi instrumen berganti, tidak dibandingkan"


def test_the_same_version_further_back_is_compared_past_another():
    found = told(line(15, 19), past(line(1, 19), V2, "gasal"), past(line(10, 19), V1, "genap"))
    assert found is not None
    assert (found.before.semester, found.direction) == ("genap", Direction.UP)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (line(15, 19), line(13, 19), "naik dari 65% (2 lembar)"),
        (line(13, 19), line(15, 19), "turun dari 75% (2 lembar)"),
        (line(13, 19), line(26, 39), "tetap dari sebelumnya (2 lembar)"),
        (line(713, 999), line(711, 999), "naik dari 71,1% ke 71,3% (2 lembar)"),
        (line(9004, 9999), line(9000, 9999), "naik dari 90% (2 lembar)"),  # beside it stands 90,04%
    ],
)
def test_words_never_hide_the_step_they_name(now, before, words):
    found = told(now, past(before))
    assert found is not None
    assert trend_words(found, now, BANDS) == words


def test_direction_is_that_of_the_unrounded_percent():
    lines = [line(part, whole) for whole in (3, 7, 8, 1000, 1001) for part in {0, 1, whole // 2, whole - 1, whole}]
    for now, before in product(lines, lines):
        expected = (now.percent > before.percent) - (now.percent < before.percent)
        assert direction(now, past(before)) is [Direction.SAME, Direction.UP, Direction.DOWN][expected]
