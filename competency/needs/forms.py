"""Which need becomes a topic, and of which session."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms

from core.forms import FormBase, offer
from kkg.models import Session


class NeedForm(FormBase, forms.Form):
    """Each need has a button of its own; `sessions` are open, also of a day that has passed: the first is `coming`
    that is not over by `today`.
    """

    submit_word = "Jadikan topik"
    session = forms.ModelChoiceField(Session.objects.none(), widget=forms.HiddenInput)
    butuh = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sessions: Any, today: date, keys: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys
        open_ones = offer(self.fields["session"], sessions)
        self.coming = next((session for session in open_ones if session.last_date >= today), None)

    def clean_butuh(self) -> str:
        """One that is still told: what it was made of may have changed since the page was made."""
        key: str = self.cleaned_data["butuh"]
        if key not in self.keys:
            raise forms.ValidationError(
                "Kebutuhan ini tidak ada lagi dalam daftar. Lihat daftar yang terbaru di bawah."
            )
        return key
