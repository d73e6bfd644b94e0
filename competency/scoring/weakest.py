"""Which indicators of a KKG's teachers are weakest: exact means over many sheets of one version, never of few people.

What was not observed is no value, so it stands in no mean and in no n. Nobody is ranked: teachers are counted only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import partial

from competency.scoring.hiding import Heard, leaves_values_open, people, told_in_steps


@dataclass(frozen=True)
class Filled:
    """What one sheet said when it was shared: of whom, and its values by indicator; None is "tidak teramati"."""

    teacher: int
    sheet: int
    at: datetime
    answers: Mapping[str, int | None]


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


def tallies(sheets: Iterable[Filled], codes: Iterable[str], span: tuple[int, int], minimum: int) -> dict[str, Tally]:
    """By indicator, as far as it may be told; `span`: the lowest and the highest value.

    Each moves by `minimum` more teachers who were observed on it, and by none whose values a sum would give away.
    """
    filled, found = list(sheets), {}
    is_open = partial(leaves_values_open, lowest=span[0], highest=span[1])
    for code in codes:
        heard = [Heard(each.teacher, each.sheet, each.at, each.answers.get(code)) for each in filled]
        if told := told_in_steps(heard, minimum, is_open):
            found[code] = Tally(code, sum(each.value or 0 for each in told), len(told), len(people(told)))
    return found


def weakest(found: Mapping[str, Tally], highest: int, most: int) -> list[Tally]:
    """The lowest means first, those alike in the order of the instrument; none that is at its highest."""
    short = [tally for tally in found.values() if tally.mean < highest]
    return sorted(short, key=lambda tally: tally.mean)[:most]
