"""Which prepared WhatsApp text, to whom, and the text as it was changed before sending."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from core.forms import FormBase
from kkg.messages.texts import why_not_message
from madrasah.models import Person
from madrasah.work.namesakes import told_apart

KINDS = {
    "undangan": "Undangan",
    "pengingat": "Pengingat",
    "hasil": "Hasil",
    "keputusan": "Keputusan",
    "batal": "Pembatalan",
}


class MessageChoice(FormBase, forms.Form):
    """Reads the address: the kind of text and the one it is for; what can't be read is not chosen."""

    pesan = forms.ChoiceField(choices=list(KINDS.items()), required=False, widget=forms.HiddenInput)
    kepada = forms.ChoiceField(label="Kepada", required=False)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        names = told_apart(list(self._people.values()))
        field: Any = self.fields["kepada"]
        field.choices = [("", "Seluruh anggota"), *((str(pk), name) for pk, name in names.items())]
        self.is_valid()

    @property
    def kind(self) -> str:
        """One of KINDS, or nothing."""
        return str(self.cleaned_data.get("pesan", ""))

    @property
    def person(self) -> Person | None:
        """Who was chosen; None for everybody."""
        return self._people.get(self.cleaned_data.get("kepada", ""))


class ChangedText(FormBase, forms.Form):
    """The text of one message as it was changed; `which` names the message on the page."""

    submit_word: ClassVar[str] = "Pakai teks ini"
    which = forms.SlugField(widget=forms.HiddenInput, max_length=20, label="Pesan")
    text = forms.CharField(label="Teks pesan", max_length=4000, widget=forms.Textarea(attrs={"rows": 12}))

    def clean_text(self) -> str:
        """Numbers, PINs and addresses that don't belong in a chat are named, not cut out."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if reason := why_not_message(text):
            raise forms.ValidationError(reason, code="private")
        return text
