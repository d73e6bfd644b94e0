"""Which pack is wanted, and of which semester."""

from datetime import date
from typing import Any

from django import forms

from competency.packs.models import Pack
from core.forms import FormBase, offer
from madrasah.models import Semester


class PackForm(FormBase, forms.Form):
    """Of proofs the semester is asked, the one that runs first; the others are of all time."""

    submit_word = "Siapkan paket"
    needed = ("semester",)

    kind = forms.ChoiceField(choices=Pack.Kind.choices, widget=forms.HiddenInput)
    semester = forms.ModelChoiceField(
        label="Semester", queryset=Semester.objects.none(), required=False, empty_label=None
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begun = offer(self.fields["semester"], Semester.objects.begun_for_kkg(today))
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """Proofs are of one semester, anything else of none."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") != Pack.Kind.EVIDENCE:
            data["semester"] = None
        elif not data.get("semester") and not self.errors:
            raise forms.ValidationError("Semester belum tercatat. Minta operator mencatat tanggal semester lebih dulu.")
        return data
