"""A school year to be opened after those of the cast."""

from config.opening import OPENING_RULES
from madrasah.models import YearOpening
from madrasah.periods import Term, default_dates
from madrasah.school_years.actions import open_year
from madrasah.school_years.rules import Opening, next_year
from tests.cast import Cast


def opening_of_next_year(cast: Cast) -> Opening:
    """With the proposed dates, counted for the operator of the kabupaten."""
    year = next_year()
    assert year is not None
    gasal, genap = (default_dates(year, term) for term in Term)
    return Opening(year, gasal, genap, frozenset({cast.kabupaten.pk}))


def opened_year(cast: Cast) -> YearOpening:
    """Opened by that operator."""
    return open_year(opening=opening_of_next_year(cast), rules=OPENING_RULES, by=cast.jafar)
