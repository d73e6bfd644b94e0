"""The named methods against published worked examples."""

from fractions import Fraction
from typing import Any

import pytest

from competency.scoring.bands import find
from competency.scoring.engine import score
from competency.scoring.methods import pkg_value
from competency.scoring.pieces import NOT_OBSERVED
from competency.scoring.result import StepKind
from tests.competency.scoring.sheets import EXAMPLES, pkg_answers, shipped, spread


@pytest.mark.parametrize("case", EXAMPLES["conversion"])
def test_conversion_of_one_pkg_competency(case: dict[str, Any]):
    definition = shipped("pkg-2010")
    codes = [indicator.code for indicator in definition.groups[0].indicators]
    part = score(definition, dict(zip(codes, case["scores"], strict=True))).groups[0]
    assert (part.numerator, part.denominator, part.value) == (case["total"], case["maximum"], case["value"])


def test_zero_percent_counts_as_one():
    assert pkg_value(Fraction(0)) == 1


@pytest.mark.parametrize("percent", [-1, Fraction(10001, 100)])
def test_a_percent_off_the_table_is_refused(percent: Fraction):
    with pytest.raises(ValueError, match="di luar"):
        pkg_value(Fraction(percent))


@pytest.mark.parametrize("total", range(14, 57))
def test_nkg_of_every_possible_sum(total: int):
    result = score(shipped("pkg-2010"), pkg_answers(total))
    assert (result.total, result.maximum) == (total, 56)
    assert result.percent == Fraction(100 * total, 56)
    assert result.band == find(shipped("pkg-2010").bands, Fraction(100 * total, 56))


@pytest.mark.parametrize("case", EXAMPLES["nkg"])
def test_published_nkg_has_its_sebutan(case: dict[str, Any]):
    band = find(shipped("pkg-2010").bands, Fraction(case["percent"]))
    assert band and band.code == case["band"]


def test_nothing_but_zeros_gives_the_least_nkg():
    result = score(shipped("pkg-2010"), dict.fromkeys(shipped("pkg-2010").codes, 0))
    assert (result.total, result.percent) == (14, 25)


def test_a_pkg_competency_is_the_sum_of_its_groups_values():
    parts = score(shipped("pkg-2010"), pkg_answers(50)).competencies
    assert [(part.code, part.denominator, part.answered) for part in parts] == [
        ("pedagogik", 28, 45),
        ("kepribadian", 12, 18),
        ("sosial", 8, 6),
        ("profesional", 8, 9),
    ]
    assert sum(part.numerator for part in parts) == 50


@pytest.mark.parametrize("case", EXAMPLES["sheets"])
def test_sum_over_the_published_maximum(case: dict[str, Any]):
    definition = shipped(case["instrument"])
    result = score(definition, spread(definition, definition.indicators, case["total"]))
    assert (result.total, result.maximum) == (case["total"], case["maximum"])
    assert result.band and result.band.code == case["band"]


@pytest.mark.parametrize(("code", "maxima"), EXAMPLES["stages"].items())
def test_stages_are_reported_one_by_one(code: str, maxima: dict[str, int]):
    definition = shipped(code)
    stages = score(definition, dict.fromkeys(definition.codes, 4)).stages
    assert {part.code: part.denominator for part in stages} == maxima
    assert {part.percent for part in stages} == {100}


def test_kkg_gantarang_is_the_equal_mean_of_its_competencies():
    definition = shipped("kkg-gantarang")
    answers = {indicator.code: 2 if indicator.competency == "sosial" else 1 for indicator in definition.indicators}
    result = score(definition, answers)
    assert result.percent == Fraction(50 + 50 + 100 + 50, 4) != Fraction(100 * result.total, result.maximum)


def test_mean_leaves_out_a_competency_nobody_observed():
    definition = shipped("kkg-gantarang")
    seen = {indicator.code: 1 for indicator in definition.groups[0].indicators}
    unseen = {code: NOT_OBSERVED for code in definition.codes - seen.keys()}
    result = score(definition, {**seen, **unseen})
    assert result.percent == 50


@pytest.mark.parametrize(
    ("answers", "band"),
    [
        ({"K13.6": 1, "K13.12": 1, "K13.13": 1}, "memenuhi-komponen-inti"),
        ({"K13.6": 1, "K13.12": 0, "K13.13": 1}, "belum-memenuhi-komponen-inti"),
        ({"K13.6": 0}, "belum-memenuhi-komponen-inti"),
        ({"K13.6": 1}, None),
        ({}, None),
    ],
)
def test_a_checklist_judges_its_core_only(answers: dict[str, int], band: str | None):
    found = score(shipped("kelengkapan-rpp-13"), answers).band
    assert (found.code if found else None) == band


def test_levels_have_a_profile_and_no_percent():
    result = score(shipped("kompetensi-guru-2626"), {"1.1.1": 2, "1.1.2": 5, "1.2.1": 3, "1.2.2": 4})
    assert (result.percent, result.band, result.maximum) == (None, None, 0)
    assert [part.value for part in result.groups][:3] == [Fraction(7, 2), Fraction(7, 2), None]
    assert [step.kind for step in result.steps].count(StepKind.MEDIAN) == 2
