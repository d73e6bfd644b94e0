"""Forms of findings: noting evidence, giving it codes, writing a conclusion, and tying evidence to it."""

from typing import Any, ClassVar

from django import forms

from competency.findings.models import Code, Evidence, Finding, Ground
from competency.findings.permissions import ASK_FIRST
from competency.instruments.models import Instrument
from core.forms import FormBase, RevisedForm, offer
from core.tokens import token_field
from kkg.models import Session
from madrasah.models import Madrasah
from madrasah.places.choices import MadrasahChoice

FIELDS = ("kind", "madrasah", "role", "informant", "happened_on", "happened_at", "consent", "text", "sheet")
NOT_ASKED = "belum"
HELP = {
    "informant": "Tidak perlu nama. Cukup tanda agar dua orang tidak tertukar, misalnya: guru kelas IV, wali murid 2.",
    "consent": "Wajib untuk wawancara: tanyakan dulu. Tanpa persetujuan, kata-katanya tidak dikutip untuk siapa pun.",
    "text": "Yang dilihat, dikatakan, atau tertulis. Hindari nama siswa.",
}


class EvidenceForm(RevisedForm[Evidence]):
    """One piece, new or mended; `places`: where the reader gathers. The sheet comes along from its page."""

    submit_word = "Simpan bukti"

    kind = forms.ChoiceField(label="Jenis sumber", choices=Evidence.Kind.choices, widget=forms.RadioSelect)
    madrasah = MadrasahChoice(Madrasah.objects.none(), label="Madrasah")
    consent = forms.ChoiceField(
        label="Persetujuan sumber",
        choices=[*Evidence.Consent.choices, (NOT_ASKED, "Tidak ditanyakan")],
        widget=forms.RadioSelect,
        help_text=HELP["consent"],
    )
    client_token = token_field()

    class Meta:
        model = Evidence
        fields = FIELDS
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea(attrs={"rows": 5}), "sheet": forms.HiddenInput}
        help_texts = HELP

    def __init__(self, *args: Any, places: Any, sheets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sheet"]
        field.queryset = sheets
        found = offer(self.fields["madrasah"], places)
        if len(found) == 1:
            place: Any = self.fields["madrasah"]
            place.widget, place.initial = forms.HiddenInput(), found[0].pk
        if self.instance.pk and not self.instance.consent:
            self.initial["consent"] = NOT_ASKED
        self.refresh_fields()

    def clean_consent(self) -> str:
        """As the column has it."""
        given: str = self.cleaned_data["consent"]
        return "" if given == NOT_ASKED else given

    def clean(self) -> dict[str, Any]:
        """Of an interview the answer is needed."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") == Evidence.Kind.INTERVIEW and not data.get("consent"):
            self.add_error("consent", ASK_FIRST)
        return data


class CodeForm(RevisedForm[Code]):
    """A code of one's own."""

    submit_word = "Simpan kode"
    client_token = token_field()

    class Meta:
        model = Code
        fields = ("name", "meaning")
        help_texts: ClassVar[dict[str, str]] = {"name": "Misalnya: RPP disalin. Beberapa kata saja."}


class AdoptForm(FormBase, forms.Form):
    """Indicators of the four competencies to take as codes; `taken`: those one has already."""

    submit_word = "Ambil yang dicentang"
    indicators = forms.MultipleChoiceField(label="Butir", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, instrument: Instrument, taken: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicators"]
        field.choices = [
            (item.code, f"{item.text} · {item.competency.label}")
            for item in instrument.definition.indicators
            if item.code not in taken
        ]
        self.refresh_fields()


class CodingForm(FormBase, forms.Form):
    """One's own codes of one piece."""

    submit_word = "Simpan kode bukti ini"
    codes = forms.ModelMultipleChoiceField(
        Code.objects.none(), label="Kode", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, codes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["codes"]
        field.empty_label = None
        offer(field, codes)
        self.refresh_fields()


class FindingForm(RevisedForm[Finding]):
    """A conclusion in words."""

    submit_word = "Simpan kesimpulan"
    client_token = token_field()

    class Meta:
        model = Finding
        fields = ("title", "text")
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea(attrs={"rows": 5})}
        help_texts: ClassVar[dict[str, str]] = {
            "title": "Satu kalimat tanpa nama orang, karena dapat menjadi topik pertemuan KKG."
        }


class GroundForm(FormBase, forms.Form):
    """Which piece, and whether it supports the conclusion or contradicts it."""

    submit_word = "Kaitkan bukti"
    evidence = forms.ModelChoiceField(Evidence.objects.none(), label="Bukti")
    stance = forms.ChoiceField(label="Bukti ini", choices=Ground.Stance.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, evidence: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["evidence"]
        field.label_from_instance = _told
        offer(field, evidence)
        self.refresh_fields()


class ProposalForm(FormBase, forms.Form):
    """The coming session whose agenda takes the conclusion."""

    submit_word = "Jadikan topik"
    session = forms.ModelChoiceField(Session.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coming = next(iter(offer(self.fields["session"], sessions)), None)
        self.fields["session"].initial = self.coming


class EvidenceFilter(FormBase, forms.Form):
    """Which evidence is listed."""

    UNCODED = "belum"

    madrasah = MadrasahChoice(
        label="Madrasah", queryset=Madrasah.objects.none(), required=False, empty_label="Semua madrasah"
    )
    jenis = forms.ChoiceField(
        label="Jenis sumber", required=False, choices=[("", "Semua jenis"), *Evidence.Kind.choices]
    )
    kode = forms.ChoiceField(label="Kode", required=False)

    def __init__(self, *args: Any, places: Any, codes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["madrasah"], places)
        code: Any = self.fields["kode"]
        named = [(str(row.pk), row.name) for row in codes]
        code.choices = [("", "Semua kode"), (self.UNCODED, "Belum diberi kode"), *named]
        self.refresh_fields()


def _told(row: Evidence) -> str:
    return f"{row.get_kind_display()} · {row.source} · {row.happened_on:%d-%m-%Y} · {row.madrasah}"
