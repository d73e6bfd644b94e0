"""Choosing the indicators that a shared material helps with: one list per competency."""

from collections.abc import Collection
from typing import Any

from django import forms

from competency.instruments.models import Instrument
from core.forms import FormBase
from madrasah.competencies import Competency


class IndicatorTiesForm(FormBase, forms.Form):
    """The indicators of one instrument; `tied` are the codes chosen so far."""

    submit_word = "Simpan kaitan"

    def __init__(self, *args: Any, instrument: Instrument, tied: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        definition = instrument.definition
        self.competencies = definition.competencies()
        for competency in self.competencies:
            own = [item for item in definition.indicators if item.competency is competency]
            self.fields[competency.value] = forms.MultipleChoiceField(
                label=f"Kompetensi {competency.label.lower()}",
                choices=[(item.code, item.text) for item in own],
                initial=[item.code for item in own if item.code in tied],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.refresh_fields()

    @property
    def codes(self) -> list[str]:
        """All that were chosen."""
        return [code for competency in self.competencies for code in self.cleaned_data[competency.value]]


class CompetencyChoice(FormBase, forms.Form):
    """Reads the address: which competency's indicators to show; the first when it can't be read."""

    kompetensi = forms.ChoiceField(required=False, choices=[(c.value, c.label) for c in Competency])

    @property
    def chosen(self) -> Competency:
        """Pedagogik unless another is named."""
        self.is_valid()
        return Competency(self.cleaned_data.get("kompetensi") or Competency.PEDAGOGIK)
