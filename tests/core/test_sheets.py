"""Reading an uploaded workbook: what is refused with a cure, and what rows and cells say."""

import io
import zipfile
from datetime import date, datetime

import pytest

from core.sheets.cells import Cell, date_in, fault_at, filled_text
from core.sheets.workbook import Limits, SheetRefused, read_workbook
from tests.sheets import xlsx, xlsx_of

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""


def with_part(source: io.BytesIO, name: str, content: bytes) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out


def refusal(file: io.BytesIO, name: str = "guru.xlsx", **limits: int) -> str:
    with pytest.raises(SheetRefused) as refused:
        read_workbook(file, name, Limits(**limits))
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", "kosong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "Excel lama (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "hapus sandinya",
        ),
        (b"\xef\xbb\xbf <html><table><tr><td>1</td></tr></table>", "a.xls", "halaman web (HTML)"),
        (b"No;Nama;NIP\r\n1;Contoh;-\r\n", "a.csv", "teks CSV"),
        (b"PK\x03\x04 cut off", "a.xlsx", "rusak"),
        (b"%PDF-1.7 \x00\x01", "a.xlsx", "rusak"),
    ],
)
def test_other_files_are_refused_with_the_cure(content: bytes, name: str, words: str) -> None:
    sentence = refusal(io.BytesIO(content), name)
    assert words in sentence
    assert "Simpan Sebagai" in sentence or "unggah lagi" in sentence or "berkas lain" in sentence


def test_extension_must_fit_the_content() -> None:
    assert "berakhiran .xlsx" in refusal(xlsx(["a"]), "macro.xlsm")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("surat.docx", "x")
    assert "rusak" in refusal(out)


def test_entities_are_never_expanded() -> None:
    assert "rusak" in refusal(with_part(xlsx(["a"]), "xl/worksheets/sheet1.xml", BOMB))


def test_size_unzipped_size_rows_and_letters_have_limits() -> None:
    assert "paling besar" in refusal(xlsx(["a"]), bytes=100)
    assert "terlalu besar" in refusal(xlsx(["a"]), unzipped_bytes=1000)
    assert "terlalu panjang" in refusal(xlsx(["a"], ["b"], ["c"]), rows=2)
    assert "Sel B1" in refusal(xlsx(["a", "b" * 30]), letters=20)


def test_a_row_number_far_below_is_refused_quickly() -> None:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += b'<row r="99999999999"><c r="A9"><v>1</v></c></row></sheetData></worksheet>'
    file = with_part(xlsx(["a"]), "xl/worksheets/sheet1.xml", sheet)
    assert "terlalu panjang" in refusal(file, last_row=100)


def test_blank_rows_are_left_out_and_numbers_stay() -> None:
    (sheet,) = read_workbook(xlsx(["Judul"], [None], ["", " "], [None, "isi"]), "a.xlsx")
    assert [row.number for row in sheet.rows] == [1, 4]
    assert sheet.rows[1].at(2).letter == "B"
    assert sheet.rows[1].at(1) is None
    assert sheet.rows[1].at(None) is None


def test_formulas_and_errors_are_marked_never_computed() -> None:
    (sheet,) = read_workbook(xlsx(["=1+1", "#REF!", "isi", "-"]), "a.xlsx")
    assert [cell.kind for cell in sheet.rows[0].cells.values()] == ["formula", "error", "value", "value"]


def test_all_sheets_are_read_by_name() -> None:
    assert [sheet.name for sheet in read_workbook(xlsx_of({"RA": [], "MI": [["x"]]}), "A.XLSX")] == [
        "RA",
        "MI",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Contoh\u00a0 Nama\n", "Contoh Nama"),
        (12.0, "12"),
        ("'0812", "0812"),
        ("-", ""),
        ("NULL", ""),
        (date(1990, 9, 5), "05/09/1990"),
    ],
)
def test_text_of_a_cell(value: object, text: str) -> None:
    assert filled_text(Cell(1, value)) == text


@pytest.mark.parametrize(
    "value",
    [
        datetime(1990, 9, 5, 7, 0),
        date(1990, 9, 5),
        "05/09/1990",
        "5-9-1990",
        "5 September 1990",
        "05 Sept. 1990",
        "1990-09-05",
        " 5 SEP 1990 ",
    ],
)
def test_dates_as_people_write_them(value: object) -> None:
    assert date_in(Cell(1, value)) == date(1990, 9, 5)


@pytest.mark.parametrize(
    "value", ["09/13/1990", "31 Pebruari 1990", "05/09/90", 33121, "lahir 1990", "1990-13-01"]
)
def test_other_dates_are_not_guessed(value: object) -> None:
    assert date_in(Cell(1, value)) is None


def test_a_fault_names_its_cell_and_cuts_long_values() -> None:
    fault = fault_at(7, Cell(28, "x" * 500), "Surel", "Salah.", "Perbaiki.")
    assert (fault.place, len(fault.value)) == ("AB7", 81)
