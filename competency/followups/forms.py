"""Forms of tindak lanjut: the filter of the list, closing with a proof, and opening again."""

from datetime import date
from typing import Any

from django import forms

from competency.followups.permissions import why_not_prove
from competency.sheets.models import Assessment
from competency.sheets.querysets import FollowUpQuerySet
from core.formats import date_plain
from core.forms import FormBase, offer
from core.uploads import FileBox
from madrasah.models import Madrasah, User
from madrasah.places.choices import offer_places, place_filter
from madrasah.scope import scope_of


class FollowUpFilter(FormBase, forms.Form):
    """What the address of the list asks for: `?tampil=semua`, `?tampil=lewat`, or nothing; and where."""

    ALL, LATE, MENDED = "semua", "lewat", "diperbaiki"

    tampil = forms.ChoiceField(
        label="Tampilkan",
        required=False,
        choices=[
            ("", "Yang belum selesai"),
            (LATE, "Yang lewat batas waktu"),
            (MENDED, "Perbaikan yang menunggu dilihat lagi"),
            (ALL, "Semua"),
        ],
    )
    madrasah = place_filter()

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        opened = Madrasah.objects.visible_to(user).filter(pk__in=scope_of(user).opens)
        offer_places(self, opened.by_name())
        self.is_valid()

    @property
    def shown(self) -> str:
        """One of ALL, LATE and MENDED, or nothing."""
        return str(self.cleaned_data.get("tampil", ""))

    @property
    def place(self) -> Madrasah | None:
        """The madrasah chosen."""
        return self.cleaned_data.get("madrasah")

    def of(self, rows: FollowUpQuerySet) -> FollowUpQuerySet:
        """Those of the list that were asked for: the pending ones unless told otherwise."""
        if self.place:
            rows = rows.filter(assessment__madrasah=self.place)
        if self.shown == self.LATE:
            return rows.overdue(self.today)
        if self.shown == self.MENDED:
            return rows.to_look_at()
        return rows if self.shown == self.ALL else rows.pending()


class ProofForm(FormBase, forms.Form):
    """What proves that a tindak lanjut is done; `sheets` are those that may, as `proving` finds them."""

    submit_word = "Tandai selesai"

    sheet = forms.ModelChoiceField(
        label="Terlihat pada lembar", queryset=Assessment.objects.none(), required=False, empty_label="Tidak ada"
    )
    proof = forms.CharField(
        label="Yang terlihat",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu kalimat. Misalnya: alat peraga pecahan dipakai di kelas IV pada 3 November.",
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


class MendedForm(FormBase, forms.Form):
    """What the teacher mended of a document, in a sentence or on a photo."""

    submit_word = "Sudah diperbaiki"

    note = forms.CharField(
        label="Apa yang diperbaiki",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: tujuan dan asesmen di RPP Pecahan sudah dicocokkan.",
    )
    upload = forms.FileField(
        label="Berkas atau foto",
        required=False,
        widget=FileBox,
        help_text="Foto RPP tulisan tangan boleh. PDF, foto, Word, Excel, atau PowerPoint; paling besar 10 MB.",
    )


class LookForm(FormBase, forms.Form):
    """What the assessor found at the second look: accepted, or what is still to be mended and until when."""

    submit_word = "Simpan"
    use_required_attribute = False
    ACCEPTED, AGAIN = "diterima", "belum"
    KINDS = ((ACCEPTED, "Diterima", "green"), (AGAIN, "Belum selesai", "amber"))

    outcome = forms.ChoiceField(
        label="Hasilnya",
        widget=forms.RadioSelect,
        choices=[(value, word) for value, word, _ in KINDS],
        error_messages={"required": "Pilih dulu: diterima, atau belum selesai."},
    )
    verdict = forms.CharField(label="Catatan untuk guru", max_length=300, required=False)
    asked = forms.CharField(
        label="Yang masih perlu diperbaiki", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = forms.DateField(label="Diperbaiki sampai", required=False)

    def told(self) -> dict[str, Any]:
        """What `look_again` is told; a further round only where it is asked for."""
        data = self.cleaned_data
        again = {"asked": data["asked"], "due_on": data["due_on"]} if data["outcome"] == self.AGAIN else {}
        return {"is_accepted": data["outcome"] == self.ACCEPTED, "verdict": data["verdict"]} | again


class ReopenForm(FormBase, forms.Form):
    """Why a closed tindak lanjut is opened again."""

    reason = forms.CharField(
        label="Alasan", max_length=200, min_length=5, help_text="Guru dan penilai membaca alasan ini."
    )


def _words(sheet: Assessment) -> str:
    return f"{sheet.name}, {date_plain(sheet.observed_on)}, oleh {sheet.observer}"
