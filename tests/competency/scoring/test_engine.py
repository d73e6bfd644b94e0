"""The door to scoring: what it refuses, and what holds for every instrument and every sheet."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.scoring.definition import Definition
from competency.scoring.engine import NotObservedForbidden, OffScale, UnknownIndicator, score
from competency.scoring.pieces import NOT_OBSERVED, Answer
from competency.scoring.result import StepKind, from_json
from tests.competency.scoring.sheets import EXAMPLES, shipped, tiny_definition

Sheet = tuple[Definition, dict[str, Answer]]


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Any instrument, filled as far as it goes: values, 'tidak teramati' where allowed, gaps."""
    definition = shipped(draw(st.sampled_from(sorted(EXAMPLES["indicators"]))))
    choices: list[Answer | None] = [None, *definition.scale.values]
    choices += [NOT_OBSERVED] if definition.scale.allow_not_observed else []
    count = len(definition.indicators)
    drawn = draw(st.lists(st.sampled_from(choices), min_size=count, max_size=count))
    pairs = zip(definition.indicators, drawn, strict=True)
    return definition, {indicator.code: answer for indicator, answer in pairs if answer is not None}


@given(sheets())
def test_percent_lies_within_0_and_100(sheet: Sheet):
    result = score(*sheet)
    parts = [*result.groups, *result.competencies, *result.stages]
    assert all(0 <= part.percent <= 100 for part in (result, *parts) if part.percent is not None)


@given(sheets())
def test_counts_add_up(sheet: Sheet):
    result = score(*sheet)
    assert result.filled + result.not_observed + result.unanswered == len(sheet[0].indicators)
    assert sum(part.answered for part in result.groups) == result.filled
    assert sum(part.answered for part in result.competencies) == result.filled


@given(sheets())
def test_not_observed_weighs_as_little_as_no_answer(sheet: Sheet):
    definition, answers = sheet
    without = score(definition, {code: value for code, value in answers.items() if value is not NOT_OBSERVED})
    result = score(definition, answers)
    assert (result.percent, result.band, result.total) == (without.percent, without.band, without.total)


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(sheet: Sheet, random: Any):
    definition, answers = sheet
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert score(definition, dict(shuffled)) == score(definition, answers)


def no_floats(number: str) -> float:
    raise AssertionError(f"{number} is not exact")


@given(sheets())
def test_a_result_survives_json_exactly(sheet: Sheet):
    result = score(*sheet)
    text = json.dumps(result.to_json())
    assert from_json(json.loads(text, parse_float=no_floats), sheet[0]) == result


def test_a_result_is_not_read_with_another_instrument():
    document = score(shipped("pkg-2010"), {}).to_json()
    with pytest.raises(ValueError, match="milik instrumen pkg-2010"):
        from_json(document, shipped("telaah-rpp"))


@pytest.mark.parametrize("code", EXAMPLES["indicators"])
def test_an_empty_sheet_is_never_zero(code: str):
    result = score(shipped(code), {})
    assert (result.percent, result.band, result.filled) == (None, None, 0)
    assert [step.kind for step in result.steps][:2] == [StepKind.FILLED, StepKind.UNANSWERED]


def test_unknown_indicator_is_refused():
    with pytest.raises(UnknownIndicator, match="Butir X9 tidak ada"):
        score(tiny_definition(), {"X9": 1})


@pytest.mark.parametrize("value", [2, -1, True, 0.5, None, "1"])
def test_values_off_the_scale_are_refused(value: Any):
    with pytest.raises(OffScale, match="isi nilai 0 sampai 1"):
        score(tiny_definition(), {"A1": value})


def test_not_observed_is_refused_where_the_instrument_wants_a_value():
    with pytest.raises(NotObservedForbidden):
        score(shipped("pkg-2010"), {"PKG01.1": NOT_OBSERVED})


def test_steps_open_with_the_count_and_close_with_the_band():
    kinds = [step.kind for step in score(tiny_definition(), {"A1": 1, "A2": NOT_OBSERVED}).steps]
    assert kinds == [StepKind.FILLED, StepKind.NOT_OBSERVED, StepKind.SUM, StepKind.BAND]
