"""What a row of the teacher sheet says. Who that is among known people is decided in teacher_plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.sheets.cells import Row
from madrasah import identity
from madrasah.imports.reading import RowReader, key_of
from madrasah.imports.rows import ReadRow
from madrasah.imports.shapes import Table
from madrasah.models import Person, Placement
from madrasah.names import split_titles

NUMBERS = {
    "peg_id": (identity.clean_peg_id, identity.why_not_peg_id),
    "nip": (identity.clean_nip, identity.why_not_nip),
    "nuptk": (identity.clean_number, identity.why_not_nuptk),
    "npk": (identity.clean_number, identity.why_not_npk),
    "nrg": (identity.clean_number, identity.why_not_nrg),
    "nsm": (identity.clean_number, identity.why_not_nsm),
    "npsn": (identity.clean_number, identity.why_not_npsn),
}
SEXES = {"l": "L", "lakilaki": "L", "laki": "L", "pria": "L", "p": "P", "perempuan": "P", "wanita": "P"}
EMPLOYMENTS = {
    "pns": "PNS", "pppk": "PPPK", "p3k": "PPPK", "gty": "GTY", "gurutetapyayasan": "GTY", "gtt": "GTT",
    "honorer": "GTT", "honor": "GTT", "gurutidaktetap": "GTT", "nonpns": "Non-ASN", "nonasn": "Non-ASN",
    "bukanasn": "Non-ASN", "bukanpns": "Non-ASN",
}  # fmt: skip
YES_NO = {
    "sudah": True, "ya": True, "inpassing": True, "sudahinpassing": True, "sudahsertifikasi": True,
    "sertifikasi": True, "belum": False, "tidak": False, "belumsertifikasi": False, "beluminpassing": False,
    "noninpassing": False, "nonsertifikasi": False,
}  # fmt: skip
ACTIVE = {"aktif"}
CLASS_TEACHER = {"gurukelas", "gurukelasmi", "gurukelassdmi", "gurukelasrami", "tematik"}
LEVELS = {
    key_of(word): word
    for word in ("SD", "SMP", "SMA", "MA", "SLTA", "D1", "D2", "D3", "D4", "S1", "S2", "S3")
}


@dataclass(frozen=True)
class Vocabulary:
    """Words that the data know: subjects and grades by key_of(spelling)."""

    subjects: Mapping[str, str]
    grades: Mapping[str, str]


def read_teacher(row: Row, table: Table, words: Vocabulary, today: date) -> ReadRow:
    """The row with cleaned values; dates as ISO text, `post` and `subject` as codes."""
    reader = RowReader(row, table)
    label = _read_name(reader)
    for name, (clean, why_not) in NUMBERS.items():
        reader.number(name, clean, why_not)
    reader.birth_date("birth_date", today)
    reader.values["birth_place"] = reader.text("birth_place", _most("birth_place"))
    reader.choice("sex", SEXES, "Tulis L atau P.")
    reader.phone("phone")
    reader.email("email")
    _read_service(reader, words)
    _read_study(reader)
    _read_task(reader, words)
    reader.values["madrasah"] = reader.text("madrasah", 120, vital=True)
    _note_doubts(reader)
    return reader.result(label)


def _most(field: str) -> int:
    return int(getattr(Person._meta.get_field(field), "max_length", 0))


def _read_name(reader: RowReader) -> str:
    """Fill name and titles; the label of the row is the whole name."""
    text = reader.text("name", 150, vital=True)
    if not text:
        if not reader.faults:
            reader.refuse("name", "Nama belum diisi.", "Isi nama, atau hapus baris ini.")
        return ""
    whole = split_titles(text)
    reader.values |= {"title_before": whole.before, "name": whole.name, "title_after": whole.after}
    for part in ("title_before", "name", "title_after"):
        if len(reader.values[part]) > _most(part):
            reader.refuse("name", "Nama atau gelar terlalu panjang.", "Pendekkan gelarnya.")
    if not any(sign.isalpha() for sign in whole.name):
        reader.refuse("name", "Nama tidak berisi huruf.", "Isi nama orangnya.")
    return str(whole)


def _read_service(reader: RowReader, words: Vocabulary) -> None:
    reader.choice("employment", EMPLOYMENTS, "Tulis PNS, PPPK, GTY, GTT, atau Non PNS.")
    reader.choice("is_inpassing", YES_NO, "Tulis Sudah atau Belum.")
    reader.choice("grade", words.grades, "Tulis seperti III/a, atau IX untuk PPPK.")
    reader.choice("is_certified", YES_NO, "Tulis Sudah Sertifikasi atau Belum Sertifikasi.")
    active = reader.text("is_active", 40)
    if active and key_of(active) not in ACTIVE:
        reader.refuse(
            "is_active", "Guru ini tidak aktif, jadi tidak diimpor.", "Bila masih mengajar, tulis Aktif."
        )


def _read_study(reader: RowReader) -> None:
    reader.choice("level", LEVELS, "Tulis seperti S1, S2, D4, atau SLTA.")
    reader.values["programme"] = reader.text("programme", 100)


def _read_task(reader: RowReader, words: Vocabulary) -> None:
    """Guru kelas or a subject. An extra duty is only told: an office is granted, never imported."""
    task = reader.cell("subject")
    if task and key_of(task.text) in CLASS_TEACHER:
        reader.values["post"] = Placement.Post.CLASS.value
    elif task:
        reader.choice("subject", words.subjects, "Tulis Guru Kelas atau nama mata pelajaran MI.")
        reader.values["post"] = Placement.Post.SUBJECT.value
    if duty := reader.text("duty", 100):
        reader.infos.append(f"Tugas tambahan: {duty}. Peran tidak diimpor; berikan di halaman guru.")


def _note_doubts(reader: RowReader) -> None:
    born = reader.values.get("birth_date")
    day = date.fromisoformat(born) if born else None
    if doubt := identity.doubt_about_nip(reader.values.get("nip", ""), day, reader.values.get("sex")):
        reader.infos.append(doubt)
