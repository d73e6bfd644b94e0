"""What a row of a teacher list says. Who that is among known people is decided in teacher_plan."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from core.workbooks.cells import Cell, filled_text
from madrasah import identity
from madrasah.imports.head_cells import read_head
from madrasah.imports.headings import is_nik
from madrasah.imports.madrasahs import MI_WORDS, NO_MI, NO_MI_FIX, other_level
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.reading import Line, RowReader, key_of, without_signs
from madrasah.imports.split_cells import level_and_programme
from madrasah.imports.tasks import read_task
from madrasah.imports.titles import is_school
from madrasah.imports.words import Words
from madrasah.people.models import Person
from madrasah.people.names import FullName, split_titles

NUMBERS = {
    "peg_id": (identity.clean_peg_id, identity.why_not_peg_id),
    "nip": (identity.clean_nip, identity.why_not_nip),
    "nuptk": (identity.clean_number, identity.why_not_nuptk),
    "npk": (identity.clean_number, identity.why_not_npk),
    "nrg": (identity.clean_number, identity.why_not_nrg),
    "nsm": (identity.clean_number, identity.why_not_nsm),
    "npsn": (identity.clean_number, identity.why_not_npsn),
}
SEXES = {
    "l": "L",
    "lk": "L",
    "lakilaki": "L",
    "laki": "L",
    "laki2": "L",
    "pria": "L",
    "cowok": "L",
    "p": "P",
    "pr": "P",
    "perempuan": "P",
    "wanita": "P",
    "prp": "P",
}
# The first that occurs in the words of a cell: "Non PNS" must come before "PNS".
EMPLOYMENTS = (
    (r"\b(?:non|bukan|tidak)[\s-]*(?:asn|pns)\b", "Non-ASN"),
    (r"\bpppk\b|\bp3k\b|perjanjian kerja", "PPPK"),
    (r"\bc?pns\b|\bpegawai negeri\b", "PNS"),
    (r"\bgtt\b|tidak tetap|\bhonor|\bkontrak\b|sukarela|wiyata|\bthl\b|\bptt\b", "GTT"),
    (r"\bgty\b|tetap yayasan|\bguru tetap\b|\bgt\b|\byayasan\b", "GTY"),
)
YES_NO = {
    "sudah": True,
    "ya": True,
    "y": True,
    "v": True,
    "inpassing": True,
    "sudahinpassing": True,
    "sudahsertifikasi": True,
    "sertifikasi": True,
    "tersertifikasi": True,
    "bersertifikat": True,
    "lulus": True,
    "belum": False,
    "tidak": False,
    "t": False,
    "belumsertifikasi": False,
    "beluminpassing": False,
    "noninpassing": False,
    "nonsertifikasi": False,
    "non": False,
    "tidaksertifikasi": False,
    "bukan": False,
}
HOME = {
    "ya": True,
    "y": True,
    "induk": True,
    "satminkal": True,
    "sekolahinduk": True,
    "ptkinduk": True,
    "tidak": False,
    "t": False,
    "noninduk": False,
    "bukaninduk": False,
    "nonsatminkal": False,
    "bukansatminkal": False,
    "tidakinduk": False,
}
NIK_DIGITS = 16
ACTIVE = {"aktif", "ya", "y", "masihaktif", "aktifmengajar"}
LEVELS = {
    key_of(word): level
    for level, words in {
        "SD": "SD",
        "SMP": "SMP SLTP",
        "SMA": "SMA SLTA SMK SPG PGA SMASederajat SLTASederajat SMU",
        "MA": "MA",
        "D1": "D1 D-I",
        "D2": "D2 D-II",
        "D3": "D3 D-III",
        "D4": "D4 D-IV",
        "S1": "S1 S-I Sarjana Strata1 StrataI",
        "S2": "S2 S-II Magister Strata2",
        "S3": "S3 S-III Doktor Strata3",
    }.items()
    for word in words.split()
}
SCHOOLS_OF_JENJANG = {"ra", "mts", "raudhatulathfal", "madrasahtsanawiyah", "madrasahaliyah"}


def read_teacher(line: Line, words: Words) -> ReadRow:
    """The row with cleaned values; dates as ISO text, `post` and `subject` as codes.

    `is_home` stands in it only where a column says whether this is the person's satminkal.
    """
    reader = RowReader(line)
    label = _read_name(reader)
    for name, (clean, why_not) in NUMBERS.items():
        if not _is_nik(reader, name):
            reader.number(name, clean, why_not)
    reader.birth_date("birth_date", words.today)
    reader.values["birth_place"] = reader.text("birth_place", _most("birth_place"))
    reader.choice("sex", SEXES, "Tulis L atau P.")
    reader.phone("phone")
    reader.email("email")
    _read_service(reader, words)
    _read_study(reader)
    read_task(reader, words)
    _read_place(reader)
    _note_doubts(reader)
    read_head(reader)
    return reader.result(label)


def employment_of(text: str) -> str | None:
    """The kind of employment that a text names, None when it names none: "Guru Honor Sekolah" is GTT."""
    plain = re.sub(r"[^a-z0-9]+", " ", text.lower())
    return next((value for words, value in EMPLOYMENTS if re.search(words, plain)), None)


def grade_of(text: str, grades: Mapping[str, str]) -> str | None:
    """The grade in "III/a", "Penata Muda, III/a", "Penata Muda (III.a)" or "Gol. IX"."""
    if (key := key_of(text)) in grades:
        return grades[key]
    found = re.search(r"\b(IV|I{1,3})\s*[/.\s-]?\s*([a-e])\b", text, re.IGNORECASE)
    return grades.get(key_of("".join(found.groups()))) if found else None


def _is_nik(reader: RowReader, name: str) -> bool:
    """Whether a NIK stands where the heading allows it ("NIP/NIK"): it is passed over, and not shown."""
    place = reader.places.get(name)
    if place is None or not is_nik((place.heading,)):
        return False
    cell = reader.cell(name, vital=True)
    return cell is not None and len(identity.clean_number(cell.value)) == NIK_DIGITS


def _read_place(reader: RowReader) -> None:
    """The madrasah's name, and whether it is the satminkal; teachers of other schools are refused."""
    madrasah = reader.text("madrasah", 120, vital=True)
    reader.values["madrasah"] = madrasah
    reader.choice("is_home", HOME, "Tulis Induk atau Non Induk.")
    nsm = reader.values.get("nsm", "")
    other = other_level(reader, "school_level", "madrasah")
    if other and not (other == "madrasah" and nsm and not identity.why_not_mi(nsm)):
        reader.refuse(other, NO_MI, NO_MI_FIX)
    elif identity.why_not_mi(nsm):
        reader.refuse("nsm", NO_MI, f"{identity.why_not_mi(nsm)}")


def _most(field: str) -> int:
    return int(getattr(Person._meta.get_field(field), "max_length", 0))


def _read_name(reader: RowReader) -> str:
    """Fill name and titles; the label of the row is the whole name."""
    text = without_signs(reader.text("name", 150, vital=True))
    if not text:
        if not reader.faults:
            reader.refuse("name", "Nama belum diisi.", "Isi nama, atau hapus baris ini.")
        return ""
    whole = _with_titles(reader, split_titles(text))
    reader.values |= {"title_before": whole.before, "name": whole.name, "title_after": whole.after}
    for part in ("title_before", "name", "title_after"):
        if len(reader.values[part]) > _most(part):
            reader.refuse("name", "Nama atau gelar terlalu panjang.", "Pendekkan gelarnya.")
    if is_school(text):
        reader.refuse("name", "Ini nama madrasah, bukan nama orang.", "Isi nama orangnya, atau hapus baris ini.")
    if not any(sign.isalpha() for sign in whole.name):
        reader.refuse("name", "Nama tidak berisi huruf.", "Isi nama orangnya.")
    return str(whole)


def _with_titles(reader: RowReader, whole: FullName) -> FullName:
    """Titles from columns of their own, where the name carries none."""
    before, after = reader.text("title_before", 40), reader.text("title_after", 80)
    titles = split_titles(f"{before} Contoh, {after}" if after else f"{before} Contoh".strip())
    return replace(whole, before=whole.before or titles.before, after=whole.after or titles.after)


def _read_service(reader: RowReader, words: Words) -> None:
    reader.chosen("employment", employment_of, "Tulis PNS, PPPK, GTY, GTT, atau Non PNS.")
    reader.choice("is_inpassing", YES_NO, "Tulis Sudah atau Belum.")
    fix = "Tulis seperti III/a, atau IX untuk PPPK."
    reader.chosen("grade", lambda text: grade_of(text, words.grades), fix)
    reader.choice("is_certified", YES_NO, "Tulis Sudah Sertifikasi atau Belum Sertifikasi.")
    active = reader.text("is_active", 40)
    if active and key_of(active) not in ACTIVE:
        reader.refuse("is_active", "Guru ini tidak aktif, jadi tidak diimpor.", "Bila masih mengajar, tulis Aktif.")


def _read_study(reader: RowReader) -> None:
    """Level and programme; both may stand in the column of the level, as in "S1 PGMI"."""
    reader.values["programme"] = reader.text("programme", 100)
    cell = reader.cell("level")
    if cell is None:
        return
    if key_of(cell.text) in (MI_WORDS | SCHOOLS_OF_JENJANG):
        _refuse_other_jenjang(reader, cell)
        return
    level, programme = level_and_programme(filled_text(cell))
    found = LEVELS.get(key_of(filled_text(cell))) or LEVELS.get(key_of(level))
    if found is None:
        reader.fault("level", cell, f"“{cell.text[:40]}” tidak dikenal.", "Tulis seperti S1, S2, D4, atau SLTA.")
        return
    reader.values["level"] = found
    if level and not reader.values["programme"] and len(programme) <= 100:
        reader.values["programme"] = programme


def _refuse_other_jenjang(reader: RowReader, cell: Cell) -> None:
    """ "Jenjang" of some lists is that of the school, not of the person's study."""
    if key_of(cell.text) not in MI_WORDS:
        reader.fault("level", cell, NO_MI, NO_MI_FIX, vital=True)


def _note_doubts(reader: RowReader) -> None:
    born = reader.values.get("birth_date")
    day = date.fromisoformat(born) if born else None
    if doubt := identity.doubt_about_nip(reader.values.get("nip", ""), day, reader.values.get("sex")):
        reader.infos.append(doubt)
