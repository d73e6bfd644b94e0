"""Dates, numbers and names as Indonesian readers expect them."""

import doctest
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from core import formats


def test_every_example_in_the_module_holds() -> None:
    result = doctest.testmod(formats)
    assert result.attempted > 15
    assert result.failed == 0


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 23), date(2026, 11, 28), "23–28 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 5), "30 November – 5 Desember 2026"),
        (date(2026, 12, 28), date(2027, 1, 2), "28 Desember 2026 – 2 Januari 2027"),
        (date(2026, 11, 23), date(2026, 11, 23), "23 November 2026"),
    ],
)
def test_a_range_names_what_both_days_share_once(first: date, last: date, words: str) -> None:
    assert formats.date_range(first, last) == words


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (date(2026, 11, 20), "Lewat 3 hari", "red"),
        (date(2026, 11, 23), "Hari ini", "amber"),
        (date(2026, 11, 24), "Besok", "amber"),
        (date(2026, 11, 26), "3 hari lagi", "blue"),
    ],
)
def test_a_due_date_says_how_far_away_it_is(due: date, words: str, tone: str) -> None:
    today = date(2026, 11, 23)
    assert (formats.relative_due(due, today), formats.due_tone(due, today)) == (words, tone)


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [(Fraction(1, 8), 2, "0,13"), (Decimal("2.5"), 0, "3"), (0.1, 1, "0,1"), (-1500, 0, "-1.500"), (0, 1, "0,0")],
)
def test_numbers_round_half_up_with_a_decimal_comma(value: formats.Number, places: int, words: str) -> None:
    assert formats.decimal(value, places) == words


def test_a_night_owl_is_greeted_as_at_night() -> None:
    assert {formats.greeting(hour) for hour in (18, 23, 0, 3)} == {"Selamat malam"}
    assert formats.greeting(4) == "Selamat pagi"


def test_titles_typed_with_their_comma_do_not_double_it() -> None:
    assert formats.full_name(" Dr. Hj. ", "Andi Besse", ", M.Pd.") == "Dr. Hj. Andi Besse, M.Pd."


def test_a_moment_names_day_and_clock() -> None:
    assert formats.moment_long(datetime(2026, 8, 7, 8, 5)) == "Jumat, 7 Agustus 2026 pukul 08.05"
