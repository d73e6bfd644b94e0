"""Numbers and codes copied from a screen, a paper or a call, however a phone's keyboard writes them."""

import unicodedata
from typing import Any

from django import forms


def plain(text: str) -> str:
    """Without blanks, dashes and dots; digits of every script as 0–9, wide letters as ordinary ones."""
    kept = [sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign)[0] not in "ZPC"]
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in kept)


class CodeField(forms.CharField):
    """So many signs, in capitals. `of`: what they are, in words."""

    def __init__(self, *, length: int, of: str = "huruf dan angka", **options: Any) -> None:
        self.length, self.of = length, of
        super().__init__(max_length=60, **options)
        self.widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters"}

    def clean(self, value: Any) -> str:
        """The plain code; a sentence with both numbers if some are missing or too many."""
        code = plain(super().clean(value)).upper()
        if code and not self.fits(code):
            raise forms.ValidationError(self.sentence(code), code="length")
        return code

    def fits(self, code: str) -> bool:
        """Whether it can be one."""
        return len(code) == self.length

    def sentence(self, code: str) -> str:
        """What is wrong with it."""
        return f"{self.label} terdiri dari {self.length} {self.of}, yang Anda ketik {len(code)}. Baca lagi."


class PinField(CodeField):
    """Six digits; leading zeros count."""

    def __init__(self, *, label: str = "PIN", **options: Any) -> None:
        super().__init__(length=6, of="angka", label=label, **options)
        self.widget.attrs |= {"inputmode": "numeric"}

    def fits(self, code: str) -> bool:
        """Digits alone."""
        return super().fits(code) and code.isascii() and code.isdecimal()

    def sentence(self, code: str) -> str:
        """A letter among them is told as such."""
        return super().sentence(code) if len(code) != self.length else f"{self.label} hanya angka. Baca lagi."
