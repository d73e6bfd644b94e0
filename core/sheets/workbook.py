"""Opens an uploaded XLSX without trusting it: extension and content, size, zip bombs, entities, formulas.

Belongs here: turning a file into rows, or refusing it with a sentence. Not here: what the rows mean.
"""

import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

import openpyxl

from core.formats import decimal, file_size
from core.sheets.cells import Cell, Row, Sheet

SAVE_AS = "Buka di Excel, pilih Simpan Sebagai, lalu jenis Excel Workbook (.xlsx)."
BROKEN = f"Berkas ini rusak atau bukan Excel yang sebenarnya. {SAVE_AS}"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"
NEEDED_PARTS = {"[Content_Types].xml", "xl/workbook.xml"}
HEAD_BYTES = 2048


class SheetRefused(Exception):
    """The file as a whole can't be read; str() is a sentence with the cure."""


@dataclass(frozen=True)
class Limits:
    """How much of a file is read before it is refused. Rows count those that hold something, titles too."""

    bytes: int = 5_000_000
    unzipped_bytes: int = 60_000_000
    parts: int = 500
    rows: int = 5_050
    last_row: int = 50_000
    columns: int = 100
    letters: int = 2_000


LIMITS = Limits()


def read_workbook(file: IO[bytes], name: str, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """All sheets of an XLSX, formulas marked and never computed. Raises SheetRefused with a sentence."""
    _check_name_and_content(file, name, limits)
    _check_zip(file, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _sheets(file, limits)
    except SheetRefused:
        raise
    except (
        Exception
    ) as error:  # the parser raises whatever it meets: KeyError, ParseError, EntitiesForbidden …
        raise SheetRefused(BROKEN) from error


def _check_name_and_content(file: IO[bytes], name: str, limits: Limits) -> None:
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not size:
        raise SheetRefused("Berkas ini kosong. Pilih berkas lain.")
    if size > limits.bytes:
        most = file_size(limits.bytes)
        raise SheetRefused(
            f"Berkas ini {file_size(size)}, paling besar {most}. Hapus gambar atau bagi berkasnya."
        )
    if not head.startswith(ZIP):
        raise SheetRefused(_what_it_is(file, head))
    if not name.lower().endswith(".xlsx"):
        raise SheetRefused(f"Nama berkas harus berakhiran .xlsx. {SAVE_AS}")


def _what_it_is(file: IO[bytes], head: bytes) -> str:
    """The sentence for a file that isn't a zip: old Excel, locked, HTML or CSV in disguise."""
    if head.startswith(OLD_EXCEL):
        file.seek(0)
        if ENCRYPTED in file.read():
            return "Berkas ini dikunci dengan sandi. Buka di Excel, hapus sandinya, simpan, lalu unggah lagi."
        return f"Ini berkas Excel lama (.xls). {SAVE_AS}"
    text = head.decode("utf-8", "ignore").lstrip("\ufeff \t\r\n").lower()
    if text.startswith("<"):
        return f"Berkas ini halaman web (HTML) yang diberi nama Excel. {SAVE_AS}"
    if text and b"\x00" not in head and any(mark in text for mark in ",;\t"):
        return f"Berkas ini teks CSV, bukan Excel. {SAVE_AS}"
    return BROKEN


def _check_zip(file: IO[bytes], limits: Limits) -> None:
    file.seek(0)
    try:
        parts = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise SheetRefused(BROKEN) from error
    if not {part.filename for part in parts} >= NEEDED_PARTS:
        raise SheetRefused(BROKEN)
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unzipped_bytes:
        raise SheetRefused("Isi berkas ini terlalu besar. Salin barisnya ke berkas Excel baru, lalu unggah.")


def _sheets(file: IO[bytes], limits: Limits) -> tuple[Sheet, ...]:
    file.seek(0)
    book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
    try:
        return tuple(Sheet(sheet.title, _rows(sheet, limits)) for sheet in book.worksheets)
    finally:
        book.close()


def _rows(sheet: Any, limits: Limits) -> tuple[Row, ...]:
    """Rows that hold something. The dimensions a file claims are not believed; both ends are ours."""
    sheet.reset_dimensions()
    rows: list[Row] = []
    for number, raw in enumerate(sheet.iter_rows(max_col=limits.columns, max_row=limits.last_row + 1), 1):
        cells = _cells(raw, number, limits)
        if cells:
            rows.append(Row(number, cells))
        if len(rows) > limits.rows or number > limits.last_row:
            raise SheetRefused(
                f'Lembar "{sheet.title}" terlalu panjang; paling banyak {decimal(limits.rows)} baris berisi. '
                "Salin baris yang perlu saja ke berkas Excel baru, atau bagi menjadi beberapa berkas."
            )
    return tuple(rows)


def _cells(raw: Iterable[Any], number: int, limits: Limits) -> dict[int, Cell]:
    cells = {}
    for column, source in enumerate(raw, 1):
        value = source.value
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        cell = Cell(column, value, {"f": "formula", "e": "error"}.get(source.data_type, "value"))
        if len(str(value)) > limits.letters:
            raise SheetRefused(
                f"Sel {cell.letter}{number} berisi lebih dari {limits.letters} huruf. Pendekkan isinya."
            )
        cells[column] = cell
    return cells
