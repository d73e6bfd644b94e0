"""Forms of certificates: which days and from how many hours, withdrawing, and the code of the check page."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.code_fields import CodeField
from core.forms import FormBase
from core.tokens import token_field
from kkg.certificates.awards import Award
from kkg.certificates.permissions import why_not_certify

LONGEST_SPAN = timedelta(days=366)
EARLIEST = timedelta(days=366)
LATEST = timedelta(days=31)
MOST_HOURS = 1000
CODE_LENGTH = 16


class BatchForm(FormBase, forms.Form):
    """What is certified. Its words stand in the address of the preview, so they are Indonesian."""

    submit_word = "Lihat siapa yang mendapat"
    kegiatan = forms.CharField(
        label="Nama kegiatan", max_length=160, help_text="Seperti yang akan tertulis di sertifikat."
    )
    dari = forms.DateField(label="Pertemuan dari tanggal")
    sampai = forms.DateField(label="Sampai tanggal")
    tanggal = forms.DateField(label="Tanggal sertifikat")
    jp = forms.IntegerField(
        label="Paling sedikit JP",
        min_value=1,
        max_value=MOST_HOURS,
        help_text="Peserta dengan jam kurang dari ini tidak mendapat sertifikat.",
    )

    def clean_sampai(self) -> date:
        """What has not happened yet is not certified."""
        day: date = self.cleaned_data["sampai"]
        if reason := why_not_certify(day, timezone.localdate()):
            raise forms.ValidationError(reason, code="future")
        return day

    def clean_tanggal(self) -> date:
        """A slip of the year would open a counter of its own."""
        day: date = self.cleaned_data["tanggal"]
        today = timezone.localdate()
        if not today - EARLIEST <= day <= today + LATEST:
            raise forms.ValidationError("Terlalu jauh dari hari ini. Periksa lagi tanggalnya.", code="far")
        return day

    def clean(self) -> dict[str, Any]:
        """Days in their order: from, to, then the certificate."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last, dated = (data.get(name) for name in ("dari", "sampai", "tanggal"))
        if first and last and last < first:
            self.add_error("sampai", "Sampai tanggal harus sesudah dari tanggal.")
        elif first and last and last - first > LONGEST_SPAN:
            self.add_error("dari", "Paling panjang satu tahun. Pilih tanggal yang lebih dekat.")
        if last and dated and dated < last:
            self.add_error("tanggal", "Tanggal sertifikat tidak boleh sebelum pertemuan terakhir.")
        return data

    @property
    def values(self) -> dict[str, Any]:
        """As `issue_batch` takes them."""
        names = {"title": "kegiatan", "since": "dari", "until": "sampai", "dated": "tanggal", "least_hours": "jp"}
        return {name: self.cleaned_data[own] for name, own in names.items()}


class IssueForm(BatchForm):
    """The same, sent from the preview: once per preview, and only what it showed."""

    client_token = token_field()
    mark = forms.CharField(max_length=16)


def mark_of(awards: Iterable[Award]) -> str:
    """Changes when the preview would show somebody else or other hours."""
    seen = [(*award.key, [(s["session"], s["jp"]) for s in award.sessions]) for award in awards if not award.why_not]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


class CertificateWithdrawForm(FormBase, forms.Form):
    """Why a certificate is taken back."""

    submit_word = "Tarik sertifikat"
    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        min_length=5,
        help_text="Terbaca oleh pemegangnya dan pengurus, tidak di halaman periksa umum.",
    )


class CodeForm(FormBase, forms.Form):
    """A code read from a paper."""

    submit_word = "Periksa"
    kode = CodeField(
        label="Kode verifikasi", length=CODE_LENGTH, help_text="16 huruf dan angka di bawah sertifikat, di samping QR."
    )
