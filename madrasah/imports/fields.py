"""The fields an import can fill, their labels for the mapping form, and the headings that name them.

Headings stand in data/judul_kolom.csv: those that say exactly this, and those that may mean it when no other
column says it better; the field "-" is known and not used.

NIK is in no list, so it is never read and never stored (decisions 26).
"""

import csv
from pathlib import Path

from madrasah.imports.models import ImportRun

COLUMNS = (("exactly", 2), ("perhaps", 1))
HEADINGS = Path(__file__).resolve().parent.parent / "data" / "judul_kolom.csv"

TEACHERS = ImportRun.Kind.TEACHERS.value
MADRASAHS = ImportRun.Kind.MADRASAHS.value

FIELDS: dict[str, dict[str, str]] = {
    TEACHERS: {
        "name": "Nama guru",
        "title_before": "Gelar depan",
        "title_after": "Gelar belakang",
        "nip": "NIP",
        "nuptk": "NUPTK",
        "nip_nuptk": "NIP atau NUPTK dalam satu kolom",
        "npk": "NPK",
        "peg_id": "Peg ID",
        "nrg": "NRG",
        "sex": "Jenis kelamin",
        "birth_place": "Tempat lahir",
        "birth_date": "Tanggal lahir",
        "birth": "Tempat dan tanggal lahir dalam satu kolom",
        "employment": "Status kepegawaian",
        "is_inpassing": "Inpassing",
        "grade": "Golongan",
        "level": "Jenjang pendidikan",
        "programme": "Program studi",
        "subject": "Mata pelajaran atau guru kelas",
        "class_name": "Kelas yang diajar",
        "position": "Jabatan atau jenis PTK",
        "duty": "Tugas tambahan",
        "is_certified": "Sertifikasi",
        "madrasah": "Nama madrasah",
        "nsm": "NSM",
        "npsn": "NPSN",
        "school_level": "Jenjang madrasah",
        "is_home": "Satminkal (Induk atau Non Induk)",
        "phone": "Nomor HP",
        "email": "Surel",
        "is_active": "Keaktifan",
        "head": "Nama kepala madrasah",
        "head_nip": "NIP kepala madrasah",
    },
    MADRASAHS: {
        "name": "Nama madrasah",
        "nsm": "NSM",
        "npsn": "NPSN",
        "level": "Jenjang",
        "status": "Status negeri atau swasta",
        "province": "Provinsi",
        "kabupaten": "Kabupaten atau kota",
        "kecamatan": "Kecamatan",
        "village": "Desa atau kelurahan",
        "address": "Alamat",
        "affiliation": "Afiliasi organisasi",
        "head": "Nama kepala madrasah",
        "head_nip": "NIP kepala madrasah",
    },
}
HEAD_FIELDS = {"head", "head_nip"}  # about the madrasah of a row, not about its person
NEEDED: dict[str, tuple[str, ...]] = {TEACHERS: ("name",), MADRASAHS: ("name", "kecamatan")}

# Words over columns that are ticked, by field: the value each column stands for.
TICKS: dict[str, dict[str, str]] = {
    "sex": {"l": "L", "lk": "L", "lakilaki": "L", "pria": "L", "p": "P", "pr": "P", "perempuan": "P", "wanita": "P"},
    "employment": {
        "pns": "PNS",
        "cpns": "PNS",
        "pppk": "PPPK",
        "p3k": "PPPK",
        "gty": "GTY",
        "gtt": "GTT",
        "honorer": "GTT",
        "honor": "GTT",
        "nonpns": "Non-ASN",
        "nonasn": "Non-ASN",
        "bukanpns": "Non-ASN",
    },
    "is_certified": {"sudah": "ya", "ya": "ya", "belum": "tidak", "tidak": "tidak"},
    "is_inpassing": {"sudah": "ya", "ya": "ya", "belum": "tidak", "tidak": "tidak"},
    "is_home": {"induk": "ya", "ya": "ya", "noninduk": "tidak", "tidak": "tidak"},
}


def words_of(kind: str) -> list[tuple[str, str, int]]:
    """Field, heading and strength (2 exactly, 1 perhaps) for a kind of import."""
    with HEADINGS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    ranked = ((row["field"], row[column], strength) for row in rows for column, strength in COLUMNS)
    return [(field, word, strength) for field, words, strength in ranked for word in words.split("|") if word]
