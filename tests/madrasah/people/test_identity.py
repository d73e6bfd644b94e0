"""Identity numbers: what is accepted in any writing, what is refused, and with which cure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madrasah import identity

PNS = "199609202023011994"
PPPK = "198804062021211998"
CHECKS = [
    (identity.why_not_nsm, "111273029001"),
    (identity.why_not_npsn, "99730201"),
    (identity.why_not_nuptk, "0907238625511849"),
    (identity.why_not_npk, "9914781580699"),
    (identity.why_not_peg_id, "99981135119718"),
    (identity.why_not_nrg, "994312220038"),
    (identity.why_not_nip, PNS),
]


@pytest.mark.parametrize("text", ["", "-", " - ", "0", "null", "NULL", "'-", None, "Tidak ada"])
def test_nothing_is_no_number_and_no_fault(text: object) -> None:
    assert identity.clean_nip(text) == ""
    assert identity.why_not_nip(text) is None


@pytest.mark.parametrize(
    "text", ["19960920 202301 1 994", "'199609202023011994", "19960920.202301.1.994", "\u00a0199609202023011994\u200b"]
)
def test_a_nip_is_cleaned_of_what_people_write_into_it(text: str) -> None:
    assert identity.clean_nip(text) == PNS
    assert identity.why_not_nip(text) is None


@pytest.mark.parametrize(("why_not", "number"), CHECKS)
def test_each_number_has_its_length(why_not, number: str) -> None:
    assert why_not(number) is None
    assert f"harus {len(number)} digit, ini {len(number) - 1} digit" in why_not(number[:-1])
    assert "digit" in why_not(f"{number}1")


def test_pppk_code_stands_where_a_month_would_be() -> None:
    assert identity.why_not_nip(PPPK) is None


@pytest.mark.parametrize(
    ("nip", "words"),
    [
        ("199613202023011994", "bukan tanggal"),
        ("000009202023011994", "bukan tanggal"),
        ("199609202023001994", "Digit ke-9"),
        ("199609202023013994", "Digit ke-15"),
        ("19960920202301199X", "hanya boleh berisi angka"),
        ("١٩٩٦٠٩٢٠٢٠٢٣٠١١٩٩٤", "hanya boleh berisi angka"),
    ],
)
def test_an_impossible_nip_is_refused_in_words(nip: str, words: str) -> None:
    assert words in identity.why_not_nip(nip)


@pytest.mark.parametrize("value", [199609202023011994, 1.99609202023012e17, "1,99609E+17"])
def test_a_number_that_lost_digits_in_excel_is_refused_with_the_cure(value: object) -> None:
    assert "digit akhirnya hilang. Ubah kolomnya menjadi Teks" in identity.why_not_nip(value)


def test_a_lost_leading_zero_is_named() -> None:
    assert "Mungkin angka 0 di depan hilang" in identity.why_not_nuptk(907238625511849)


def test_a_whole_number_from_excel_is_fine_when_complete() -> None:
    assert identity.why_not_npsn(99730201.0) is None
    assert identity.clean_number(99730201.0) == "99730201"


def test_npsn_may_carry_a_letter_and_peg_id_a_prefix() -> None:
    assert identity.why_not_npsn("p9984383") is None
    assert identity.clean_peg_id("ID99981135119718") == "99981135119718"


def test_nsm_of_another_kind_of_madrasah_is_named() -> None:
    assert "berawalan 1111 atau 1112, yang ini 1212" in identity.why_not_mi("121273020001")
    assert identity.why_not_mi("111173020001") is None
    assert "yang ini 1113" in identity.why_not_mi("111373020001")


def test_birth_date_and_sex_only_raise_a_doubt() -> None:
    born = date(1996, 9, 20)
    assert identity.doubt_about_nip(PNS, born, "L") is None
    assert "Tanggal lahir" in identity.doubt_about_nip(PNS, date(1996, 9, 21), "L")
    assert "Jenis kelamin" in identity.doubt_about_nip(PNS, born, "P")


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=True, allow_infinity=True)))
def test_no_cell_breaks_a_check(value: object) -> None:
    for why_not, _number in CHECKS:
        assert why_not(value) is None or why_not(value).endswith(".")


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = identity.clean_number(text)
    assert identity.clean_number(once) == once
