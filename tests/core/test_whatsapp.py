"""Prepared messages: opened with the words typed, without identity numbers."""

import doctest

import pytest

from core import whatsapp


def test_examples_hold() -> None:
    assert doctest.testmod(whatsapp).failed == 0


def test_an_identity_number_is_refused() -> None:
    with pytest.raises(ValueError, match="identity"):
        whatsapp.message_link("NIP 198501012010012001")


def test_digits_of_an_address_are_no_identity_number() -> None:
    assert "wa.me/?text=" in whatsapp.message_link("Buka https://contoh.id/t/12345678901234")
