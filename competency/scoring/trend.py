"""How one competency moved since an earlier semester: on exact fractions, never across versions unmarked.

decisions.md 1-3: a figure belongs to one instrument version; what another version said is told, not compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from competency.scoring.summary import CompetencyLine, Status


@dataclass(frozen=True)
class Past:
    """One competency in an earlier semester; `measure` is what it was measured with: version and purpose."""

    semester: Any
    measure: tuple[int, str]
    line: CompetencyLine


class Direction(StrEnum):
    """Where a figure went; OTHER_MEASURE: it can't be said, since the version changed."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    OTHER_MEASURE = "other_measure"


@dataclass(frozen=True)
class Trend:
    """The direction, and the earlier figure that it is told from."""

    direction: Direction
    before: Past


def trend_of(now: CompetencyLine, measure: tuple[int, str], earlier: Iterable[Past]) -> Trend | None:
    """Since the last semester with enough evidence by the same measure; `earlier` has the newest first.

    None while there is not enough evidence now, or there never was before.
    """
    told = [past for past in earlier if past.line.status is Status.ENOUGH]
    if now.status is not Status.ENOUGH or not told:
        return None
    before = next((past for past in told if past.measure == measure), None)
    if before is None:
        return Trend(Direction.OTHER_MEASURE, told[0])
    return Trend(_direction(now, before.line), before)


def _direction(now: CompetencyLine, before: CompetencyLine) -> Direction:
    """By cross-multiplication of integers, so that nothing is rounded."""
    gained = now.numerator * before.denominator - before.numerator * now.denominator
    if gained == 0:
        return Direction.SAME
    return Direction.UP if gained > 0 else Direction.DOWN
