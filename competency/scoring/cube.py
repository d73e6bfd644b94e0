"""The figures of a kabupaten in one semester, as far as they may be told: kecamatan × KKG × measure. Pure.

A place is a madrasah (its kecamatan, its KKG, itself). Each teacher is counted at one place, so that sums are sums of
people; what is told of a place, a KKG, a kecamatan and the whole is decided by hiding.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from competency.scoring.hiding import Key, Place, alone, is_in, is_told, joined
from madrasah.competencies import Competency

ALL: Place = (None, None, None)


class Measure(StrEnum):
    """What is counted besides the four competencies; the values stand in what is frozen."""

    ATTENDANCE = "kehadiran"
    OBSERVED = "diamati"
    RPP = "rpp"


MEASURES: tuple[str, ...] = (*Measure, *(competency.value for competency in Competency))


@dataclass(frozen=True)
class Sum:
    """`numerator` of `denominator`, resting on so many people; integers, so that nothing is rounded."""

    numerator: int = 0
    denominator: int = 0
    people: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.numerator + other.numerator, self.denominator + other.denominator, self.people + other.people)


@dataclass(frozen=True)
class Counts:
    """One madrasah: its teachers, and of each measure the sum and how many teachers anything was recorded of."""

    teachers: int
    sums: Mapping[str, Sum] = field(default_factory=dict)
    behind: Mapping[str, int] = field(default_factory=dict)
    assessed: int = 0


@dataclass(frozen=True)
class Row:
    """What is told of one place; None of a measure: hidden."""

    place: Place
    teachers: int | None
    figures: Mapping[str, Sum | None]


def cube_of(counts: Mapping[Key, Counts], minimum: int) -> list[Row]:
    """The whole, each kecamatan, each KKG, each KKG in each kecamatan and each madrasah, as far as they may be told."""
    if not counts:
        return []
    people = {key: (each.teachers,) for key, each in counts.items()}
    base = joined(alone(counts), people, minimum)
    guards = {measure: _guards(measure, counts) for measure in MEASURES}
    blocks = {measure: joined(base, guards[measure], minimum) for measure in MEASURES}
    return [
        Row(
            place,
            _teachers(place, counts) if is_told(place, base, people, minimum) else None,
            {
                measure: _sum(measure, place, counts)
                if is_told(place, blocks[measure], guards[measure], minimum)
                else None
                for measure in MEASURES
            },
        )
        for place in places_of(counts)
    ]


def places_of(keys: Mapping[Key, Counts]) -> list[Place]:
    """Every place something could be told of, the whole first."""
    found: dict[Place, None] = {ALL: None}
    for shape in ((1, 0, 0), (0, 1, 0), (1, 1, 0), (1, 1, 1)):
        for key in sorted(keys):
            found[tuple(part if wanted else None for part, wanted in zip(key, shape, strict=True))] = None
    return list(found)


def _guards(measure: str, counts: Mapping[Key, Counts]) -> dict[Key, tuple[int, ...]]:
    """The counts of people that a figure tells, or lets be told by taking one from another; the teachers first.

    The four competencies rest on the same teachers, so that they are told together or not at all.
    """
    return {key: _guard(measure, each) for key, each in counts.items()}


def _guard(measure: str, each: Counts) -> tuple[int, ...]:
    if measure == Measure.OBSERVED:
        seen = each.behind.get(measure, 0)
        return each.teachers, seen, each.teachers - seen
    if measure in (Measure.ATTENDANCE, Measure.RPP):
        return each.teachers, each.behind.get(measure, 0)
    of_each = (each.behind.get(competency.value, 0) for competency in Competency)
    return each.teachers, each.assessed, each.teachers - each.assessed, *of_each


def _teachers(place: Place, counts: Mapping[Key, Counts]) -> int:
    return sum(each.teachers for key, each in counts.items() if is_in(key, place))


def _sum(measure: str, place: Place, counts: Mapping[Key, Counts]) -> Sum:
    return sum((each.sums.get(measure, Sum()) for key, each in counts.items() if is_in(key, place)), Sum())
