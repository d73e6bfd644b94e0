"""What an uploaded sheet is made of: rows and cells at their places, and faults that name a place and a cure.

Pure, and without any domain noun: which columns a sheet must have is the importer's matter.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from openpyxl.utils import get_column_letter

from core.formats import MONTHS, SHORT_MONTHS

EMPTY_WORDS = {"", "-", "--", "–", "null", "none", "n/a"}
LONGEST_SHOWN = 80

_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff\x00-\x1f\x7f]+")
_SPELLINGS = {"pebruari": 2, "nopember": 11, "juli": 7, "agust": 8, "ags": 8, "sept": 9, "nop": 11, "peb": 2}
_MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name.lower(): number for number, name in enumerate(SHORT_MONTHS, 1)},
    **_SPELLINGS,
}


@dataclass(frozen=True)
class Cell:
    """One cell that holds something. `kind` is "value", "formula" or "error" (#REF! and its like)."""

    column: int
    value: object
    kind: str = "value"

    @property
    def letter(self) -> str:
        """The column as Excel names it."""
        return get_column_letter(self.column)

    @property
    def text(self) -> str:
        """The value as text: whole numbers without ".0", dates as dd/mm/yyyy."""
        return text_of(self.value)


@dataclass(frozen=True)
class Row:
    """A row with its real number in the file; only cells that hold something."""

    number: int
    cells: Mapping[int, Cell]

    def at(self, column: int | None) -> Cell | None:
        """The cell of a column (counted from 1), or None if the column or its value is missing."""
        return self.cells.get(column) if column else None


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; blank rows are left out, numbers stay those of the file."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, in words: where, what stands there, why not, and what to do."""

    row: int
    column: str
    heading: str
    value: str
    message: str
    fix: str

    @property
    def place(self) -> str:
        """The cell's address as Excel shows it."""
        return f"{self.column}{self.row}"

    def as_dict(self) -> dict[str, Any]:
        """For storage as JSON."""
        return asdict(self)


def fault_at(row: int, cell: Cell, heading: str, message: str, fix: str) -> Fault:
    """A fault of one cell; a long value is cut so that the sentence stays readable."""
    shown = cell.text if len(cell.text) <= LONGEST_SHOWN else f"{cell.text[:LONGEST_SHOWN]}…"
    return Fault(row, cell.letter, heading, shown, message, fix)


def text_of(value: object) -> str:
    """A cell's value as one line of text without stray spaces and control characters."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else _SPACES.sub(" ", str(value)).strip()


def filled_text(cell: Cell | None) -> str:
    """The text of a cell, "" when it is missing or only says that there is nothing ("-", "null")."""
    text = cell.text.lstrip("'") if cell else ""
    return "" if text.lower() in EMPTY_WORDS else text


def date_in(cell: Cell) -> date | None:
    """The date of a cell: a real date, dd/mm/yyyy, or "5 September 1990"; None if it can't be read.

    Day comes first, always. Bare numbers and two-digit years are not guessed.
    """
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    found = re.fullmatch(r"(\d{1,2})[\s./-]+(\w+)\.?[\s./-]+(\d{4})", filled_text(cell))
    return _made_date(found[3], found[2].lower(), found[1]) if found else _iso_date(filled_text(cell))


def _made_date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isascii() and month.isdigit() else _MONTH_NUMBERS.get(month, 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d(\s|$)", text) else None
    except ValueError:
        return None
