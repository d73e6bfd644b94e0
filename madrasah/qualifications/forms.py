"""Forms on diplomas and teaching certificates, and on how they fit a post."""

from typing import Any

from django import forms

from core.forms import FormBase, RowForm
from madrasah.places.choices import offer_places, place_filter
from madrasah.qualifications.linearity import LABELS
from madrasah.qualifications.models import Degree, Ruling, TeachingCertificate

VERDICTS = [(verdict.value, word) for verdict, word in LABELS.items()]


class DegreeForm(RowForm[Degree]):
    """A diploma."""

    submit_word = "Tambah ijazah"
    judged = ("person",)
    LEVELS = [(level, level) for level in ("SMA", "D2", "D3", "D4", "S1", "S2", "S3")]
    level = forms.ChoiceField(label="Jenjang", choices=[("", "---------"), *LEVELS])

    class Meta:
        model = Degree
        fields = ["level", "programme", "institution", "graduated_on"]


class CertificateForm(RowForm[TeachingCertificate]):
    """A teaching certificate."""

    submit_word = "Tambah sertifikat"
    numeric = ("field_code",)
    judged = ("person",)

    class Meta:
        model = TeachingCertificate
        fields = ["field_code", "number", "issued_on"]
        help_texts = {"field_code": "Misalnya 028 untuk guru kelas MI."}


class RulingForm(RowForm[Ruling]):
    """A verdict instead of the table's, with the reason."""

    submit_word = "Tetapkan"

    verdict = forms.ChoiceField(label="Ditetapkan", choices=[("", "Pilih …"), *VERDICTS])

    class Meta:
        model = Ruling
        fields = ("verdict", "reason")
        help_texts = {"reason": "Terbaca oleh guru yang bersangkutan, kepala, dan pengawasnya."}


class MapFilter(FormBase, forms.Form):
    """Whose qualifications are listed: of a madrasah, by how ijazah and certificate fit."""

    madrasah = place_filter()
    ijazah = forms.ChoiceField(label="Ijazah", required=False, choices=[("", "Semua"), *VERDICTS])
    sertifikat = forms.ChoiceField(label="Sertifikat pendidik", required=False, choices=[("", "Semua"), *VERDICTS])

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = offer_places(self, places)
