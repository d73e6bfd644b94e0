"""The two sheets that can be imported, known by their headings: teachers (SIMPATIKA) and madrasah (EMIS).

Belongs here: which columns are read and where they stand. Not here: what a cell means.
NIK is in no list, so it is never read and never stored (decisions 26).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.formats import joined
from core.sheets.cells import Row, Sheet
from core.sheets.workbook import SheetRefused
from madrasah.models import ImportRun

LAST_HEADING_ROW = 30
OTHER_KINDS = {"RA", "MTS", "MA", "MAK"}


@dataclass(frozen=True)
class Shape:
    """Known headings by the field they fill; `needed` must all be there for the shape to be recognised."""

    kind: str
    headings: dict[str, tuple[str, ...]]
    needed: frozenset[str]


@dataclass(frozen=True)
class Place:
    """Where a field stands: column from 1, its letter, and the heading as the file writes it."""

    column: int
    letter: str
    heading: str


@dataclass(frozen=True)
class Table:
    """A sheet whose shape is known: the places of its fields and the rows below the headings."""

    shape: Shape
    sheet: str
    places: dict[str, Place]
    rows: tuple[Row, ...]
    unused: tuple[str, ...]


TEACHERS = Shape(
    ImportRun.Kind.TEACHERS.value,
    {
        "peg_id": ("Peg ID",),
        "name": ("Nama Lengkap", "Nama Guru", "Nama PTK"),
        "nip": ("NIP",),
        "nuptk": ("NUPTK",),
        "npk": ("NPK",),
        "nrg": ("NRG",),
        "sex": ("L/P", "Jenis Kelamin", "JK"),
        "birth_place": ("Tempat Lahir",),
        "birth_date": ("Tgl Lahir", "Tanggal Lahir"),
        "employment": ("Status Kepegawaian",),
        "is_inpassing": ("Status Inpassing",),
        "grade": ("Golongan",),
        "level": ("Jenjang", "Jenjang Pendidikan"),
        "programme": ("Program Studi",),
        "subject": ("Mapel yang Diampu",),
        "duty": ("Tugas Tambahan",),
        "is_certified": ("Status Sertifikasi",),
        "nsm": ("NSM Satminkal", "NSM"),
        "npsn": ("NPSN Satminkal", "NPSN"),
        "madrasah": ("Nama Satminkal", "Nama Madrasah"),
        "phone": ("No. HP", "Nomor HP"),
        "email": ("Surel", "Email"),
        "is_active": ("Status Keaktifan",),
    },
    frozenset({"name", "birth_date"}),
)
MADRASAHS = Shape(
    ImportRun.Kind.MADRASAHS.value,
    {
        "nsm": ("NSM",),
        "npsn": ("NPSN",),
        "name": ("Nama Madrasah",),
        "level": ("Jenjang",),
        "status": ("Status",),
        "province": ("Provinsi",),
        "kabupaten": ("Kabupaten", "Kabupaten/Kota"),
        "kecamatan": ("Kecamatan",),
        "address": ("Alamat",),
        "affiliation": ("Afiliasi Organisasi",),
    },
    frozenset({"name", "kabupaten", "kecamatan"}),
)
SHAPES = (TEACHERS, MADRASAHS)


def find_table(sheets: Iterable[Sheet]) -> tuple[Table, list[str]]:
    """The table to import and, in words, what of the file is left aside.

    Raises SheetRefused when no sheet has known headings, one stands twice, or there is nothing below them.
    """
    tables, aside = [], []
    for sheet in sheets:
        table = None if sheet.name.strip().upper() in OTHER_KINDS else _table(sheet)
        if table is None:
            aside.append(sheet.name)
        else:
            tables.append(table)
    if not tables:
        raise SheetRefused(_no_headings())
    chosen = next((table for table in tables if table.rows), tables[0])
    if not chosen.rows:
        raise SheetRefused(f'Tidak ada baris isi di bawah judul kolom pada lembar "{chosen.sheet}".')
    return chosen, _notes(chosen, aside, [table for table in tables if table is not chosen])


def _table(sheet: Sheet) -> Table | None:
    for row in sheet.rows:
        if row.number > LAST_HEADING_ROW:
            return None
        for shape in SHAPES:
            places = _places(shape, row)
            if shape.needed <= places.keys():
                rows = tuple(below for below in sheet.rows if below.number > row.number)
                return Table(shape, sheet.name, places, rows, _unused(row, places))
    return None


def _places(shape: Shape, row: Row) -> dict[str, Place]:
    """Fields found in a row of headings. A heading that stands twice is refused, once it is a heading row."""
    fields = {_key(word): field for field, words in shape.headings.items() for word in words}
    places: dict[str, Place] = {}
    doubled: list[tuple[Place, Place]] = []
    for cell in row.cells.values():
        field = fields.get(_key(cell.text))
        place = Place(cell.column, cell.letter, cell.text)
        if field in places:
            doubled.append((places[field], place))
        elif field:
            places[field] = place
    if doubled and shape.needed <= places.keys():
        first, second = doubled[0]
        raise SheetRefused(
            f'Kolom "{second.heading}" ada dua: {first.letter} dan {second.letter}. Hapus salah satu.'
        )
    return places


def _unused(row: Row, places: dict[str, Place]) -> tuple[str, ...]:
    used = {place.column for place in places.values()}
    return tuple(
        cell.text for cell in row.cells.values() if cell.column not in used and _key(cell.text) != "no"
    )


def _notes(chosen: Table, aside: list[str], others: list[Table]) -> list[str]:
    notes = [f'Yang dibaca: lembar "{chosen.sheet}", {len(chosen.rows)} baris.']
    if aside:
        notes.append(f"Lembar {joined(aside)} tidak dibaca{_only_mi(aside)}.")
    if named := [f'"{table.sheet}"' for table in others if table.rows]:
        notes.append(
            f"Lembar {joined(named)} juga berisi data, tetapi belum dibaca. Unggah sebagai berkas sendiri."
        )
    if chosen.unused:
        notes.append(f"Kolom {joined(list(chosen.unused))} tidak dipakai dan tidak disimpan.")
    return notes


def _only_mi(aside: list[str]) -> str:
    return (
        ": hanya madrasah ibtidaiyah yang diimpor" if {name.upper() for name in aside} & OTHER_KINDS else ""
    )


def _no_headings() -> str:
    needed = [joined([shape.headings[field][0] for field in sorted(shape.needed)]) for shape in SHAPES]
    return (
        "Judul kolom tidak dikenali. Untuk data guru perlu sedikitnya kolom "
        f"{needed[0]}; untuk data madrasah {needed[1]}. Pakai judul kolom dari SIMPATIKA atau EMIS."
    )


def _key(heading: str) -> str:
    """A heading without its remarks in brackets, capitals, dots and spaces: "No. HP" and "NO HP" are one."""
    return re.sub(r"[^a-z0-9/]", "", re.sub(r"\(.*?\)", "", heading.lower()))
