"""What an uploaded sheet is made of: rows and cells at their places, and faults that name a place and a cure.

Pure, and without any domain noun: which columns a sheet must have is the importer's matter.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from core.formats import MONTHS

EMPTY_WORDS = {"", "-", "--", "–", "—", "null", "none", "n/a", "nan", "(null)", "#n/a"}
LONGEST_SHOWN = 80
NO_DATE = date(1900, 1, 1)  # what databases and Excel write where no date was filled in
FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel's 1900 calendar, right for every day since March 1900
SERIALS = range(3654, 73051)  # 1910 to 2099: lower numbers may be years, higher ones are no dates of people

# Control characters and blanks of all kinds become one space; what has no width or turns the writing goes.
_SPACES = re.compile(r"[\s\x01-\x1f\x7f-\x9f]+")
_INVISIBLE = re.compile(r"[\x00\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+")
_NO_DATES = {"0000-00-00", "1900-01-00", "1900-01-01", "00/00/0000", "00/01/1900", "01/01/1900", "1/1/1900"}
_APOSTROPHES = "'’‘`´"
_OTHER_NAMES = "pebruari 2,nopember 11,january 1,february 2,march 3,may 5,june 6,july 7,august 8,october 10,december 12"
_SHORT = {"mrt": 3, "ags": 8, "agt": 8, "agst": 8, "jl": 7}
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name: int(number) for name, number in (pair.split() for pair in _OTHER_NAMES.split(","))},
}
_GAP = r"[\s./-]+"
_BEFORE = r"(?:[^\d,]+,\s*|(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s+)?"
_TIME = r"(?:[T,\s]+(?:pukul\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*(?:[ap]m|wib|wita|wit|z))?)?"
_MONTH = rf"(?:{_GAP}(\d{{1,2}}){_GAP}|[\s./-]*([^\W\d_]+)[\s./,-]*)"
_DAY_FIRST = re.compile(rf"{_BEFORE}(\d{{1,2}}){_MONTH}(\d{{4}}){_TIME}", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"{_BEFORE}(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TIME}", re.IGNORECASE)


class Cell(NamedTuple):
    """One cell that holds something, its value as stored. `kind` is "value", "formula" or "error" (#REF!)."""

    column: int
    value: object
    kind: str = "value"

    @property
    def letter(self) -> str:
        """The column as Excel names it."""
        return str(get_column_letter(self.column))

    @property
    def text(self) -> str:
        """The value as text: whole numbers without ".0", dates as dd/mm/yyyy."""
        return text_of(self.value)


@dataclass(frozen=True)
class Row:
    """A row with its real number in the file; only cells that hold something.

    `is_hidden`: by a filter or by hand. `merged`: the cells above that are merged down into this row.
    """

    number: int
    cells: Mapping[int, Cell]
    is_hidden: bool = False
    merged: Mapping[int, Cell] = field(default_factory=dict)

    def at(self, column: int | None) -> Cell | None:
        """The cell of a column (counted from 1), or None if the column or its value is missing."""
        return self.cells.get(column) if column else None


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, in words: where, what stands there, why not, and what to do."""

    row: int
    column: str
    heading: str
    value: str
    message: str
    fix: str
    sheet: str = ""

    @property
    def place(self) -> str:
        """The cell's address as Excel shows it, after its sheet where a file has several."""
        address = f"{self.column}{self.row}"
        return f"lembar “{self.sheet}”, {address}" if self.sheet else address

    def as_dict(self) -> dict[str, Any]:
        """For storage as JSON."""
        return asdict(self)


def fault_at(row: int, cell: Cell, heading: str, message: str, fix: str, sheet: str = "") -> Fault:
    """A fault of one cell; a long value is cut so that the sentence stays readable.

    `sheet` is the sheet's name where the file has several, "" otherwise.
    """
    shown = cell.text if len(cell.text) <= LONGEST_SHOWN else f"{cell.text[:LONGEST_SHOWN]}…"
    return Fault(row, cell.letter, heading, shown, message, fix, sheet)


def is_blank(text: str) -> bool:
    """Whether a text has nothing to see in it."""
    return not (text.strip() if text.isascii() else text_of(text))


def text_of(value: object) -> str:
    """A cell's value as one line of text without stray spaces, control characters and invisible ones."""
    if isinstance(value, str) and value.isprintable() and "  " not in value:
        return value.strip()  # most cells are clean, and this is asked of every cell more than once
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else _SPACES.sub(" ", _INVISIBLE.sub("", str(value))).strip()


def filled_text(cell: Cell | None) -> str:
    """The text of a cell, "" when it is missing or only says that there is nothing ("-", "null", 1900)."""
    text = cell.text.lstrip(_APOSTROPHES).strip() if cell else ""
    return "" if text.lower() in EMPTY_WORDS or text.split(" ")[0] in _NO_DATES else text


def date_in(cell: Cell) -> date | None:
    """The date of a cell: a real date, Excel's serial number, dd/mm/yyyy, yyyy-mm-dd, or with a month's name.

    A weekday or place before it and a time after it are passed over. Day comes first, always; two-digit
    years are not guessed. None if it can't be read, or says no date (01/01/1900).
    """
    text = filled_text(cell)
    if not text:
        return None
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return _serial_date(float(text))
    if found := _DAY_FIRST.fullmatch(text):
        return _made_date(found[4], (found[2] or found[3]).lower(), found[1])
    found = _YEAR_FIRST.fullmatch(text)
    return _made_date(*found.groups()) if found else None


def _serial_date(number: float) -> date | None:
    return FIRST_DAY + timedelta(days=int(number)) if int(number) in SERIALS else None


def _made_date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _month_number(month), int(day))
    except ValueError:
        return None


def _month_number(word: str) -> int:
    """The month of a number, a name in full or cut short, or a Roman number; 0 for none, or for more than one."""
    if word.isascii() and word.isdigit():
        return int(word)
    if word in _ROMAN:
        return _ROMAN.index(word) + 1
    found = {number for name, number in _MONTH_NUMBERS.items() if name.startswith(word)} if len(word) > 2 else set()
    return found.pop() if len(found) == 1 else _SHORT.get(word, 0)
