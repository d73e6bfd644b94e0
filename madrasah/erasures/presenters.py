"""An erasure in words: what becomes of what, how far it is, and what was left."""

from django.apps import apps
from django.utils import timezone

from core.formats import date_plain
from madrasah.erasures.models import Erasure, Leftover

Fact = tuple[str, str]
GOES = (
    "Nama, gelar, tempat dan tanggal lahir, NIP, NUPTK, NPK, Peg ID, NRG, nomor HP, dan surel.",
    "Akun, nama masuk, perangkat, tautan pribadi, pengaman kedua, dan catatan kapan masuk.",
    "Foto yang hanya menampakkan orang ini, foto RPP tulisan tangannya, dan berkas buktinya.",
    "Nama dan nomornya di surat, sertifikat, notulen, hasil yang sudah dibagikan, riwayat, dan catatan impor.",
    "Paket data (ZIP) yang mungkin memuatnya; pemiliknya bisa membuat lagi.",
)
STAYS = (
    "Angka: nilai, kehadiran, JP, dan rekap tidak berubah.",
    "Catatan dan riwayat tetap ada, atas nama “Guru terhapus” dengan kode.",
    "Tempat tugas dan masa tugasnya, tanpa nama.",
    "Unggahan Excel orang lain yang belum terbaca: hilang sendiri dalam 7 hari.",
)


def erasure_facts(erasure: Erasure) -> list[Fact]:
    """Who, when, why, and what was found."""
    facts = [
        (
            "Dihapus",
            f"{date_plain(timezone.localtime(erasure.at))}{f' oleh {erasure.by}' if erasure.by else ', otomatis'}",
        ),
        ("Dasar", erasure.reason),
    ]
    if not erasure.done_at:
        return facts
    return [
        *facts,
        ("Diganti dalam surat, notulen, dan catatan lain", f"{erasure.replaced} tempat"),
        ("Berkas dibuang", str(erasure.files)),
        ("Perlu dilihat orang", f"{erasure.left} tempat" if erasure.left else "tidak ada"),
    ]


def leftover_lines(erasure: Erasure) -> list[dict[str, str]]:
    """Where somebody has to look, and why; never what stands there."""
    return [
        {"title": f"{_noun(row)}, nomor {row.row}", "detail": row.get_why_display()} for row in erasure.leftovers.all()
    ]


NOUNS = {
    "kkg.Session": "Pertemuan KKG",
    "kkg.Topic": "Topik pertemuan",
    "kkg.Letter": "Surat",
    "kkg.Decision": "Keputusan",
    "kkg.Material": "Bahan di Berbagi",
    "kkg.CodedList": "Lembar daftar hadir",
    "kkg.Problem": "Masalah",
    "kkg.SessionPhoto": "Keterangan foto",
    "kkg.CertificateBatch": "Terbitan sertifikat",
    "kkg.WorkingGroup": "Kop surat KKG",
    "kkg.Attendance": "Tamu pertemuan",
    "kkg.Speaker": "Narasumber dari luar",
    "competency.PaperCopy": "Foto lembar kertas",
    "competency.SharedVersion": "Hasil yang dibagikan",
    "competency.Note": "Catatan fakta",
    "competency.Assessment": "Lembar",
    "competency.Reply": "Tanggapan",
    "competency.FollowUp": "Tindak lanjut",
    "competency.Visit": "Rencana kunjungan",
    "core.StoredFile": "Nama berkas",
    "pghistory.Context": "Alasan dalam riwayat",
    "madrasah.ImportRow": "Baris impor",
}


def _noun(row: Leftover) -> str:
    return NOUNS.get(row.place) or f"Catatan {apps.get_model(row.place)._meta.db_table}"
