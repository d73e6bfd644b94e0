"""What is downloaded opens in a spreadsheet as it was meant, and runs nothing."""

import gc
import tracemalloc
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from core.exports import csv_response, safe_text, xlsx_response


@pytest.mark.parametrize("value", ["=1+1", "+62812", "-3", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_starts_a_formula_gets_an_apostrophe(value: str) -> None:
    assert safe_text(value) == f"'{value}"


def test_other_text_stays_and_control_signs_go() -> None:
    assert [safe_text(word) for word in ("Nur'aini", "-", "a\x00b\ud800")] == ["Nur'aini", "-", "ab"]


def sheet_of(head, rows):
    with xlsx_response("contoh", head, rows).file_to_stream as book:
        return load_workbook(book).active


def test_long_numbers_stay_text_and_counts_stay_numbers() -> None:
    rows = [["012345678901234567", 3, date(2026, 11, 23), None, True]]
    (row,) = sheet_of("abcde", rows).iter_rows(min_row=2)
    assert [cell.value for cell in row[:2]] == ["012345678901234567", 3]
    assert (row[0].number_format, row[2].is_date, row[4].value) == ("@", True, "ya")


def test_no_cell_is_a_formula() -> None:
    sheet = sheet_of(["=a"], [["=HYPERLINK(1)"]])
    assert [cell.data_type for (cell,) in sheet.iter_rows()] == ["s", "s"]


def test_moments_show_the_clock_on_the_wall() -> None:
    moment = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    sheet = sheet_of(["a"], [[moment]])
    assert sheet["A2"].value == datetime(2026, 11, 23, 9, 30)


def test_a_download_has_a_safe_name_and_title() -> None:
    response = xlsx_response('rekap "guru"/2026', ["a"], [], title="Rekap: 2026/2027 [semua]")
    assert response["Content-Disposition"] == 'attachment; filename="rekap-guru-2026.xlsx"'
    with response.file_to_stream as book:
        assert load_workbook(book).sheetnames == ["Rekap  2026 2027  semua "]


def _row(number: int) -> list[object]:
    gc.collect(0)  # not whenever Python next would
    return [number, *(f"Guru Contoh {number} {column}" for column in "ABCDEFGH")]


def _peak(number: int) -> int:
    """Bytes held at most while so many rows become a download, what can be thrown away thrown away at each row."""
    tracemalloc.start()
    rows = (_row(at) for at in range(number))
    xlsx_response("guru", ["No", *"ABCDEFGH"], rows).file_to_stream.close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_three_thousand_rows_take_no_more_memory_than_three_hundred() -> None:
    _peak(3)
    assert _peak(3000) < 1.2 * _peak(300)


def test_csv_is_read_by_excel_with_its_letters() -> None:
    response = csv_response("guru", ["Nama", "Lahir"], [["Contoh; Satu", date(1990, 9, 5)], ["=x", None]])
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.content.decode("utf-8-sig").splitlines() == ["Nama;Lahir", '"Contoh; Satu";05/09/1990', "'=x;"]
