"""Rows to an XLSX or CSV download: the same rows the page shows, every cell as text where text was meant.

Belongs here: the file. Not here: which rows, and who may have them.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

R = TypeVar("R", bound=HttpResponseBase)
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]
MOST_ROWS = 1_000_000  # of a sheet, below Excel's own 1,048,576
MOST_SIGNS = 32_767  # of a cell
CUT = " … (terpotong: satu sel Excel memuat paling banyak 32.767 huruf)"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ALONE = {"-", "–"}

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def safe_text(value: object) -> str:
    """Text that no spreadsheet runs: an apostrophe before = + - @, no control signs. A lone "-" stays."""
    text = _CONTROL.sub("", str(value))
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) and text not in ALONE else text


def xlsx_response(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> FileResponse:
    """A workbook of one sheet as a download `name`.xlsx. Numbers and dates stay such, all else is text."""
    return workbook_response(name, [(title or name, head, rows)])


def workbook_response(name: str, sheets: Iterable[Sheet]) -> FileResponse:
    """A workbook of several sheets, each (title, head, rows), as a download `name`.xlsx: by way of a file, so that a
    long one takes no more memory than a short one.
    """
    book = TemporaryFile()  # noqa: SIM115 - closed with the answer
    write_workbook(book, sheets)
    book.seek(0)
    return _as_download(FileResponse(book, content_type=XLSX_TYPE), f"{name}.xlsx")


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows as `name`.csv: UTF-8 with the mark Excel looks for, semicolons as id-ID expects."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_text(word) for word in head])
    writer.writerows([_csv_value(value) for value in row] for row in rows)
    content = b"\xef\xbb\xbf" + out.getvalue().encode()
    return _as_download(HttpResponse(content, content_type=CSV_TYPE), f"{name}.csv")


def write_workbook(file: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """The same into a file, row by row: rows may come from a cursor. One sheet too long for Excel becomes several."""
    book = Workbook(write_only=True)
    for title, head, rows in sheets:
        left = iter(rows)
        _add_sheet(book, title, head, islice(left, MOST_ROWS))
        for number, first in enumerate(left, start=2):
            _add_sheet(book, f"{title} ({number})", head, chain([first], islice(left, MOST_ROWS - 1)))
    book.save(file)


def _add_sheet(book: Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "Data")
    sheet.freeze_panes = "A2"
    for number, word in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(12, min(40, len(word) + 4))
    sheet.append([_heading(sheet, word) for word in head])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value) for value in row])


def _heading(sheet: Any, word: str) -> WriteOnlyCell:
    cell = _xlsx_cell(sheet, word)
    cell.font = Font(bold=True)
    return cell


def _xlsx_cell(sheet: Any, value: Any) -> WriteOnlyCell:
    """Numbers, shares (Fraction, as percents) and dates as such; text with the format "Text".

    So a NIP keeps every digit when it is edited.
    """
    if isinstance(value, int | float | date) and not isinstance(value, bool):
        cell = WriteOnlyCell(sheet, value=_local(value))
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
        return cell
    if isinstance(value, Fraction):
        cell = WriteOnlyCell(sheet, value=float(value))
        cell.number_format = "0%"
        return cell
    cell = WriteOnlyCell(sheet, value=_fitting(safe_text(_word(value))))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _fitting(text: str) -> str:
    """What a cell of Excel holds, saying so where that is not all."""
    return text if len(text) <= MOST_SIGNS else f"{text[: MOST_SIGNS - len(CUT)]}{CUT}"


def _csv_value(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{_local(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Fraction):
        return f"{round(value * 100)}%"
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else safe_text(_word(value))


def _local(value: Any) -> Any:
    """An aware moment as the clock on the wall: spreadsheets know no time zones."""
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value).replace(tzinfo=None) if aware else value


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)


def _as_download(response: R, name: str) -> R:
    safe = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII)
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    return response
