"""The form that publishes an instrument: a file, looked through before it is sent once more as it was shown."""

from typing import Any

from django import forms

from competency.instruments.models import Instrument
from competency.instruments.permissions import why_not_republish
from competency.scoring.definition import Definition, InvalidDefinition
from competency.scoring.files import checksum, read
from competency.scoring.reading import MOST_LETTERS
from core.forms import FormBase
from core.uploads import FileBox

MOST_FAULTS = 20
NOT_TEXT = "Berkas ini bukan teks YAML. Simpan ulang sebagai teks biasa (UTF-8), lalu unggah lagi."


class PublishForm(FormBase, forms.Form):
    """First the file; then what was in it as `text`, with the mark of what was `seen`: only that is published."""

    submit_word = "Periksa berkas"
    not_done_word = "Belum diterbitkan"

    file = forms.FileField(
        label="Berkas instrumen",
        required=False,
        help_text="Berkas YAML. Isinya diperlihatkan dulu, belum diterbitkan.",
        widget=FileBox({"accept": ".yaml,.yml,.txt"}),
    )
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    needed = ("file",)

    document: dict[str, Any]
    definition: Definition

    def clean(self) -> dict[str, Any]:
        """Every fault of the document is a sentence of its own."""
        data = super().clean() or {}
        try:
            data["text"] = _text_of(data)
            self.document, self.definition = read(data["text"])
        except InvalidDefinition as error:
            for fault in _few(error.faults):
                self.add_error(None, fault)  # once, above: under the field it would stand again
            return data
        code, version = self.definition.code, self.definition.version
        taken = Instrument.objects.filter(code=code, version=version).first()
        if reason := why_not_republish(taken, checksum(self.document)):
            self.add_error("file", reason)
        return data

    @property
    def is_seen(self) -> bool:
        """Whether what would be published now is what was shown."""
        seen: str = self.cleaned_data["seen"]
        return seen == checksum(self.document)

    @property
    def shown_again(self) -> dict[str, str]:
        """What the page with the preview sends once it is agreed to."""
        return {"text": self.cleaned_data["text"], "seen": checksum(self.document)}


def _text_of(data: dict[str, Any]) -> str:
    """What was uploaded, else what was shown."""
    upload = data.get("file")
    if upload is None:
        if not data.get("text"):
            raise InvalidDefinition(["Berkas instrumen belum dipilih."])
        return str(data["text"])
    if upload.size > 4 * MOST_LETTERS:
        raise InvalidDefinition(["Berkas terlalu besar untuk sebuah instrumen. Pilih berkas yang benar."])
    try:
        return str(upload.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidDefinition([NOT_TEXT]) from error


def _few(faults: tuple[str, ...]) -> list[str]:
    rest = len(faults) - MOST_FAULTS
    return [*faults[:MOST_FAULTS], *([f"Dan {rest} kesalahan lain. Perbaiki dulu yang di atas."] if rest > 0 else [])]
