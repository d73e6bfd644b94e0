"""Months of the calendar page. Pure: no Django, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.formats import month_long

FIRST_YEAR, LAST_YEAR = 2015, 2100


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar; its text is what stands in the address: 2026-11."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"

    @property
    def label(self) -> str:
        """ "November 2026"."""
        return month_long(self.first)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Month":
        """The next one."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def preceding(self) -> "Month":
        """The one before."""
        return month_of(self.first - timedelta(days=1))


def month_of(day: date) -> Month:
    """The month a day falls in."""
    return Month(day.year, day.month)


def read_month(text: str) -> Month | None:
    """From "2026-11"; None for anything else.

    >>> read_month("2026-11"), read_month("2026-13"), read_month("besok")
    (Month(year=2026, number=11), None, None)
    """
    year, _, number = text.partition("-")
    if not (year.isascii() and year.isdecimal() and number.isascii() and number.isdecimal()):
        return None
    if len(year) != 4 or len(number) > 2 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    return Month(int(year), int(number)) if 1 <= int(number) <= 12 else None
