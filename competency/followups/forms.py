"""Forms of tindak lanjut: the filter of the list, closing with a proof, and opening again."""

from typing import Any

from django import forms

from competency.followups.permissions import why_not_prove
from competency.sheets.models import Assessment
from core.formats import date_plain
from core.forms import FormBase, offer
from core.uploads import FileBox


class FollowUpFilter(FormBase, forms.Form):
    """What the address of the list asks for: `?tampil=semua` or nothing."""

    ALL = "semua"

    tampil = forms.ChoiceField(label="Tampilkan", required=False, choices=[(ALL, "Semua")])

    def wants_all(self) -> bool:
        """Whether closed and waived ones are shown too."""
        return self.is_valid() and self.cleaned_data["tampil"] == self.ALL


class ProofForm(FormBase, forms.Form):
    """What proves that a tindak lanjut is done; `sheets` are those that may, as `proving` finds them."""

    submit_word = "Tandai selesai"

    proof = forms.CharField(
        label="Yang terlihat",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu kalimat. Misalnya: alat peraga pecahan dipakai di kelas IV pada 3 November.",
    )
    sheet = forms.ModelChoiceField(
        label="Terlihat pada lembar", queryset=Assessment.objects.none(), required=False, empty_label="Tidak ada"
    )
    upload = forms.FileField(
        label="Berkas atau foto",
        required=False,
        widget=FileBox,
        help_text="PDF, foto (JPG, PNG), Word, Excel, atau PowerPoint tanpa makro; paling besar 10 MB.",
    )

    def __init__(self, *args: Any, sheets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].label_from_instance = _words  # type: ignore[attr-defined]
        if not offer(self.fields["sheet"], sheets):
            del self.fields["sheet"]

    def clean(self) -> dict[str, Any]:
        """One of the three is enough."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        has_more = bool(data.get("sheet") or data.get("upload"))
        if not self.errors and (reason := why_not_prove(data["proof"], has_more=has_more)):
            self.add_error("proof", reason)
        return data


class ReopenForm(FormBase, forms.Form):
    """Why a closed tindak lanjut is opened again."""

    reason = forms.CharField(
        label="Alasan", max_length=200, min_length=5, help_text="Guru dan penilai membaca alasan ini."
    )


def _words(sheet: Assessment) -> str:
    return f"{sheet.name}, {date_plain(sheet.observed_on)}, oleh {sheet.observer}"
