"""Forms of the Excel import: the file, the filter of the preview, the answers to "pastikan"."""

from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import FormBase

KINDS = ("baru", "berubah", "sama", "pastikan", "ditolak", "catatan")


class ImportForm(FormBase, forms.Form):
    """One Excel file; what is in it shows by its headings."""

    submit_word = "Periksa berkas"
    file = forms.FileField(
        label="Berkas Excel",
        help_text="Berkas .xlsx dari SIMPATIKA atau EMIS, paling banyak 5.000 baris. Data belum diubah.",
        widget=forms.FileInput({"accept": ".xlsx"}),
    )


class ImportFilterForm(forms.Form):
    """Which rows of a preview are shown; an unknown word shows all."""

    jenis = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS], required=False)
    halaman = forms.IntegerField(min_value=1, required=False)


class AnswersForm(forms.Form):
    """One choice per asked row; `questions` are pairs of field name and allowed answers."""

    def __init__(self, questions: Iterable[tuple[str, Iterable[str]]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, answers in questions:
            choices = [(answer, answer) for answer in answers]
            self.fields[name] = forms.ChoiceField(choices=choices, required=False)
