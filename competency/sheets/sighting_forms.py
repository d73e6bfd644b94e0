"""The box "Catat kejadian" of a filling screen: a few slots, each with the token of one fact."""

from typing import Any
from uuid import UUID, uuid4

from django import forms

from competency.sheets.noted import Sighted
from core.forms import TIME_INPUTS

SLOTS = 3
TOO_LONG = "Kejadian paling banyak 600 huruf. Ringkas dulu, atau pecah menjadi dua."


class SightingsForm(forms.Form):
    """Slots that may all stay empty; without a script one is used a press, and the page comes back with new ones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.names:
            self.fields[name] = forms.CharField(
                required=False,
                max_length=600,
                error_messages={
                    "max_length": TOO_LONG,
                    "null_characters_not_allowed": "Kejadian memuat tanda tak terbaca. Ketik ulang.",
                },
            )
            self.fields[f"{name}-pukul"] = forms.TimeField(
                required=False,
                input_formats=TIME_INPUTS,
                error_messages={"invalid": "Jam kejadian tidak terbaca. Tulis seperti 08.30."},
            )
            self.fields[f"{name}-kunci"] = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @property
    def names(self) -> list[str]:
        """Of the boxes, in their order."""
        return [f"kejadian-{number}" for number in range(SLOTS)]

    def clean(self) -> dict[str, Any]:
        """A time tells when something happened, so it says what; a key that can't be read is a new one."""
        data = super().clean() or {}
        for name in self.names:
            if f"{name}-kunci" in self.errors:
                del self.errors[f"{name}-kunci"]
                data[f"{name}-kunci"] = None
            if data.get(f"{name}-pukul") and name in data and not data[name]:
                self.add_error(name, "Tulis apa yang terjadi pada jam itu, atau kosongkan jamnya.")
        return data

    def sightings(self) -> list[Sighted]:
        """What was caught; an empty slot takes away what it brought before."""
        data = self.cleaned_data
        given = [(data[f"{name}-kunci"], data[name], data[f"{name}-pukul"]) for name in self.names]
        return [Sighted(key or uuid4(), text, at) for key, text, at in given if key or text]

    def slots(self) -> list[dict[str, Any]]:
        """What templates/competency/sheets/_sightings.html draws; those that came back with a fault keep theirs."""
        return [
            {
                "name": name,
                "text": self[name].value() or "",
                "time": self[f"{name}-pukul"].value() or "",
                "key": (_key(self[f"{name}-kunci"].value()) if self.errors else None) or uuid4(),
                "fault": " ".join([*self[name].errors, *self[f"{name}-pukul"].errors]),
            }
            for name in self.names
        ]


def _key(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
