"""Forms of the list of accounts and of one account: which, whom, why. Not here: the doors (accounts.py)."""

from typing import Any

from django import forms

from core.forms import FormBase
from madrasah.forms.people import PersonFilter
from madrasah.models import Person
from madrasah.states import AccountState

MOST_AT_ONCE = 50


class AccountFilter(PersonFilter):
    """Which accounts of the list."""

    keadaan = forms.ChoiceField(
        label="Keadaan akun", required=False,
        choices=[("", "Semua keadaan"), *((state.value, state.label) for state in AccountState)],
    )  # fmt: skip


class ChosenForm(FormBase, forms.Form):
    """The persons ticked on one page of the list, out of `persons`; the view judges each again."""

    orang = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        error_messages={"required": "Belum ada orang yang dipilih. Centang namanya dulu."},
    )

    def __init__(self, *args: Any, persons: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["orang"]
        chosen.queryset = persons

    def clean_orang(self) -> Any:
        """A page's worth at most: each line is told to somebody in person."""
        chosen = self.cleaned_data["orang"]
        if len(chosen) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Pilih paling banyak {MOST_AT_ONCE} orang sekaligus.")
        return chosen


class ReasonForm(FormBase, forms.Form):
    """Why; the history shows it."""

    reason = forms.CharField(label="Alasan", max_length=120, help_text="Ikut tercatat dalam riwayat.")
