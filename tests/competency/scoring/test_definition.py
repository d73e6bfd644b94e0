"""What an instrument's document must be, what its faults are called, and how its form is cut."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.scoring.definition import InvalidDefinition, needs_note, parse
from competency.scoring.faults import faults
from competency.scoring.pieces import NOT_OBSERVED
from competency.scoring.screens import LONGEST_SCREEN
from tests.competency.scoring.sheets import EXAMPLES, TINY, scale_of, shipped, tiny, tiny_definition

BAND = {"code": "semua", "label": "Semua", "gte": 0, "lte": 100}


def group(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(TINY["groups"][0]), **changes}


def bands(*edges: dict[str, int]) -> list[dict[str, Any]]:
    return [{"code": f"p{place}", "label": f"Pita {place}", **edge} for place, edge in enumerate(edges)]


def test_the_tiny_document_is_sound():
    assert faults(tiny()) == []


BROKEN = [
    ({"method": "tebak"}, "'method' berisi 'tebak'"),
    ({"kind": "rapor"}, "'kind' berisi 'rapor'"),
    ({"version": 2026}, "isi 'version' dengan teks"),
    ({"code": "x" * 61}, "'code' terlalu panjang"),
    ({"title": " "}, "isi 'title' dengan teks"),
    ({"source": "a\x00b"}, "isi 'source' dengan teks"),
    ({"bandss": []}, "kunci 'bandss' tidak dikenal"),
    ({"mapping_is_official": "ya"}, "isi 'mapping_is_official' dengan true atau false"),
    ({"scale": None}, "Skala: belum ada"),
    ({"scale": scale_of(1)}, "paling sedikit 2 nilai"),
    ({"scale": scale_of(1, 2, 4)}, "sekarang 1, 2, 4"),
    ({"scale": scale_of(2, 1)}, "naik satu-satu"),
    ({"scale": {**scale_of(0, 1), "values": [{"value": 0}, {"value": 1, "label": "Ya"}]}}, "isi 'label'"),
    ({"max_score": 3}, "tertulis 3, padahal butir × nilai tertinggi = 2"),
    ({"groups": [group(max_score=4)]}, "Kelompok A: skor maksimum tertulis 4"),
    ({"groups": []}, "Kelompok: belum ada isinya"),
    ({"groups": [group(indicators=[])]}, "Kelompok A, butir: belum ada isinya"),
    ({"groups": [group(competency="mental")]}, "'competency' berisi 'mental'"),
    ({"groups": [group(), group()]}, "Kelompok: kode A dipakai 2 kali"),
    ({"groups": [group(), group(code="B")]}, "Butir: kode A1 dipakai 2 kali"),
    ({"groups": [group(indicators=[{"code": "A1", "text": ""}])]}, "butir A1: isi 'text'"),
    ({"groups": [group(indicators=[{"code": "A1", "text": "a", "stage": "awal"}])]}, "'stage' berisi 'awal'"),
    ({"bands": []}, "Pita: belum ada"),
    ({"bands": [BAND, BAND]}, "Pita: kode semua dipakai 2 kali"),
    ({"bands": bands({"gte": 0})}, "batasnya belum lengkap"),
    ({"bands": bands({"gte": 0, "gt": 0, "lte": 100})}, "tertulis dua kali"),
    ({"bands": bands({"gte": 0, "lte": "seratus"})}, "batas atas bukan angka"),
    ({"overall": "competency_mean", "method": "by_stage"}, "hanya untuk metode percent"),
    ({"method": "level"}, "metode level tidak memakai persen"),
    ({"method": "checklist"}, "tepat dua pita"),
    ({"min_levels": [{"label": "Guru Ahli Pertama", "value": 9}]}, "nilai 9 tidak ada pada skala"),
]


@pytest.mark.parametrize(("changes", "sentence"), BROKEN)
def test_a_fault_names_its_place_and_cure(changes: dict[str, Any], sentence: str):
    assert sentence in "\n".join(faults(tiny(**changes)))


def test_pkg_indicators_follow_their_group():
    stray = group(indicators=[{"code": "A1", "text": "a", "competency": "sosial"}])
    assert "mengikuti kelompoknya" in faults(tiny(method="pkg_conversion", groups=[stray]))[0]


def test_parse_refuses_with_every_fault():
    with pytest.raises(InvalidDefinition) as caught:
        parse(tiny(method="tebak", kind="rapor"))
    assert len(caught.value.faults) == 2


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PLACES = [
    ("scale",),
    ("scale", "values"),
    ("scale", "values", 0),
    ("scale", "values", 1, "value"),
    ("bands",),
    ("bands", 0),
    ("bands", 0, "gt"),
    ("groups", 0),
    ("groups", 0, "indicators"),
    ("groups", 0, "indicators", 0, "code"),
    ("groups", 0, "competency"),
    *((key,) for key in ("code", "method", "overall", "attributes", "phases", "min_levels", "max_score")),
]


@given(st.sampled_from(PLACES), junk)
def test_any_upload_gets_sentences_or_parses_but_never_breaks(place: tuple[Any, ...], value: Any):
    document = tiny()
    spot: Any = document
    for key in place[:-1]:
        spot = spot[key]
    spot[place[-1]] = value
    assert faults(document) or parse(document)


@given(junk)
def test_anything_at_all_is_answered_with_a_sentence(document: Any):
    assert faults(document)


@pytest.mark.parametrize("code", EXAMPLES["indicators"])
def test_screens_carry_every_indicator_once_and_fit_a_phone(code: str):
    definition = shipped(code)
    screens = definition.screens()
    assert tuple(indicator for screen in screens for indicator in screen.indicators) == definition.indicators
    assert all(len(screen.indicators) <= LONGEST_SCREEN for screen in screens)


@pytest.mark.parametrize("code", ["supervisi-pembelajaran", "observasi-k13-yatidak", "kkg-gantarang"])
def test_one_stage_a_screen(code: str):
    for screen in shipped(code).screens():
        assert {indicator.stage for indicator in screen.indicators} == {screen.stage}


def test_screens_count_their_indicators_through():
    screens = shipped("supervisi-pembelajaran").screens()
    assert [(screen.title, screen.first_number, screen.last_number) for screen in screens][:2] == [
        ("Pendahuluan", 1, 5),
        ("Inti (1 dari 3)", 6, 14),
    ]


@pytest.mark.parametrize(
    ("values", "wanting"), [((0, 1), []), ((0, 1, 2), [0]), ((1, 2, 3, 4), [1, 4]), ((0, 1, 2, 3, 4), [0, 4])]
)
def test_extreme_answers_need_a_note(values: tuple[int, ...], wanting: list[int]):
    definition = tiny_definition(scale=scale_of(*values))
    assert [value for value in values if needs_note(definition, value)] == wanting


def test_not_observed_needs_no_note():
    assert not needs_note(tiny_definition(scale=scale_of(1, 2, 3, 4)), NOT_OBSERVED)


def test_own_level_descriptor_beats_the_scale():
    rows = [{"code": "A1", "text": "a", "levels": [{"value": 1, "label": "Mengajak murid bertanya"}]}]
    definition = tiny_definition(groups=[group(indicators=rows)])
    assert (definition.meaning("A1", 1), definition.meaning("A1", 0)) == ("Mengajak murid bertanya", "Tidak")
