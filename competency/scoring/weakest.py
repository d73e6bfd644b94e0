"""Which indicators of a KKG's teachers are weakest: exact means over many sheets of one version, never of few people.

What was not observed is no value, so it stands in no mean and in no n. Nobody is ranked: teachers are counted only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from operator import itemgetter

from core.privacy import is_hidden


@dataclass(frozen=True)
class Filled:
    """What one sheet says: of whom, and its values by indicator; None is "tidak teramati"."""

    teacher: int
    answers: Mapping[str, int | None]


def told_until(shared: Iterable[tuple[int, datetime]], minimum: int) -> datetime | None:
    """The moment up to which sheets count, of (teacher, when shared): the last at which `minimum` more were seen.

    So figures never move by fewer teachers than may be told: who looks each day learns nobody's values (decisions 13).
    """
    first: dict[int, datetime] = {}
    for teacher, moment in sorted(shared, key=itemgetter(1)):
        first.setdefault(teacher, moment)
    whole = len(first) // minimum * minimum
    return list(first.values())[whole - 1] if whole else None


@dataclass(frozen=True)
class Tally:
    """One indicator over many sheets: the sum of its values, on how many sheets, about how many teachers."""

    code: str
    total: int
    sheets: int
    teachers: int

    @property
    def mean(self) -> Fraction:
        """On the instrument's scale."""
        return Fraction(self.total, self.sheets)


def tallies(sheets: Iterable[Filled], codes: Iterable[str], minimum: int) -> dict[str, Tally]:
    """By indicator, of those that enough teachers were observed on to be told without pointing at one."""
    told = list(sheets)
    found = {}
    for code in codes:
        seen = [(sheet.teacher, value) for sheet in told if (value := sheet.answers.get(code)) is not None]
        teachers = len({teacher for teacher, _ in seen})
        if teachers and not is_hidden(teachers, minimum):
            found[code] = Tally(code, sum(value for _, value in seen), len(seen), teachers)
    return found


def weakest(found: Mapping[str, Tally], highest: int, most: int) -> list[Tally]:
    """The lowest means first, those alike in the order of the instrument; none that is at its highest."""
    short = [tally for tally in found.values() if tally.mean < highest]
    return sorted(short, key=lambda tally: tally.mean)[:most]
