"""Reads a CSV as a stream: its encoding and delimiter told by what it holds, its line numbers kept.

Not here: whether a file is CSV at all.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from core.formats import decimal
from core.workbooks.cells import Cell, Row, is_blank, text_of
from core.workbooks.limits import COPY_ROWS, FileRefused, Limits, Stopwatch

HEAD = 65_536  # bytes looked at to tell the delimiter
LINES_COUNTED = 50
DELIMITERS = ";\t,"
BATCH = 500
LONGEST_LINE = 500_000  # letters
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
EXCEL_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
LONGEST_NAME = 60
NARROWEST_SWALLOWED = 4  # columns: in narrower tables an address of two lines looks the same

_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')  # how systems keep Excel from eating zeros: ="0812"


class Csv:
    """An opened CSV: one sheet with the name of the file."""

    is_csv = True

    def __init__(self, file: IO[bytes], name: str, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self.watch = Stopwatch(limits.seconds)
        with self.watch:
            self._encoding = _encoding(file)
            self._delimiter = _delimiter(file, self._encoding)
        self.merges: dict[int, list[tuple[int, int, int]]] = {}
        self.sheets = (text_of(name.rpartition(".")[0])[:LONGEST_NAME] or "CSV",)

    def close(self) -> None:
        """Nothing to give back: the file is the caller's."""

    def batches(self, sheet: int) -> Iterator[list[Row]]:
        """The rows with something in them, some hundred lines at a time."""
        if sheet:
            raise IndexError(sheet)
        rows = self._rows()
        more = True
        while more:
            with self.watch:
                batch = list(islice(rows, BATCH))
            more = len(batch) == BATCH
            yield [row for row in batch if row.cells]

    def _rows(self) -> Iterator[Row]:
        lines = _Lines(self._file, self._encoding)
        records = csv.reader(lines, delimiter=self._delimiter, strict=True)
        begins = widest = 1
        try:
            for record in records:
                widest = max(widest, len(record))
                if any(self._swallowed(value, widest) for value in record if "\n" in value):
                    raise FileRefused(_lone_quote(begins))
                if not (begins == 1 and _is_separator_line(record, self._delimiter)):
                    yield Row(begins, self._cells(record, begins))
                begins = records.line_num + 1
        except csv.Error as error:
            raise FileRefused(_lone_quote(begins)) from error

    def _swallowed(self, value: str, widest: int) -> bool:
        """Whether two lone quotes made one value of what are rows: it has as many cuts as a row."""
        return widest >= NARROWEST_SWALLOWED and value.count(self._delimiter) >= widest - 1

    def _cells(self, record: list[str], number: int) -> dict[int, Cell]:
        return {
            column: self._cell(column, value, number)
            for column, value in enumerate(record, 1)
            if value and not is_blank(value)
        }

    def _cell(self, column: int, value: str, number: int) -> Cell:
        cell = Cell(column, value)
        if column > self._limits.columns:
            raise FileRefused(
                f"Baris {number} berisi lebih dari {self._limits.columns} kolom. "
                "Hapus kolom yang tidak perlu, lalu unggah lagi."
            )
        if len(value) > self._limits.letters:
            raise FileRefused(
                f"Sel {cell.letter}{number} berisi lebih dari {decimal(self._limits.letters)} huruf. "
                "Pendekkan isinya, lalu unggah lagi."
            )
        if value[0] not in "=#":
            return cell
        kept = _KEPT_AS_TEXT.fullmatch(value)
        return Cell(column, kept[1]) if kept else Cell(column, value, _kind(value))


def _lone_quote(line: int) -> str:
    return f'Baris {line}: ada tanda kutip (") yang tidak berpasangan. Hapus tanda kutip itu, simpan, lalu unggah lagi.'


def _kind(value: str) -> str:
    if value.startswith("="):
        return "formula"
    return "error" if value.strip() in EXCEL_ERRORS else "value"


def _is_separator_line(record: list[str], delimiter: str) -> bool:
    return bool(_SEPARATOR_LINE.fullmatch(delimiter.join(record)))


class _Lines:
    """Lines of a file from its beginning, ends of line kept. Several may be read at the same time."""

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        self._text = io.TextIOWrapper(io.BufferedReader(_Place(file), HEAD), encoding, errors="replace", newline="")

    def __iter__(self) -> Iterator[str]:
        number = 1
        while line := self._text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise FileRefused(f"Baris {number} terlalu panjang untuk satu baris data. {COPY_ROWS}")
            yield line.replace("\x00", "")
            number += 1


class _Place(io.RawIOBase):
    """A file read from a place of one's own; closing it leaves the file open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        read = self._file.read(len(buffer))
        buffer[: len(read)] = read
        self._at += len(read)
        return len(read)


def _encoding(file: IO[bytes]) -> str:
    """By the byte order mark; else UTF-8 if the whole file is, else what Windows writes in Indonesia."""
    file.seek(0)
    head = file.read(4)
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while piece := file.read(HEAD):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(file: IO[bytes], encoding: str) -> str:
    """The one that cuts most of the first lines into the same number of columns."""
    lines = [line for line in islice(_Lines(file, encoding), LINES_COUNTED) if line.strip()]
    if lines and (told := _SEPARATOR_LINE.fullmatch(lines[0])):
        return told[1]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> int:
    """How many cuts the most common width makes, over all lines that have it."""
    widths = Counter(_width(line, delimiter) for line in lines)
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def _width(line: str, delimiter: str) -> int:
    """Columns of one line; what stands between quotes isn't cut."""
    return 1 + re.sub(r'"[^"]*"', "", line).count(delimiter)
