"""Forms on diplomas and teaching certificates."""

from django import forms

from core.forms import RowForm
from madrasah.qualifications.models import Degree, TeachingCertificate


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
