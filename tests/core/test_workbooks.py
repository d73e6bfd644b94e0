"""Reading an uploaded sheet: which rows and cells come out, and what they say."""

from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from core.workbooks.cells import Cell, Fault, date_in, fault_at, filled_text, text_of
from core.workbooks.limits import FileRefused, Limits
from core.workbooks.source import open_source
from tests.workbooks import LINKS, MAIN, PARTS, raw_xlsx, saved, xlsx, xlsx_of

DATE_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs></styleSheet>'
)


def values(file: Any, sheet: int = 0, name: str = "guru.xlsx") -> list[list[object]]:
    with open_source(file, name) as source:
        return [[cell.value for cell in row.cells.values()] for row in source.rows(sheet)]


def names(file: Any) -> tuple[str, ...]:
    with open_source(file, "guru.xlsx") as source:
        return source.sheets


def test_blank_rows_are_left_out_and_numbers_stay() -> None:
    with open_source(xlsx(["Judul"], [None], ["", " ", "\u200b"], [None, "isi"]), "a.xlsx") as source:
        rows = list(source.rows(0))
    assert [row.number for row in rows] == [1, 4]
    assert rows[1].at(2).letter == "B"
    assert rows[1].at(1) is None
    assert rows[1].at(None) is None


def test_rows_can_be_asked_for_again_and_in_between() -> None:
    with open_source(xlsx_of({"RA": [["a"], ["b"]], "MI": [["c"]]}), "A.XLSX") as source:
        first = source.rows(0)
        assert next(first).at(1).value == "a"
        assert [row.at(1).value for row in source.rows(1)] == ["c"]
        assert [row.at(1).value for row in source.rows(0)] == ["a", "b"]
        assert next(first).at(1).value == "b"
        assert (source.sheets, source.is_csv) == (("RA", "MI"), False)


def test_formulas_and_errors_are_marked_never_computed() -> None:
    with open_source(xlsx(["=1+1", "#REF!", "isi", "-"]), "a.xlsx") as source:
        (row,) = source.rows(0)
    assert [cell.kind for cell in row.cells.values()] == ["formula", "error", "value", "value"]
    assert row.at(1).value == "=1+1"


def test_what_a_formula_last_gave_is_not_believed() -> None:
    file = raw_xlsx('<row r="1"><c r="A1"><f>HYPERLINK("http://contoh.invalid")</f><v>7</v></c></row>')
    assert values(file) == [['=HYPERLINK("http://contoh.invalid")']]


def test_numbers_stay_as_they_are_stored() -> None:
    cells = "".join(f"<c><v>{raw}</v></c>" for raw in ("12", "1.98501012010011E+17", "0.5", "-3", "inf"))
    assert values(raw_xlsx(f"<row>{cells}</row>")) == [[12, 1.98501012010011e17, 0.5, -3, "inf"]]


def test_dates_are_known_by_their_style() -> None:
    cells = "".join(
        f'<c s="{style}"><v>{serial}</v></c>' for style, serial in [(1, 33121), (0, 33121), (1, 0), (2, 1.5), (1, 1e17)]
    )
    file = raw_xlsx(f"<row>{cells}</row>", {"xl/styles.xml": DATE_STYLES})
    assert values(file) == [[datetime(1990, 9, 5), 33121, date(1900, 1, 1), 1.5, 1e17]]


def test_a_calendar_from_1904_is_believed() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    book.active.append([date(1990, 9, 5)])
    assert values(saved(book)) == [[datetime(1990, 9, 5)]]


def test_rich_text_and_excels_escapes_are_read_without_hints() -> None:
    shared = (
        f'<sst xmlns="{MAIN}"><si><r><t>Siti </t></r><r><t>Contoh_x000D_</t></r><rPh><t>hint</t></rPh></si><si/></sst>'
    )
    cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="b"><v>1</v></c>'
    file = raw_xlsx(f"<row>{cells}</row>", {"xl/sharedStrings.xml": shared})
    assert values(file) == [["Siti Contoh ", True]]


def test_the_size_a_sheet_claims_is_not_believed() -> None:
    rows = '<sheetData><row r="3"><c r="B3"><v>1</v></c></row></sheetData>'
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:A1"/>{rows}</worksheet>'
    parts = {"xl/worksheets/sheet1.xml": sheet}
    assert values(raw_xlsx("", parts)) == [[1]]


def test_prefixed_xml_and_rows_without_numbers_are_read() -> None:
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row>'
    parts = {"xl/worksheets/sheet1.xml": f"{sheet}</x:sheetData></x:worksheet>"}
    assert values(raw_xlsx("", parts)) == [[1]]


def test_hidden_sheets_and_charts_are_left_out() -> None:
    book = Workbook()
    book.active.title = "MI"
    book.create_sheet("Pilihan").sheet_state = "hidden"
    book.create_chartsheet("Grafik")
    assert names(saved(book)) == ("MI",)


def test_an_empty_sheet_has_no_rows() -> None:
    assert values(xlsx()) == []


def test_a_sheet_outside_the_file_is_never_fetched() -> None:
    rels = (
        f'<Relationships><Relationship Id="r1" Type="{LINKS}/worksheet" TargetMode="External" '
        'Target="http://contoh.invalid/a.xml"/></Relationships>'
    )
    with pytest.raises(FileRefused, match="rusak"):
        names(raw_xlsx("", PARTS | {"xl/_rels/workbook.xml.rels": rels}))


def test_rows_of_all_sheets_count_together() -> None:
    file = xlsx_of({"Satu": [["a"], ["b"]], "Dua": [["c"], ["d"]]})
    with open_source(file, "a.xlsx", Limits(rows=3)) as source:
        assert len(list(source.rows(0))) == 2
        with pytest.raises(FileRefused, match="“Dua” terlalu panjang; paling banyak 3 baris"):
            list(source.rows(1))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Contoh\u00a0 Nama\n", "Contoh Nama"),
        ("Con\u200btoh\x00 \u202eNama\u2069\x07", "Contoh Nama"),
        ("Ibu 🌻 Contoh", "Ibu 🌻 Contoh"),
        (12.0, "12"),
        (1.98501012010011e17, "198501012010011008"),
        (True, "TRUE"),
        ("'0812", "0812"),
        ("’ 0812", "0812"),
        ("-", ""),
        ("'-", ""),
        ("NULL", ""),
        ("1900-01-01", ""),
        ("01/01/1900 00:00", ""),
        (datetime(1900, 1, 1), ""),
        (date(1990, 9, 5), "05/09/1990"),
    ],
)
def test_text_of_a_cell(value: object, text: str) -> None:
    assert filled_text(Cell(1, value)) == text


def test_text_of_nothing_is_empty() -> None:
    assert (filled_text(None), text_of(None)) == ("", "")


@pytest.mark.parametrize(
    "value",
    [
        datetime(1990, 9, 5, 7, 0),
        date(1990, 9, 5),
        33121,
        33121.5,
        "33121",
        "05/09/1990",
        "'05/09/1990",
        "5-9-1990",
        "5 September 1990",
        "05 Sept. 1990",
        "1990-09-05",
        "1990/9/5",
        "1990-09-05T00:00:00Z",
        " 5 SEP 1990 ",
        "05-Sep-1990",
        "5.9.1990",
        "Rabu, 5 September 1990",
        "rabu 5 september 1990",
        "Bulukumba, 5 September 1990",
        "05/09/1990 07.30 WITA",
        "05/09/1990 12:00:00 AM",
        "05\u00a0September\u200b 1990",
    ],
)
def test_dates_as_people_write_them(value: object) -> None:
    assert date_in(Cell(1, value)) == date(1990, 9, 5)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("05-Agu-1990", 8),
        ("5 Agt 1990", 8),
        ("5 Aug 1990", 8),
        ("5 Nopember 1990", 11),
        ("5 Mei 1990", 5),
        ("5 Okt 1990", 10),
        ("Jum'at, 5 Pebruari 1990", 2),
    ],
)
def test_months_in_any_spelling(text: str, month: int) -> None:
    assert date_in(Cell(1, text)) == date(1990, month, 5)


@pytest.mark.parametrize(
    "value",
    [
        "09/13/1990",
        "31 Pebruari 1990",
        "05/09/90",
        "5 Sept 90",
        1990,
        "1990",
        198509052010011001,
        "lahir 1990",
        "1990-13-01",
        "5 Contoh 1990",
        "٠٥/٠٩/1990",
        "1900-01-01",
        "-",
        True,
    ],
)
def test_other_dates_are_not_guessed(value: object) -> None:
    assert date_in(Cell(1, value)) is None


def test_a_fault_names_its_cell_and_cuts_long_values() -> None:
    fault = fault_at(7, Cell(28, "x" * 500), "Surel", "Salah.", "Perbaiki.")
    assert (fault.place, len(fault.value)) == ("AB7", 81)
    assert Fault(**fault.as_dict()) == fault


def test_a_fault_names_its_sheet_where_there_are_several() -> None:
    assert fault_at(12, Cell(3, "x"), "NIP", "Salah.", "Perbaiki.", "MI 2").place == "lembar “MI 2”, C12"
