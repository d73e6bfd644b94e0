"""The weakest indicators: exact, of enough teachers only, and what was not observed is no value."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from competency.scoring.weakest import Filled, Tally, tallies, told_until, weakest

FIVE = 5


def sheets(*values, code="A"):
    return [Filled(teacher, {code: value}) for teacher, value in enumerate(values)]


def test_a_mean_is_exact_and_says_on_how_many_it_rests():
    found = tallies([*sheets(0, 1, 1, 2, 2), Filled(0, {"A": 1})], ["A"], FIVE)
    assert found == {"A": Tally("A", total=7, sheets=6, teachers=5)}
    assert found["A"].mean == Fraction(7, 6)


def test_what_was_not_observed_is_neither_nought_nor_counted():
    assert tallies(sheets(1, 1, 1, 1, 1, None), ["A"], FIVE)["A"] == Tally("A", 5, 5, 5)


def test_few_teachers_are_not_told_however_many_sheets_there_are():
    few = sheets(0, 0, 0, 0)
    assert tallies([*few, *few, *few], ["A"], FIVE) == {}
    assert tallies([*sheets(0, 0, 0, 0, None)], ["A"], FIVE) == {}


def test_the_lowest_come_first_and_those_alike_in_the_order_of_the_instrument():
    told = [Filled(teacher, {"A": 1, "B": 0, "C": 1, "D": 2}) for teacher in range(FIVE)]
    found = tallies(told, ["A", "B", "C", "D"], FIVE)
    assert [tally.code for tally in weakest(found, 2, 3)] == ["B", "A", "C"]
    assert [tally.code for tally in weakest(found, 2, 9)] == ["B", "A", "C"], "what is at its highest is not weak"


@pytest.mark.parametrize(("teachers", "counted"), [(4, 0), (5, 5), (6, 5), (9, 5), (10, 10), (13, 10)])
def test_figures_move_by_a_whole_group_of_teachers_only(teachers: int, counted: int) -> None:
    shared = [(teacher, datetime(2026, 11, 1 + teacher, tzinfo=UTC)) for teacher in range(teachers)]
    again = [(0, datetime(2026, 11, 28, tzinfo=UTC))]
    until = told_until([*again, *shared], 5)
    assert sum(until is not None and moment <= until for _, moment in shared) == counted
