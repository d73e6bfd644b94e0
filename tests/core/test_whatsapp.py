"""Prepared messages: opened with the words typed, without identity numbers."""

import doctest

import pytest

from core import whatsapp


def test_examples_hold() -> None:
    assert doctest.testmod(whatsapp).failed == 0


def test_an_identity_number_is_refused() -> None:
    with pytest.raises(ValueError, match="identity"):
        whatsapp.message_link("NIP 198501012010012001")


@pytest.mark.parametrize(
    "place", ["Zoom 81234567890", "Zoom 812 3456 7890, sandi 123456", "Aula, hubungi 081234567890", "+62 812 3456 7890"]
)
def test_a_place_with_a_phone_or_the_number_of_a_meeting_may_be_told(place: str) -> None:
    assert "wa.me/?text=" in whatsapp.message_link(f"Tempat: {place}. 28-11-2026 08.00-11.30")


@pytest.mark.parametrize("number", ["19850101 201001 2 001", "19850101.201001.2.001", "1234 5678 9012 3456"])
def test_an_identity_number_in_groups_is_refused(number: str) -> None:
    assert whatsapp.holds_identity_number(f"Guru {number} hadir")


def test_digits_of_an_address_are_no_identity_number() -> None:
    assert "wa.me/?text=" in whatsapp.message_link("Buka https://contoh.id/t/12345678901234")
