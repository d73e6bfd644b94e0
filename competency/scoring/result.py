"""What scoring says about one sheet: total, percent, band, parts and steps, and its exact JSON form.

Numbers only, no prose: `competency/scoring/words.py` turns steps into words. Fractions are written as [n, d],
never as floats, because results are frozen in a SharedVersion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from competency.scoring.bands import Band
from competency.scoring.definition import Definition

Json = dict[str, Any]


class StepKind(StrEnum):
    """What a step of the calculation tells; the fields it fills stand beside it."""

    FILLED = "filled"  # numerator = answered, denominator = all indicators
    NOT_OBSERVED = "not_observed"  # numerator
    UNANSWERED = "unanswered"  # numerator
    CONVERTED = "converted"  # code, title, numerator, denominator, percent, value: one PKG competency to 1..4
    COMPETENCY = "competency"  # code, title, numerator, denominator, percent
    STAGE = "stage"  # code, title, numerator, denominator, percent, band
    MEDIAN = "median"  # code, title, value
    CORE = "core"  # numerator = core items present, denominator = core items
    SUM = "sum"  # numerator, denominator, percent
    MEAN = "mean"  # numerator = how many competencies, percent
    NKG = "nkg"  # numerator = sum of values, denominator = 4 × groups, percent
    BAND = "band"  # band


@dataclass(frozen=True)
class Step:
    """One line of how the number came about."""

    kind: StepKind
    code: str = ""
    title: str = ""
    numerator: int = 0
    denominator: int = 0
    percent: Fraction | None = None
    value: Fraction | None = None
    band: Band | None = None


@dataclass(frozen=True)
class Part:
    """The result of one group, competency or stage.

    `answered`, `not_observed` and `count` are indicators. `value` is the PKG value 1..4 or the median level;
    a level instrument has numerator and denominator 0 and no percent.
    """

    code: str
    title: str
    numerator: int
    denominator: int
    answered: int
    not_observed: int
    count: int
    percent: Fraction | None = None
    value: Fraction | None = None
    band: Band | None = None

    @property
    def unanswered(self) -> int:
        """Indicators without any answer."""
        return self.count - self.answered - self.not_observed


@dataclass(frozen=True)
class Result:
    """The score of one sheet. `maximum` is that of the answered indicators; no percent: nothing to show."""

    instrument: str
    version: str
    total: int
    maximum: int
    filled: int
    not_observed: int
    count: int
    percent: Fraction | None
    band: Band | None
    groups: tuple[Part, ...]
    competencies: tuple[Part, ...]
    stages: tuple[Part, ...]
    steps: tuple[Step, ...]

    @property
    def unanswered(self) -> int:
        """Indicators without any answer."""
        return self.count - self.filled - self.not_observed

    def competency(self, code: str) -> Part | None:
        """The part of one competency; None if the instrument does not ask about it."""
        return next((part for part in self.competencies if part.code == code), None)

    def to_json(self) -> Json:
        """An exact document: integers, text, [n, d] for fractions, the code for a band."""
        plain = ("instrument", "version", "total", "maximum", "filled", "not_observed", "count")
        return {
            **{key: getattr(self, key) for key in plain},
            **_exact(self.percent, None, self.band),
            "groups": [_part_json(part) for part in self.groups],
            "competencies": [_part_json(part) for part in self.competencies],
            "stages": [_part_json(part) for part in self.stages],
            "steps": [_step_json(step) for step in self.steps],
        }


def from_json(document: Mapping[str, Any], definition: Definition) -> Result:
    """The result that `to_json` wrote; ValueError if it belongs to another instrument version."""
    if (document["instrument"], document["version"]) != (definition.code, definition.version):
        raise ValueError(f"Hasil ini milik instrumen {document['instrument']} versi {document['version']}.")
    bands = {band.code: band for band in definition.bands}
    lists: dict[str, tuple[Part, ...]] = {
        key: tuple(Part(**_read(row, bands)) for row in document[key]) for key in ("groups", "competencies", "stages")
    }
    steps = tuple(Step(**{**_read(row, bands), "kind": StepKind(row["kind"])}) for row in document["steps"])
    fields = _read(document, bands)
    fields.pop("value", None)
    return Result(**{**fields, **lists, "steps": steps})


def _part_json(part: Part) -> Json:
    plain = ("code", "title", "numerator", "denominator", "answered", "not_observed", "count")
    return {**{key: getattr(part, key) for key in plain}, **_exact(part.percent, part.value, part.band)}


def _step_json(step: Step) -> Json:
    plain = {key: getattr(step, key) for key in ("code", "title", "numerator", "denominator")}
    return {"kind": step.kind.value, **plain, **_exact(step.percent, step.value, step.band)}


def _exact(percent: Fraction | None, value: Fraction | None, band: Band | None) -> Json:
    return {"percent": _pair(percent), "value": _pair(value), "band": band.code if band else None}


def _pair(number: Fraction | None) -> list[int] | None:
    return None if number is None else [number.numerator, number.denominator]


def _number(pair: Sequence[int] | None) -> Fraction | None:
    return None if pair is None else Fraction(pair[0], pair[1])


def _read(row: Mapping[str, Any], bands: Mapping[str, Band]) -> Json:
    numbers = {key: _number(row[key]) for key in ("percent", "value")}
    return {**row, **numbers, "band": bands[row["band"]] if row["band"] else None}
