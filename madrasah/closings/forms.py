"""Forms for the last day of a madrasah and for its new name."""

from typing import Any

from django import forms
from django.utils import timezone

from core.forms import FormBase
from madrasah.closings.rules import Closing
from madrasah.places.choices import MadrasahChoice
from madrasah.places.models import Madrasah


class CloseForm(FormBase, forms.Form):
    """First press shows who is concerned (no `mark` yet), the second closes."""

    last_day = forms.DateField(label="Hari terakhir", help_text="Hari terakhir madrasah ini bekerja.")
    reason = forms.CharField(label="Alasan", max_length=200, help_text="Misalnya nomor surat keputusannya.")
    mark = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    def closing_of(self, madrasah: Madrasah) -> Closing:
        """What was typed, as facts."""
        return Closing(madrasah, self.cleaned_data["last_day"], self.cleaned_data.get("into"))

    def build_on(self, mark: str) -> None:
        """Show the form again so that the next press acts on this preview."""
        self.data = dict(self.data.items()) | {"mark": mark}


class MergeIntoForm(CloseForm):
    """The same with the madrasah that takes the people over."""

    into = MadrasahChoice(Madrasah.objects.none(), label="Digabungkan ke")
    field_order = ["into", "last_day", "reason"]

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset, field.empty_label = others, "Pilih …"


class RenameForm(FormBase, forms.Form):
    """A new name from a day on."""

    submit_word = "Simpan nama baru"
    name = forms.CharField(label="Nama baru", max_length=120)
    since = forms.DateField(label="Berlaku sejak", initial=timezone.localdate)
