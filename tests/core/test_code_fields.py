"""A code is taken however it was typed; one that cannot be it is told from one that is wrong."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from core.code_fields import CodeField, PinField

GAPS = st.text(" -–.\u00a0\t\u200b", max_size=3)


@pytest.mark.parametrize(
    "typed", ["169059", "169 059", " 169-059 ", "169.059", "1 6 9 0 5 9", "١٦٩٠٥٩", "１６９０５９", "169\u200b059"]
)
def test_a_pin_may_be_written_as_any_keyboard_writes_it(typed: str) -> None:
    assert PinField().clean(typed) == "169059"


@given(st.text("0123456789", min_size=6, max_size=6), st.lists(GAPS, min_size=7, max_size=7))
def test_no_gap_anywhere_changes_a_pin(pin: str, gaps: list[str]) -> None:
    typed = gaps[0] + "".join(sign + gap for sign, gap in zip(pin, gaps[1:], strict=True))
    assert PinField().clean(typed) == pin


@pytest.mark.parametrize(
    ("typed", "said"), [("16905", "yang Anda ketik 5"), ("1690590", "yang Anda ketik 7"), ("16905O", "hanya angka")]
)
def test_what_cannot_be_a_pin_is_told_with_both_numbers(typed: str, said: str) -> None:
    with pytest.raises(forms.ValidationError, match=said):
        PinField().clean(typed)


@pytest.mark.parametrize("typed", ["acde fhjk", "ACDE-FHJK", "AcdeFhjk ", "acde.fhjk"])
def test_a_code_is_read_in_any_capitals(typed: str) -> None:
    assert CodeField(label="Kode", length=8).clean(typed) == "ACDEFHJK"
