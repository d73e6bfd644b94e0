"""Small Excel files for tests, made in memory with the headings of SIMPATIKA and EMIS."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

TEACHER_HEAD = {
    "peg_id": "Peg ID",
    "name": "Nama Lengkap (dengan gelar)",
    "nip": "NIP",
    "nuptk": "NUPTK",
    "sex": "L/P",
    "birth_date": "Tgl Lahir (DD/MM/YYYY)",
    "employment": "Status Kepegawaian",
    "level": "Jenjang",
    "programme": "Program Studi",
    "subject": "Mapel yang Diampu",
    "duty": "Tugas Tambahan",
    "is_certified": "Status Sertifikasi",
    "nsm": "NSM Satminkal",
    "npsn": "NPSN Satminkal",
    "madrasah": "Nama Satminkal",
    "phone": "No. HP",
    "email": "Surel",
    "is_active": "Status Keaktifan",
    "nik": "NIK",
}
MADRASAH_HEAD = {
    "nsm": "NSM",
    "npsn": "NPSN",
    "name": "Nama Madrasah",
    "level": "Jenjang",
    "status": "Status",
    "province": "Provinsi",
    "kabupaten": "Kabupaten",
    "kecamatan": "Kecamatan",
    "address": "Alamat",
}
SATU = {"nsm": "111273020001"}  # the NSM of MI Contoh Satu in the cast


def xlsx(*rows: Sequence[Any], sheet: str = "Data PTK") -> io.BytesIO:
    """A workbook of one sheet; the first row is row 1."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    return saved(book)


def xlsx_of(sheets: dict[str, Iterable[Sequence[Any]]]) -> io.BytesIO:
    """A workbook of several sheets by name."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    return saved(book)


def teachers(*rows: dict[str, Any]) -> io.BytesIO:
    """A teacher sheet with headings in row 1; fields that a row leaves out stay empty."""
    return _table(TEACHER_HEAD, rows, "Data PTK")


def madrasahs(*rows: dict[str, Any]) -> io.BytesIO:
    """An EMIS sheet "MI" in Kecamatan Gantarang unless a row says otherwise."""
    place = {"province": "SULAWESI SELATAN", "kabupaten": "BULUKUMBA", "kecamatan": "GANTARANG"}
    return _table(MADRASAH_HEAD, [place | {"level": "Madrasah Ibtidaiyah"} | row for row in rows], "MI")


def _table(head: dict[str, str], rows: Iterable[dict[str, Any]], sheet: str) -> io.BytesIO:
    lines = [[row.get(name) for name in head] for row in rows]
    return xlsx(list(head.values()), *lines, sheet=sheet)


def saved(book: Workbook) -> io.BytesIO:
    """The workbook as a file."""
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{LINKS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{LINKS}/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{LINKS}/sharedStrings" '
    f'Target="sharedStrings.xml"/><Relationship Id="r3" Type="{LINKS}/styles" Target="styles.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="MI" sheetId="1" '
    'r:id="r1"/></sheets></workbook>',
}


def raw_xlsx(rows: str, parts: dict[str, str | bytes] | None = None) -> io.BytesIO:
    """A workbook written by hand: the XML between <sheetData> tags, and parts that are added or replaced."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped(PARTS | {"xl/worksheets/sheet1.xml": sheet} | (parts or {}))


def zipped(parts: dict[str, Any], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    out.seek(0)
    return out


def unzipped(file: io.BytesIO) -> dict[str, Any]:
    """The parts of a zip, to be changed and zipped again."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def csv_file(text: str, encoding: str = "utf-8") -> io.BytesIO:
    """A CSV as written, in this encoding."""
    return io.BytesIO(text.encode(encoding))
