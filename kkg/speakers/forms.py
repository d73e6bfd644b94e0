"""Choosing a narasumber from the one list, or typing an outsider."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms

from core.formats import squeezed
from core.forms import FormBase
from kkg.speakers.choices import Known
from kkg.speakers.models import Speaker
from madrasah.people.names import comparison_key


class Asked(NamedTuple):
    """What the three fields are called in a form."""

    who: str = "speaker"
    name: str = "speaker_name"
    institution: str = "speaker_institution"


SPEAKER = Asked()


def speaker_fields(known: Known) -> dict[str, forms.Field]:
    """From the list, or by name and institution."""
    choices = [("", "Belum ditentukan"), *known.choices]
    return {
        SPEAKER.who: forms.ChoiceField(label="Narasumber", required=False, choices=choices),
        SPEAKER.name: forms.CharField(label="Nama narasumber baru", required=False, max_length=100),
        SPEAKER.institution: forms.CharField(label="Asal narasumber baru", required=False, max_length=120),
    }


def said_speaker(form: Any, known: Known, asked: Asked = SPEAKER) -> Speaker | None:
    """Whom the three fields name; not stored yet where the KKG has no row of them. A fault stands at the name."""
    data = form.cleaned_data
    name, place = squeezed(data.get(asked.name) or ""), squeezed(data.get(asked.institution) or "")
    chosen = known.chosen(data.get(asked.who) or "")
    fault = _fault(known, chosen, name, place)
    if fault:
        form.add_error(asked.name, fault)
    return chosen or (Speaker(name=name, institution=place) if name else None)


def _fault(known: Known, chosen: Speaker | None, name: str, place: str) -> str:
    if chosen and name:
        return "Pilih narasumber dari daftar, atau tulis nama baru: salah satu."
    if place and not (chosen or name):
        return "Tulis nama narasumber barunya, atau kosongkan asalnya."
    same = [person for person in known.people if name and comparison_key(person.name) == comparison_key(name)]
    if same and not place:
        return f"{same[0]} ada di daftar. Pilih dari daftar, atau tulis asalnya bila orang lain."
    return ""


class OutsiderForm(FormBase, forms.Form):
    """An outsider's name and institution."""

    submit_word = "Simpan"
    name = forms.CharField(label="Nama", max_length=100)
    institution = forms.CharField(label="Asal", required=False, max_length=120)


class TwinForm(FormBase, forms.Form):
    """Which other outsider is the same person."""

    submit_word = "Gabungkan"
    twin = forms.ChoiceField(label="Nama yang benar")

    def __init__(self, *args: Any, others: Iterable[Speaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._others = {str(row.pk): row for row in others}
        field: Any = self.fields["twin"]
        field.choices = [("", "Pilih …"), *((pk, row.introduced) for pk, row in self._others.items())]

    def clean_twin(self) -> Speaker:
        """The outsider who stays."""
        return self._others[self.cleaned_data["twin"]]
