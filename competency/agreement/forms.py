"""Beginning a lesson that two score, and the values of one person."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from competency.instruments.models import Instrument
from competency.scoring.definition import NOT_OBSERVED, Answer, Definition, NotObserved
from core.forms import FormBase, offer
from core.tokens import token_field
from madrasah.models import Person
from madrasah.work.namesakes import PersonChoice

UNSEEN = "x"


class PairingForm(FormBase, forms.Form):
    """With whom, which lesson, and with which instrument."""

    submit_word = "Mulai menilai berdua"

    partner = PersonChoice(Person.objects.none(), label="Menilai bersama")
    lesson = forms.CharField(
        label="Pelajaran", max_length=120, help_text="Misalnya: Matematika kelas IV, jam kedua. Tanpa nama guru."
    )
    seen_on = forms.DateField(label="Tanggal")
    instrument = forms.ModelChoiceField(Instrument.objects.none(), label="Instrumen", empty_label=None)
    client_token = token_field()

    def __init__(self, *args: Any, colleagues: Any, instruments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["partner"], colleagues)
        field: Any = self.fields["instrument"]
        field.label_from_instance = lambda row: row.short
        offer(field, instruments)
        self.refresh_fields()


class RatingForm(forms.Form):
    """One choice an item; what is left open is no answer."""

    def __init__(self, *args: Any, definition: Definition, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition, self.codes = definition, codes
        choices = [(str(value), str(value)) for value in definition.scale.values]
        if definition.scale.allow_not_observed:
            choices.append((UNSEEN, "Tidak teramati"))
        for number in range(1, len(codes) + 1):
            self.fields[f"butir-{number}"] = forms.ChoiceField(
                label=f"Butir {number}", choices=choices, required=False, widget=forms.RadioSelect
            )

    @staticmethod
    def typed(codes: Sequence[str], answers: Mapping[str, Answer]) -> dict[str, str]:
        """Stored answers as the form has them."""
        names = {code: f"butir-{number}" for number, code in enumerate(codes, start=1)}
        return {
            names[code]: UNSEEN if isinstance(value, NotObserved) else str(value)
            for code, value in answers.items()
            if code in names
        }

    def answers(self) -> dict[str, Answer]:
        """By indicator code, without those left open."""
        given = {code: self.cleaned_data[f"butir-{number}"] for number, code in enumerate(self.codes, start=1)}
        return {code: NOT_OBSERVED if value == UNSEEN else int(value) for code, value in given.items() if value}
