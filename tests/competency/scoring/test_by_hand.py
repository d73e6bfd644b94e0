"""The product's scores and those of a second, slow reckoning agree exactly: every instrument, any sheet."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.scoring.definition import Definition
from competency.scoring.engine import score
from competency.scoring.methods import METHODS
from competency.scoring.pieces import NOT_OBSERVED, Answer
from competency.scoring.result import Part
from tests.competency.scoring import by_hand
from tests.competency.scoring.sheets import EXAMPLES, pkg_answers, shipped, spread

CODES = sorted(EXAMPLES["indicators"])


@st.composite
def sheets(draw: st.DrawFn, code: str) -> dict[str, Answer]:
    """Any filling, from even to wild: a sheet is drawn from a few of the answers only, so that edges are met."""
    definition = shipped(code)
    choices: list[Answer | None] = [None, *definition.scale.values]
    choices += [NOT_OBSERVED] if definition.scale.allow_not_observed else []
    some = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=len(choices), unique=True))
    count = len(definition.indicators)
    drawn = draw(st.lists(st.sampled_from(some), min_size=count, max_size=count))
    pairs = zip(definition.indicators, drawn, strict=True)
    return {indicator.code: answer for indicator, answer in pairs if answer is not None}


def exact(pair: by_hand.Percent) -> Fraction | None:
    return Fraction(*pair) if pair else None


def as_by_hand(part: Part) -> dict[str, Any]:
    numbers = {"total": part.numerator, "maximum": part.denominator, "percent": part.percent}
    counted = {"answered": part.answered, "unseen": part.not_observed}
    return numbers | counted | {"value": part.value, "band": part.band.code if part.band else None}


def told(found: dict[str, Any], *, level: bool) -> dict[str, Any]:
    """A part reckoned by hand, its pairs as fractions."""
    value = found.get("value")
    exactly = exact(value) if level else None if value is None else Fraction(value)
    return {"band": None, **found, "percent": exact(found["percent"]), "value": exactly}


def assert_agreed(definition: Definition, answers: dict[str, Answer]) -> None:
    result = score(definition, answers)
    noted = {code: by_hand.UNSEEN if answer is NOT_OBSERVED else answer for code, answer in answers.items()}
    reckoned = by_hand.reckon(definition.code, noted)
    assert {
        "total": result.total,
        "maximum": result.maximum,
        "answered": result.filled,
        "unseen": result.not_observed,
        "percent": result.percent,
        "band": result.band.code if result.band else None,
    } == reckoned["whole"] | {"percent": exact(reckoned["whole"]["percent"])}
    for name in ("groups", "competencies"):
        parts = {part.code: as_by_hand(part) for part in getattr(result, name)}
        assert parts == {key: told(found, level=definition.is_profile) for key, found in reckoned[name].items()}
    if any(indicator.stage for indicator in definition.indicators) and not definition.is_profile:
        stages = {part.code: as_by_hand(part) for part in result.stages}
        assert stages == {key: told(found, level=False) for key, found in reckoned["stages"].items()}


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_any_sheet_of_an_instrument_is_reckoned_alike_by_hand(code: str, data: st.DataObject):
    assert_agreed(shipped(code), data.draw(sheets(code)))


@pytest.mark.parametrize("code", CODES)
def test_every_sum_of_an_instrument_is_reckoned_alike_by_hand(code: str):
    """All whole sheets from the lowest to the highest sum: every edge of every band is passed."""
    definition = shipped(code)
    scale, count = definition.scale, len(definition.indicators)
    for total in range(scale.minimum * count, scale.maximum * count + 1):
        assert_agreed(definition, spread(definition, definition.indicators, total))


@pytest.mark.parametrize("total", range(14, 57))
def test_every_sum_of_pkg_values_is_reckoned_alike_by_hand(total: int):
    assert_agreed(shipped("pkg-2010"), pkg_answers(total))


@pytest.mark.parametrize(
    "example", EXAMPLES["sheets"], ids=lambda example: f"{example['instrument']}-{example['total']}"
)
def test_a_published_example_is_reckoned_by_hand(example: dict[str, Any]):
    definition = shipped(example["instrument"])
    answers = spread(definition, definition.indicators, example["total"])
    whole = by_hand.reckon(definition.code, answers)["whole"]
    assert (whole["total"], whole["maximum"], whole["band"]) == (example["total"], example["maximum"], example["band"])


def test_every_method_has_an_instrument_that_is_reckoned_by_hand():
    assert {shipped(code).method for code in CODES} == set(METHODS)
