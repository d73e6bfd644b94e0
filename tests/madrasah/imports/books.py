"""Files for tests of the import's eyes: sheets as rows of plain values, and words that need no database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from core.workbooks.cells import Cell, Row, text_of
from madrasah.imports.lines import read_rows
from madrasah.imports.madrasahs import KnownRegion, Regions, spellings_of
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.reading import key_of
from madrasah.imports.recognise import Recognised, recognise
from madrasah.imports.words import Words, grades

Lines = Sequence[Sequence[Any]]
TODAY = date(2026, 11, 23)
SUBJECTS = {"Fikih": "FIK", "SKI": "SKI", "PJOK": "PJOK", "Bahasa Arab": "BAR", "Akidah Akhlak": "AA"}
PLACES = {"73": "Sulawesi Selatan", "73.02": "Kabupaten Bulukumba", "73.02.01": "Gantarang"}


class Book:
    """A source in memory: sheets by name, None for an empty cell."""

    is_csv = False

    def __init__(self, sheets: Mapping[str, Lines]) -> None:
        self.sheets = tuple(sheets)
        self._lines = tuple(sheets.values())

    def rows(self, sheet: int) -> Iterator[Row]:
        """Rows that hold something, with their real numbers."""
        for number, values in enumerate(self._lines[sheet], 1):
            cells = {c: Cell(c, value) for c, value in enumerate(values, 1) if text_of(value)}
            if cells:
                yield Row(number, cells)

    def merges(self, sheet: int) -> Sequence[tuple[int, int, int]]:
        """None are made."""
        return ()


def words() -> Words:
    """Subjects, grades and one kecamatan."""
    regions = [KnownRegion(code, name, spellings_of(name, [])) for code, name in PLACES.items()]
    subjects = {key_of(name): code for name, code in SUBJECTS.items()}
    return Words(subjects, grades(), TODAY, lambda: Regions(regions))


def seen(lines: Lines, kind: str | None = None, memory: Mapping[tuple[str, str], str] | None = None) -> Recognised:
    """What is recognised in one sheet."""
    return seen_in({"Data": lines}, kind, memory)


def seen_in(
    sheets: Mapping[str, Lines], kind: str | None = None, memory: Mapping[tuple[str, str], str] | None = None
) -> Recognised:
    """What is recognised in several sheets."""
    return recognise(Book(sheets), memory or {}, kind)  # type: ignore[arg-type]


def read(lines: Lines) -> list[ReadRow]:
    """The rows of one sheet."""
    return read_all({"Data": lines})


def read_all(sheets: Mapping[str, Lines]) -> list[ReadRow]:
    """The rows of several sheets, without those passed over."""
    return [row for row in all_rows(sheets) if not row.passed]


def all_rows(sheets: Mapping[str, Lines]) -> list[ReadRow]:
    """Everything that stands in the sheets with a table."""
    found = seen_in(sheets)
    assert found.layout is not None, found
    return list(read_rows(Book(sheets), found.layout, words()))  # type: ignore[arg-type]


def passed(sheets: Mapping[str, Lines]) -> dict[int, str]:
    """Why rows are passed over, by their number."""
    return {row.number: str(row.passed) for row in all_rows(sheets) if row.passed}


def names(rows: Iterable[ReadRow]) -> list[str]:
    """Names without titles."""
    return [row.text("name") for row in rows]


def said(row: ReadRow) -> list[str]:
    """Faults as sentences with their places."""
    return [f"{fault.place} {fault.message} {fault.fix}" for fault in row.faults]
