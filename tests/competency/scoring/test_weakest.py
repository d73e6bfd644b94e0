"""The weakest indicators: exact, of enough teachers only, and what was not observed is no value."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from competency.scoring.weakest import Filled, Tally, tallies, weakest

FIVE, SPAN = 5, (0, 2)
DAY = datetime(2026, 11, 1, tzinfo=UTC)


def sheets(*values, code="A", first=0, days=0):
    """One sheet a teacher, all shared on one day."""
    at = DAY + timedelta(days=days)
    return [Filled(number, number, at, {code: value}) for number, value in enumerate(values, start=first)]


def told(found, codes="A"):
    return tallies(found, codes, SPAN, FIVE)


def test_a_mean_is_exact_and_says_on_how_many_it_rests():
    found = told([*sheets(0, 1, 1, 2, 2), Filled(0, 99, DAY, {"A": 1})])
    assert found == {"A": Tally("A", total=7, sheets=6, teachers=5)}
    assert found["A"].mean == Fraction(7, 6)


def test_what_was_not_observed_is_neither_nought_nor_counted():
    assert told(sheets(1, 1, 1, 1, 1, None))["A"] == Tally("A", 5, 5, 5)


def test_few_teachers_are_not_told_however_many_sheets_there_are():
    again = [Filled(number % 4, number, DAY, {"A": 1}) for number in range(12)]
    assert told(again) == {}
    assert told(sheets(0, 1, 1, 0, None)) == {}


def test_the_lowest_come_first_and_those_alike_in_the_order_of_the_instrument():
    filled = [
        Filled(teacher, teacher, DAY, {"A": 1, "B": teacher % 2, "C": 1, "D": 2 - teacher // 3}) for teacher in range(5)
    ]
    found = told(filled, "ABCD")
    assert [tally.code for tally in weakest(found, 2, 3)] == ["B", "A", "C"]
    assert [tally.code for tally in weakest(found, 2, 9)] == ["B", "A", "C", "D"]


@pytest.mark.parametrize(("teachers", "counted"), [(4, 0), (5, 5), (6, 5), (9, 5), (10, 10), (13, 10)])
def test_figures_move_by_a_whole_group_of_teachers_only(teachers: int, counted: int) -> None:
    shared = [each for number in range(teachers) for each in sheets(1, first=number, days=number)]
    found = told([*shared, Filled(0, 99, DAY + timedelta(days=28), {"A": 1})])
    assert (found["A"].teachers if found else 0) == counted


def test_the_next_group_is_counted_from_those_told_also_of_many_on_one_day() -> None:
    seven = sheets(1, 1, 1, 1, 1, 1, 1)
    assert told([*seven, *sheets(1, 1, 1, first=7, days=1)])["A"].teachers == 7
    assert told([*seven, *sheets(1, 1, 1, 1, 1, first=7, days=1)])["A"].teachers == 12


def test_each_indicator_has_steps_of_its_own() -> None:
    """Of five more teachers one was observed on it: what moved would be that one's value."""
    more = [*sheets(1, first=5, days=1), *sheets(None, None, None, None, first=6, days=1)]
    assert told([*sheets(1, 1, 1, 1, 1), *more])["A"] == Tally("A", 5, 5, 5)


@pytest.mark.parametrize("values", [(0, 0, 0, 0, 0), (2, 2, 2, 2, 2, 2), (0, 0, 0, 0, 2), (2, 2, 2, 2, 0)])
def test_a_sum_that_tells_all_values_to_one_of_them_is_not_told(values: tuple[int, ...]) -> None:
    assert told(sheets(*values)) == {}
    assert told([*sheets(1, 1, 1, 1, 1), *sheets(*values, first=5, days=1)])["A"].teachers == 5


def test_a_correction_waits_for_the_next_step() -> None:
    corrected = Filled(0, 0, DAY + timedelta(days=1), {"A": 0})
    assert told([*sheets(1, 1, 1, 1, 1), corrected])["A"].total == 5
    more = sheets(1, 1, 1, 1, 1, first=5, days=2)
    assert told([*sheets(1, 1, 1, 1, 1), corrected, *more])["A"].total == 9
