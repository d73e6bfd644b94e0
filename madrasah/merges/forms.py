"""Forms of a merge: whom with, and which value holds where two records differ."""

from datetime import date
from typing import Any

from django import forms

from core.fields import label_of
from core.formats import date_plain
from core.forms import FormBase
from madrasah.merges.folds import accounts_of, both_used
from madrasah.merges.rules import ACCOUNT, DROPPED, KEPT, Pair, differing
from madrasah.people.models import Person


class DuplicateSearch(FormBase, forms.Form):
    """Somebody whose name is written quite differently."""

    q = forms.CharField(label="Cari nama atau nomor", max_length=60, required=False)


class MergeForm(FormBase, forms.Form):
    """One choice for each field in which the two differ; what only one of them knows is kept anyway."""

    submit_word = "Gabungkan"
    mark = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in differing(pair.kept, pair.dropped):
            label = label_of(Person, name)
            self._ask(name, label, _shown(pair.kept, name), _shown(pair.dropped, name))
        if both_used(pair):
            mine, other = accounts_of(pair)
            self._ask(ACCOUNT, "akun yang dipakai terus", f"{mine and mine.username}", f"{other and other.username}")
        self.refresh_fields()

    def _ask(self, name: str, label: str, mine: str, other: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label[0].upper() + label[1:],
            choices=[(KEPT, mine), (DROPPED, other)],
            initial=KEPT,
            widget=forms.RadioSelect,
        )

    def choices(self) -> dict[str, str]:
        """What was chosen, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "mark"}

    def is_of(self, mark: str) -> bool:
        """Whether the preview still holds; else the form shows the new one and says so."""
        if self.cleaned_data["mark"] == mark:
            return True
        self.data = dict(self.data.items()) | {"mark": mark}
        self.add_error(None, "Data berubah sejak halaman ini dibuka. Baca lagi, lalu tekan Gabungkan.")
        return False


def _shown(person: Person, name: str) -> str:
    display = getattr(person, f"get_{name}_display", None)
    value = display() if display else getattr(person, name)
    return date_plain(value) if isinstance(value, date) else str(value)
