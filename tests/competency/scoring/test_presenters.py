"""Scores in words: decimal commas, no rounding across an edge, and missing evidence is never called low."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.scoring import words as presenters
from competency.scoring.bands import find
from competency.scoring.engine import score
from competency.scoring.pieces import NOT_OBSERVED
from competency.scoring.summary import CompetencyLine, CompetencyScore, SheetScore, Thresholds, summarise
from madrasah.competencies import Competency
from tests.competency.scoring.sheets import EXAMPLES, pkg_answers, shipped, spread, tiny_definition

PKG = shipped("pkg-2010")
RPP = shipped("telaah-rpp")


@pytest.mark.parametrize(
    ("percent", "words"),
    [("83.4", "83%"), ("90.96", "90,96%"), ("90.5", "90,5%"), ("91", "91%"), ("80.999", "80,999%")],
)
def test_display_never_rounds_across_a_bands_edge(percent: str, words: str):
    assert presenters.percent_words(Fraction(percent), RPP.bands) == words


@given(st.fractions(min_value=0, max_value=100, max_denominator=2000), st.integers(0, 2))
def test_the_shown_figure_lies_in_the_same_band(percent: Fraction, places: int):
    words = presenters.percent_words(percent, PKG.bands, places)
    shown = Fraction(words.removesuffix("%").replace(",", "."))
    assert find(PKG.bands, shown) == find(PKG.bands, percent)
    assert abs(shown - percent) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize("case", [*EXAMPLES["nkg"]])
def test_published_nkg_in_words(case: dict[str, Any]):
    assert presenters.percent_words(Fraction(case["percent"]), PKG.bands) == case["words"]


@pytest.mark.parametrize("case", EXAMPLES["sheets"])
def test_published_sums_in_words(case: dict[str, Any]):
    definition = shipped(case["instrument"])
    result = score(definition, spread(definition, definition.indicators, case["total"]))
    assert presenters.result_words(result, definition).startswith(f"{case['words']} · ")


@pytest.mark.parametrize("case", EXAMPLES["conversion"])
def test_conversion_in_words(case: dict[str, Any]):
    codes = [indicator.code for indicator in PKG.groups[0].indicators]
    part = score(PKG, dict(zip(codes, case["scores"], strict=True))).groups[0]
    sentence = f"{case['total']} dari {case['maximum']} = {case['words']} → nilai {case['value']}"
    assert presenters.part_words(part, PKG) == sentence


def test_steps_of_budimans_pkg():
    sentences = presenters.steps_in_words(score(PKG, pkg_answers(50)), PKG)
    assert sentences[-2:] == ("Jumlah nilai: 50 dari 56 → NKG 89,29", "Sebutan: Baik (76–90)")


def test_what_was_not_observed_counts_as_filled_as_on_the_screens():
    definition = shipped("kkg-gantarang")
    result = score(definition, {"GT-PED.1": 2, "GT-PED.2": NOT_OBSERVED})
    assert presenters.count_words(result) == "2 dari 30 butir terisi, 1 di antaranya tidak teramati"
    assert presenters.count_words(score(definition, {"GT-PED.1": 2})) == "1 dari 30 butir terisi"


def test_steps_say_what_was_not_observed_and_not_answered():
    definition = shipped("kkg-gantarang")
    sentences = presenters.steps_in_words(score(definition, {"GT-PED.1": 2, "GT-PED.2": NOT_OBSERVED}), definition)
    assert sentences[:3] == (
        "1 dari 30 butir dinilai",
        "1 butir tidak teramati, tidak ikut dihitung",
        "28 butir belum diisi, jadi hasil ini masih sementara",
    )


@pytest.mark.parametrize("code", EXAMPLES["indicators"])
def test_every_step_of_every_instrument_has_a_sentence(code: str):
    definition = shipped(code)
    result = score(definition, dict.fromkeys(definition.codes, 1))
    assert all(presenters.steps_in_words(result, definition))


def test_levels_are_told_as_a_proposal_without_percent():
    definition = shipped("kompetensi-guru-2626")
    result = score(definition, {"1.1.1": 2, "1.1.2": 3})
    assert presenters.part_words(result.groups[0], definition) == "level 2,5 (usulan)"
    assert presenters.result_words(result, definition) == "profil level, tanpa persen"


def test_a_part_without_answers_has_no_figure():
    part = score(tiny_definition(), {}).groups[0]
    assert presenters.part_words(part, tiny_definition()) == "belum diisi"


def line(*figures: tuple[int, int, int]) -> CompetencyLine:
    sheets = [
        SheetScore(number, date(2026, 8, number), 1, {Competency.PEDAGOGIK: CompetencyScore(*figure)})
        for number, figure in enumerate(figures, 1)
    ]
    return summarise(sheets, Thresholds(), PKG.bands)[0]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([(10, 12, 6), (10, 12, 6)], "83% · Baik"),
        ([(10, 12, 6)], "83% · Baik"),
        ([], "belum cukup bukti"),
        ([(0, 4, 2), (0, 4, 2)], "belum cukup bukti"),
    ],
)
def test_a_summary_line_in_words(figures: list[tuple[int, int, int]], words: str):
    assert presenters.line_words(line(*figures), PKG.bands) == words


@pytest.mark.parametrize("code", EXAMPLES["indicators"])
def test_unofficial_instruments_say_so(code: str):
    says_so = presenters.PROPOSAL in presenters.proposal_words(shipped(code))
    assert says_so is (code not in {"pkg-2010", "kompetensi-guru-2626"})


def test_answers_in_words():
    definition = shipped("supervisi-pembelajaran")
    words = [presenters.answer_words(definition, "SP-A.1", answer) for answer in (3, NOT_OBSERVED, None)]
    assert words == ["Baik", "Tidak teramati", "Belum diisi"]
