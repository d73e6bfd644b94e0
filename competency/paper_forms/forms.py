"""The code in the corner of a blank form, in whatever capitals and with whatever blanks."""

from django import forms

from competency.paper_forms.codes import read_code
from core.code_fields import CodeField
from core.forms import FormBase


class FormCode(CodeField):
    """Four signs of an instrument, more where it was printed for a visit; the last checks the others."""

    def __init__(self) -> None:
        help_text = "Di sudut kanan atas lembar, misalnya AAK7."
        super().__init__(length=0, label="Kode lembar", help_text=help_text)

    def fits(self, code: str) -> bool:
        """Whether its signs belong together."""
        return read_code(code) is not None

    def sentence(self, code: str) -> str:
        """What is wrong with it."""
        return f"Kode {code} tidak cocok: ada tanda yang keliru atau tertukar. Baca lagi sudut kanan atas lembar."


class CodeForm(FormBase, forms.Form):
    """Opens the page where that form is typed in."""

    submit_word = "Buka lembar"
    kode = FormCode()
