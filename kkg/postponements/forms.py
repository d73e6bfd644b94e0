"""Forms for putting a session off and calling it off."""

from datetime import date
from typing import Any

from django import forms

from core.forms import FormBase, RowForm
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_put_off_to

REASON = "Dibaca semua anggota, misalnya: jalan menuju madrasah putus karena banjir."


class PostponeForm(RowForm[Session]):
    """Another day, with the reason; hours stay unless they are changed."""

    submit_word = "Tunda pertemuan"
    reason = forms.CharField(label="Alasan", min_length=5, max_length=200, help_text=REASON)

    class Meta:
        model = Session
        fields = ["date", "starts_at", "ends_at"]
        labels = {"date": "Tanggal baru"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The day stands empty, so that the old one is never sent back by mistake."""
        super().__init__(*args, **kwargs)
        del self.initial["date"]

    def clean_date(self) -> date:
        """The sentence about the day stands at its box."""
        day: date = self.cleaned_data["date"]
        if reason := why_not_put_off_to(self.instance, day):
            raise forms.ValidationError(reason)
        return day


class CancelForm(FormBase, forms.Form):
    """Why there is no session."""

    submit_word = "Batalkan pertemuan"
    reason = forms.CharField(label="Alasan", min_length=5, max_length=200, help_text=REASON)
