"""Forms on a person's identity, and the filter of the list."""

from typing import Any, cast

from django import forms

from core.forms import FormBase, RevisedForm
from madrasah import identity
from madrasah.people.models import PERSON_FIELDS, Person
from madrasah.people.names import split_titles
from madrasah.places.models import Madrasah
from madrasah.users.models import User

IDENTIFIERS = {
    "nip": (identity.clean_nip, identity.why_not_nip),
    "nuptk": (identity.clean_number, identity.why_not_nuptk),
    "npk": (identity.clean_number, identity.why_not_npk),
    "peg_id": (identity.clean_peg_id, identity.why_not_peg_id),
    "nrg": (identity.clean_number, identity.why_not_nrg),
}


MOST_OFFERED = 40  # a longer list of madrasah is searched by name
LONGEST_TYPED = 30  # people type spaces and dots between the parts of a number
SHORT_IDENTITY = ["name", "sex", "birth_date", "nip", "nuptk", "npk", "peg_id", "phone"]


class PersonFilter(FormBase, forms.Form):
    """Which persons of the list."""

    q = forms.CharField(label="Cari nama atau nomor", max_length=60, required=False)
    madrasah = forms.CharField(label="Nama madrasah", max_length=60, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = Madrasah.objects.registered_by(user)
        offered = list(self.places.by_name().values_list("pk", "name")[: MOST_OFFERED + 1])
        if len(offered) <= MOST_OFFERED:
            choices = [("", "Semua madrasah"), *offered]
            self.fields["madrasah"] = forms.TypedChoiceField(
                label="Madrasah", choices=choices, coerce=int, empty_value=None, required=False
            )
            if len(offered) < 2:  # nothing to choose
                self.fields["madrasah"].widget = forms.HiddenInput()
            self.refresh_fields()

    def clean_madrasah(self) -> Any:
        """Keys of the madrasah that was chosen, or of those whose name was typed; None for all."""
        given = self.cleaned_data["madrasah"]
        if isinstance(given, str):
            return self.places.named(given).values("pk") if given else None
        return [given] if given else None


class PersonForm(RevisedForm[Person]):
    """Identity of a person. Every number may stay empty; titles typed into the name find their own place."""

    submit_word = "Simpan data"

    class Meta:
        model = Person
        fields = [*PERSON_FIELDS]
        labels = {"name": "Nama"}
        help_texts = {"nip": "18 angka.", "nuptk": "16 angka.", "npk": "13 angka.", "peg_id": "14 angka."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sex"] = forms.ChoiceField(
            label="Jenis kelamin", choices=Person.Sex.choices, required=False, widget=forms.RadioSelect
        )
        for name in IDENTIFIERS.keys() & self.fields.keys():
            field = cast(forms.CharField, self.fields[name])
            self.fields[name] = forms.CharField(
                label=field.label, required=False, max_length=LONGEST_TYPED, help_text=field.help_text
            )
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """Numbers in their official shape, titles apart from the name."""
        data = super().clean() or self.cleaned_data
        for name in IDENTIFIERS.keys() & data.keys():
            clean, why_not = IDENTIFIERS[name]
            reason = why_not(data[name])
            if reason:
                self.add_error(name, reason)
            else:
                data[name] = clean(data[name])
        self._part_titles(data)
        return data

    def _part_titles(self, data: dict[str, Any]) -> None:
        parts = split_titles(data.get("name", ""))
        data["name"] = parts.name
        for field, title in (("title_before", parts.before), ("title_after", parts.after)):
            data[field] = data.get(field) or title
            if field not in self.fields:
                setattr(self.instance, field, data[field])

    def doubt(self) -> str | None:
        """A warning that refuses nothing: the NIP tells another birth date or sex."""
        data = self.cleaned_data
        return identity.doubt_about_nip(data.get("nip", ""), data.get("birth_date"), data.get("sex") or None)


def offer(field: forms.Field, rows: Any, blank: str) -> None:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
    field.queryset, field.empty_label = rows, blank
