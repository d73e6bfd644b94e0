"""What a teacher's row says about the work: class or subject, position, extra duty. Pure but for the codes.

Belongs here: columns such as "Mapel yang Diampu", "Mengajar Kelas", "Jenis PTK". An office is told, never
imported.
"""

import re

from core.workbooks.cells import filled_text
from madrasah.imports.head_cells import office_of_head
from madrasah.imports.reading import RowReader, key_of
from madrasah.imports.words import Words
from madrasah.work.models import Placement

CLASS_TEACHER = {"gurukelas", "gurukelasmi", "gurukelassdmi", "gurukelasrami", "tematik", "kelas", "walikelas"}
RELIGION = {"pai", "gurupai", "pendidikanagamaislam", "guruagama", "agamaislam", "agama", "gurupendidikanagamaislam"}
STAFF = (
    "tenagaadministrasi",
    "tatausaha",
    "operator",
    "penjaga",
    "satpam",
    "pustakawan",
    "tenagaperpustakaan",
    "laboran",
    "tukangkebun",
    "pesuruh",
    "bendahara",
    "staf",
    "tu",
    "tenagakependidikan",
    "petugas",
    "kebersihan",
)
CLASSES = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"} | {str(n): str(n) for n in range(1, 7)}
SUBJECT_FIX = "Tulis Guru Kelas atau nama mata pelajaran MI."
STAFF_FIX = "Bila ia juga mengajar, tulis “Guru Kelas” atau “Guru Mapel”."
OPERATOR_FIX = "Bila ia mengisi data di sini: buka Guru, pilih Tambah orang, lalu tugas Operator. "
RELIGION_FIX = "Di MI tulis salah satunya: Al-Qur'an Hadis, Akidah Akhlak, Fikih, atau SKI."

_CLASS = re.compile(
    r"(?:guru\s+|wali\s+)?(?:kelas|kls|kl)?[\s.:]*([1-6]|iv|vi|v|i{1,3})[\s./-]*([a-h]?)", re.IGNORECASE
)
_BEFORE = re.compile(r"^(?:guru\s+)?(?:mata\s+pelajaran|mapel|bidang\s+studi)?\s*[:.]?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,/;&+]\s*|\s+dan\s+", re.IGNORECASE)


def read_task(reader: RowReader, words: Words) -> None:
    """Fill post, subject and class from whichever columns say them."""
    for name in ("subject", "class_name"):
        if not reader.values.get("post"):
            _read_work(reader, name, words)
    _read_position(reader, words)
    if duty := reader.text("duty", 100):
        reader.infos.append(f"Tugas tambahan: {duty}. {_not_imported(reader, duty)}")


def class_of(text: str) -> str:
    """The class a teacher has, as "4" or "4A"; "" when it is none or several."""
    found = _CLASS.fullmatch(text.strip())
    return CLASSES[found[1].lower()] + found[2].upper() if found else ""


def _not_imported(reader: RowReader, office: str) -> str:
    """What is told of an office; that of a kepala is remembered for who appoints the heads of the file."""
    if not (heads_as := office_of_head(office)):
        return "Peran tidak diimpor; berikan di halaman guru."
    reader.values["heads_as"] = heads_as
    return "Peran tidak diimpor."


def _read_work(reader: RowReader, name: str, words: Words) -> None:
    cell = reader.cell(name)
    if cell is None:
        return
    text, key = filled_text(cell), key_of(filled_text(cell))
    if key in CLASS_TEACHER or class_of(text):
        reader.values |= {"post": Placement.Post.CLASS.value, "class_name": class_of(text)}
        return
    known, unknown = _subjects(text, words)
    if not known and name == "class_name" and re.search(r"\d|\bi{1,3}\b|\bi?v\b", text, re.IGNORECASE):
        return  # several classes: says nothing about who has which
    reader.values["post"] = Placement.Post.SUBJECT.value
    if not known:
        fix = RELIGION_FIX if key in RELIGION else SUBJECT_FIX
        reader.fault(name, cell, f"“{text[:40]}” tidak dikenal sebagai mata pelajaran MI.", fix)
        return
    reader.values["subject"] = words.subjects[key_of(known[0])]
    if left := [*known[1:], *unknown]:
        reader.infos.append(f"Yang dicatat hanya mata pelajaran pertama; tidak dicatat: {', '.join(left)[:80]}.")


def _subjects(text: str, words: Words) -> tuple[list[str], list[str]]:
    """Subjects named in a text, known and unknown; "Guru Fikih" is Fikih."""
    for whole in (text, _BEFORE.sub("", text)):
        if key_of(whole) in words.subjects:
            return [whole], []
    parts = [part for part in _BETWEEN.split(_BEFORE.sub("", text)) if part]
    parts = [part if key_of(part) in words.subjects else _BEFORE.sub("", part) for part in parts]
    known = [part for part in parts if key_of(part) in words.subjects]
    return known, [part for part in parts if part not in known]


def _read_position(reader: RowReader, words: Words) -> None:
    """ "Guru Kelas" or a subject where no other column says it; who is no teacher is not imported."""
    cell = reader.cell("position")
    if cell is None:
        return
    text, key = filled_text(cell), key_of(filled_text(cell))
    if key.startswith(STAFF) and "guru" not in key:
        fix = f"{OPERATOR_FIX if key.startswith('operator') else ''}{STAFF_FIX}"
        reader.fault("position", cell, "Bukan guru, jadi tidak diimpor.", fix, vital=True)
    elif key.startswith(("kepala", "plt", "wakil", "waka", "kamad")) or office_of_head(text):
        reader.infos.append(f"Jabatan: {text[:60]}. {_not_imported(reader, text)}")
    elif not reader.values.get("post"):
        known, _unknown = _subjects(text, words)
        if key in CLASS_TEACHER or class_of(text):
            reader.values |= {"post": Placement.Post.CLASS.value, "class_name": class_of(text)}
        elif known:
            subject = words.subjects[key_of(known[0])]
            reader.values |= {"post": Placement.Post.SUBJECT.value, "subject": subject}
        elif key in {"gurumapel", "gurumatapelajaran", "gurubidangstudi"}:
            reader.values["post"] = Placement.Post.SUBJECT.value
