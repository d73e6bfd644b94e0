"""Forms for putting a session off and calling it off."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.forms import FormBase
from kkg.models import Session
from kkg.permissions import why_not_plan_on

REASON = "Dibaca semua anggota, misalnya: jalan menuju madrasah putus karena banjir."


class PostponeForm(FormBase, forms.ModelForm):
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
        self.former = self.initial.pop("date")

    def clean_date(self) -> date:
        """A day that is still to come, and another one than before."""
        day: date = self.cleaned_data["date"]
        if day < timezone.localdate():
            raise forms.ValidationError("Tanggal baru sudah lewat. Pilih hari ini atau sesudahnya.")
        if day == self.former:
            raise forms.ValidationError("Tanggal baru sama dengan tanggal semula. Pilih hari lain.")
        reason = why_not_plan_on(self.instance.group, day)
        if reason:
            raise forms.ValidationError(reason, code="ended")
        return day


class CancelForm(FormBase, forms.Form):
    """Why there is no session."""

    submit_word = "Batalkan pertemuan"
    reason = forms.CharField(label="Alasan", min_length=5, max_length=200, help_text=REASON)
