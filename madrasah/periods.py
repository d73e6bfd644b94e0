"""School years, terms and weeks as arithmetic on dates. Pure: the Semester rows are in models.

A school year is named by the year in which it starts: 2026 is 2026/2027.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

FIRST_MONTH = 7


class Term(StrEnum):
    """The halves of a school year; the values are stored and stand in addresses."""

    GASAL = "gasal"
    GENAP = "genap"

    @property
    def label(self) -> str:
        """The word on screens and papers."""
        return self.value.capitalize()


@dataclass(frozen=True)
class Span:
    """First and last day, both included."""

    starts_on: date
    ends_on: date


def lasts(term: Any, day: date) -> bool:
    """Whether a term (`since`, `until`) is not over on `day`. In SQL: scope.not_over_at."""
    return term.until is None or term.until >= day


def holds(term: Any, day: date) -> bool:
    """Whether a term holds on `day`; both ends count. In SQL: scope.open_at."""
    return (term.since is None or term.since <= day) and lasts(term, day)


def school_year_of(day: date) -> int:
    """The starting year of the school year a day falls in; it turns on 1 July."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def school_year_label(year: int) -> str:
    """2026 -> "2026/2027"."""
    return f"{year}/{year + 1}"


def term_of(day: date) -> Term:
    """Gasal from July to December, genap from January to June."""
    return Term.GASAL if day.month >= FIRST_MONTH else Term.GENAP


def semester_label(year: int, term: str) -> str:
    """ "Gasal 2026/2027"."""
    return f"{Term(term).label} {school_year_label(year)}"


def default_dates(year: int, term: str) -> Span:
    """What to propose for a semester until the ministry's calendar is typed in.

    Fitted to Kepdirjen Pendis 4261/2025 (14 July - 20 December 2025, 5 January - 20 June 2026) and 2701/2024
    (15 July 2024): lessons start on the Monday of mid July and on the first Monday after New Year's Day.
    """
    if Term(term) is Term.GASAL:
        return Span(week_start(date(year, 7, 15)), week_end(date(year, 12, 17)))
    return Span(week_start(date(year + 1, 1, 8)), week_end(date(year + 1, 6, 18)))


def default_dates_before(year: int, term: str) -> Span:
    """The same for the semester before."""
    return default_dates(year - 1, Term.GENAP) if Term(term) is Term.GASAL else default_dates(year, Term.GASAL)


def week_start(day: date) -> date:
    """The Monday of the week."""
    return day - timedelta(days=day.weekday())


def week_end(day: date) -> date:
    """The Saturday of the week: madrasah teach six days. A Sunday belongs to the week before it."""
    return week_start(day) + timedelta(days=5)


def weeks_between(first: date, last: date) -> Iterator[date]:
    """The Mondays of all weeks touched by the span, both ends included."""
    monday = week_start(first)
    while monday <= last:
        yield monday
        monday += timedelta(weeks=1)
