"""What stands in one sheet of an XLSX: its XML heard row by row. Not here: which sheets there are.

Formulas are marked and never computed; what Excel last computed for them isn't believed either.
"""

import math
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601

from core.formats import decimal
from core.workbooks.cells import NO_DATE, Cell, Row, is_blank
from core.workbooks.limits import BROKEN, COPY_ROWS, FileRefused, Limits
from core.workbooks.package import Reader
from core.workbooks.strings import unescaped

DIGITS = "0123456789"
FALSE = {"0", "false"}
AFTER_MERGES = {"phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "pageMargins", "pageSetup"}
MOST_MERGES = 100_000
Merge = tuple[int, int, int]
LONGEST_FORMULA = 10_000  # letters; Excel itself allows 8,192


_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_column = lru_cache(1024)(column_index_from_string)


@dataclass(frozen=True)
class DateStyles:
    """What tells a date from a number in one workbook: its date styles and its first day."""

    styles: frozenset[str]
    epoch: datetime

    def read(self, number: float) -> object:
        """The date of a serial number; the number itself where Excel has no such day."""
        if 0 <= number < 1:
            return number or NO_DATE
        with suppress(OverflowError, ValueError):
            return from_excel(number, self.epoch)
        return number


class WorksheetReader(Reader):
    """Hears <sheetData>; finished rows that hold something wait in `rows` until they are taken.

    What is merged downwards comes after all rows: `merges` holds first row, last row and column of each.
    """

    def __init__(self, name: str, dates: DateStyles, string_at: Callable[[int], str], limits: Limits) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.number = 0
        self._name = name
        self._dates = dates
        self._string_at = string_at
        self._limits = limits
        self._cells: dict[int, Cell] = {}
        self._is_hidden = False
        self._column = 0
        self._attributes: dict[str, str] = {}
        self._value = ""
        self._formula: str | None = None
        self._in_hint = False
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or name == "t" or name == "f":
            self.text.clear()
            self._in_text = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._in_hint = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name in AFTER_MERGES:
            self.done = True

    def end(self, name: str) -> None:
        if name == "v":
            self._value = "".join(self.text)
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "t" and not self._in_hint:
            self._value += "".join(self.text)
        elif name == "f":
            self._formula = "".join(self.text)
        elif name == "rPh":
            self._in_hint = False
        elif name == "mergeCells":
            self.done = True

    def check(self) -> None:
        """Text still open after a piece may not grow without end; what stands between cells is nothing."""
        if not self._in_text:
            self.text.clear()
        elif sum(map(len, self.text)) > LONGEST_FORMULA:
            self._refuse_long(self._column)

    def take(self) -> list[Row]:
        """The rows finished since the last time."""
        rows, self.rows = self.rows, []
        return rows

    def _merge(self, ref: str) -> None:
        found = _RANGE.fullmatch(ref)
        if found and found[2] != found[4] and len(self.merges) < MOST_MERGES:
            self.merges.append((int(found[2]), int(found[4]), _column(found[1])))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self.number + 1))
        if number <= self.number:
            raise FileRefused(f"Lembar “{self._name}” rusak pada baris {number}. {BROKEN}")
        self.number = number
        self._cells = {}
        self._is_hidden = attributes.get("hidden", "0") not in FALSE
        self._column = 0

    def _end_row(self) -> None:
        if not self._cells:
            return
        if self.number > self._limits.last_row:
            most = decimal(self._limits.last_row)
            raise FileRefused(f"Lembar “{self._name}” terlalu panjang; ada isi sesudah baris {most}. {COPY_ROWS}")
        self.rows.append(Row(self.number, self._cells, self._is_hidden))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self._column = _column(place.rstrip(DIGITS)) if place else self._column + 1
        self._attributes = attributes
        self._value = ""
        self._formula = None

    def _end_cell(self) -> None:
        self.text.clear()
        self._in_text = False
        if self._formula is not None:
            self._keep(Cell(self._column, f"={self._formula[: self._limits.letters]}", "formula"))
        elif self._value:
            self._read_value(self._attributes.get("t", "n"), self._value)

    def _read_value(self, kind: str, raw: str) -> None:
        if kind == "n":
            self._keep(Cell(self._column, self._number(raw)))
        elif kind == "s" or kind == "str" or kind == "inlineStr":
            text = self._string_at(int(raw)) if kind == "s" else unescaped(raw)
            if not is_blank(text):
                self._keep(Cell(self._column, text))
        elif kind == "b":
            self._keep(Cell(self._column, raw.strip().lower() not in FALSE))
        elif kind == "d":
            self._keep(Cell(self._column, from_ISO8601(raw)))
        else:
            self._keep(Cell(self._column, raw, "error"))

    def _number(self, raw: str) -> object:
        """The number as it is stored, so that lost digits can be seen; a date where the style says so."""
        try:
            number = int(raw) if raw.isdecimal() else float(raw)
        except ValueError:
            return raw
        if not math.isfinite(number):
            return raw
        return self._dates.read(number) if self._attributes.get("s") in self._dates.styles else number

    def _keep(self, cell: Cell) -> None:
        if self._column > self._limits.columns:
            raise FileRefused(
                f"Lembar “{self._name}”, sel {cell.letter}{self.number}: ada isi di luar "
                f"{self._limits.columns} kolom pertama. Hapus kolom yang tidak perlu, lalu unggah lagi."
            )
        if isinstance(cell.value, str) and len(cell.value) > self._limits.letters + 1:
            self._refuse_long(self._column)
        self._cells[self._column] = cell

    def _refuse_long(self, column: int) -> None:
        raise FileRefused(
            f"Lembar “{self._name}”, sel {get_column_letter(max(column, 1))}{self.number} berisi lebih dari "
            f"{decimal(self._limits.letters)} huruf. Pendekkan isinya, lalu unggah lagi."
        )
