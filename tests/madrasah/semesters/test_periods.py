"""School years turn on 1 July; weeks run from Monday to Saturday."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madrasah.periods import (
    Term,
    default_dates,
    school_year_label,
    school_year_of,
    semester_label,
    term_of,
    week_end,
    week_start,
    weeks_between,
)

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "year", "term"),
    [
        (date(2026, 6, 30), 2025, Term.GENAP),
        (date(2026, 7, 1), 2026, Term.GASAL),
        (date(2026, 12, 31), 2026, Term.GASAL),
        (date(2027, 1, 1), 2026, Term.GENAP),
    ],
)
def test_the_year_turns_in_july(day: date, year: int, term: Term) -> None:
    assert (school_year_of(day), term_of(day)) == (year, term)


def test_words_of_a_year_and_a_semester() -> None:
    assert (school_year_label(2026), semester_label(2026, "genap")) == ("2026/2027", "Genap 2026/2027")


@pytest.mark.parametrize(
    ("year", "term", "first", "last"),
    [
        (2024, "gasal", date(2024, 7, 15), date(2024, 12, 21)),
        (2025, "gasal", date(2025, 7, 14), date(2025, 12, 20)),
        (2025, "genap", date(2026, 1, 5), date(2026, 6, 20)),
    ],
)
def test_proposed_dates_fit_the_calendars_of_the_ministry(year, term, first, last) -> None:
    dates = default_dates(year, term)
    assert (dates.starts_on, dates.ends_on) == (first, last)


@given(st.integers(2000, 2100))
def test_proposed_semesters_never_overlap(year: int) -> None:
    spans = [default_dates(y, term) for y in (year, year + 1) for term in Term]
    assert all(one.ends_on < other.starts_on for one, other in pairwise(spans))
    assert all(span.starts_on.weekday() == 0 for span in spans)


@given(days)
def test_a_week_starts_on_monday_and_ends_on_saturday(day: date) -> None:
    assert (week_start(day).weekday(), week_end(day).weekday()) == (0, 5)
    assert timedelta(0) <= day - week_start(day) <= timedelta(6)


def test_weeks_between_touch_both_ends() -> None:
    weeks = list(weeks_between(date(2026, 11, 22), date(2026, 11, 30)))
    assert weeks == [date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 30)]
    assert list(weeks_between(date(2026, 11, 30), date(2026, 11, 23))) == []
