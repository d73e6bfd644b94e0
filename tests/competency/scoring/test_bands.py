"""Bands on unrounded percents, and the broken variants that must be refused."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.scoring.bands import bound, find
from competency.scoring.faults import faults
from tests.competency.scoring.sheets import EXAMPLES, shipped, tiny

BANDED = [code for code in EXAMPLES["indicators"] if shipped(code).bands and code != "kelengkapan-rpp-13"]
percents = st.fractions(min_value=0, max_value=100, max_denominator=1000)


def row(label: str, **edges: Any) -> dict[str, Any]:
    return {"code": label.lower(), "label": label, **edges}


@given(st.sampled_from(BANDED), percents)
def test_every_percent_has_exactly_one_band(code: str, percent: Fraction):
    assert [band.contains(percent) for band in shipped(code).bands].count(True) == 1


@pytest.mark.parametrize("case", EXAMPLES["hitung_cepat"])
def test_published_thresholds_of_hitung_cepat(case: dict[str, Any]):
    bands = shipped("pkg-2010").bands
    found = {find(bands, Fraction(100 * total, case["highest"])) for total in range(case["from"], case["to"] + 1)}
    assert {band.code for band in found if band} == {case["band"]}


@pytest.mark.parametrize(
    ("code", "percent", "label"),
    [
        ("pkg-2010", "90", "Baik"),
        ("pkg-2010", "90.01", "Amat Baik"),
        ("telaah-rpp", "90.96", "Baik"),
        ("telaah-rpp", "91", "Sangat Baik"),
    ],
)
def test_bands_from_above_90_and_from_91_are_both_meant(code: str, percent: str, label: str):
    band = find(shipped(code).bands, Fraction(percent))
    assert band and band.label == label


def test_the_pai_variant_with_its_gap_from_61_to_74_is_refused():
    variant = [
        row("Baik Sekali", gte=86, lte=100),
        row("Baik", gte=75, lt=86),
        row("Cukup", gte=55, lte=60),
        row("Kurang", gte=0, lt=55),
    ]
    found = faults(tiny(bands=variant))
    assert len(found) == 1 and "'Cukup' dan 'Baik': antara 60 dan 75 ada celah" in found[0]


BROKEN = [
    ([row("Baik", gt=50, lte=100), row("Kurang", gte=0, lt=50)], "antara 50 dan 50 ada celah"),
    ([row("Baik", gte=50, lte=100), row("Kurang", gte=0, lte=50)], "tumpang tindih pada 50"),
    ([row("Baik", gte=40, lte=100), row("Kurang", gte=0, lt=60)], "tumpang tindih pada 40 sampai 60"),
    ([row("Baik", gte=91, lte=100), row("Kurang", gte=0, lte=90)], "antara 90 dan 91 ada celah"),
    ([row("Baik", gt=0, lte=100)], "harus mulai dari 0"),
    ([row("Baik", gte=0, lt=100)], "harus sampai 100"),
    ([row("Baik", gte=0, lte=100), row("Aneh", gte=60, lte=50)], "batas bawah harus di bawah batas atas"),
    ([row("Baik", gte=0, lte=100), row("Titik", gte=60, lte=70)], "tumpang tindih"),
]


@pytest.mark.parametrize(("bands", "sentence"), BROKEN)
def test_gaps_and_overlaps_are_named(bands: list[dict[str, Any]], sentence: str):
    assert sentence in "\n".join(faults(tiny(bands=bands)))


def test_edges_are_read_exactly_as_written():
    assert bound(90.1) == Fraction(901, 10)
    assert [bound(value) for value in (True, None, "1e9", "x", -1)] == [None] * 5
