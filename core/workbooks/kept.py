"""A copy of an uploaded sheet file that holds only what may be kept: a zip with one line of JSON for each row. Pure."""

import json
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import IO, Any

from core.workbooks.cells import Cell, Row
from core.workbooks.source import Sheets
from core.workbooks.worksheet import Merge

NAMES = "sheets.json"
Keep = Callable[[int, Row], Row]


class Kept:
    """An opened copy; it is read as the file itself was."""

    def __init__(self, parts: zipfile.ZipFile) -> None:
        self._parts = parts
        self._counts: dict[int, int] = {}
        stored = json.loads(parts.read(NAMES))
        self.sheets: tuple[str, ...] = tuple(stored["sheets"])
        self.is_csv: bool = stored["is_csv"]

    @property
    def counted(self) -> int:
        """How many rows were read of all sheets, each the last time it was asked for."""
        return sum(self._counts.values())

    def rows(self, sheet: int) -> Iterator[Row]:
        """The rows of a sheet with their real numbers; one of which nothing was kept has no cells."""
        self._counts[sheet] = 0
        merged = _Merged(self.merges(sheet))
        with self._parts.open(_part(sheet)) as lines:
            for line in lines:
                self._counts[sheet] += 1
                yield merged.into(_row(json.loads(line)))

    def merges(self, sheet: int) -> Sequence[Merge]:
        """First row, last row and column of what is merged downwards."""
        stored: list[Merge] = json.loads(self._parts.read(_part(sheet, "merges")))
        return stored


class _Merged:
    """Hands what is merged downwards on to the rows it reaches."""

    def __init__(self, merges: Sequence[Merge]) -> None:
        self._begins: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for first, last, column in merges:
            self._begins[first].append((last, column))
        self._open: dict[int, tuple[int, Cell]] = {}

    def into(self, row: Row) -> Row:
        """The row with the cells above it that reach into it."""
        merged = {column: cell for column, (last, cell) in self._open.items() if row.number <= last}
        for last, column in self._begins.get(row.number, ()):
            if cell := row.at(column):
                self._open[column] = last, cell
        return replace(row, merged=merged) if merged else row


def write_kept(source: Sheets, keep: Keep, file: IO[bytes]) -> None:
    """Copy all rows as `keep` leaves them, given the place of their sheet. Raises FileRefused as reading does."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        parts.writestr(NAMES, json.dumps({"sheets": source.sheets, "is_csv": source.is_csv}))
        for sheet in range(len(source.sheets)):
            with parts.open(_part(sheet), "w") as lines:
                for row in source.rows(sheet):
                    lines.write(_line(keep(sheet, row)))
            parts.writestr(_part(sheet, "merges"), json.dumps(source.merges(sheet)))


@contextmanager
def open_kept(file: IO[bytes]) -> Iterator[Kept]:
    """A copy that write_kept made."""
    with zipfile.ZipFile(file) as parts:
        yield Kept(parts)


def _part(sheet: int, what: str = "rows") -> str:
    return f"{sheet}.{what}.json"


def _line(row: Row) -> bytes:
    cells = [(cell.column, _plain(cell.value), cell.kind) for cell in row.cells.values()]
    return json.dumps([row.number, row.is_hidden, cells], ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _row(stored: list[Any]) -> Row:
    number, is_hidden, cells = stored
    return Row(number, {column: Cell(column, _value(value), kind) for column, value, kind in cells}, is_hidden)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return {"time" if isinstance(value, datetime) else "day": value.isoformat()}
    return value if isinstance(value, str | int | float | None) else str(value)


def _value(stored: object) -> object:
    if not isinstance(stored, dict):
        return stored
    day, time = stored.get("day"), stored.get("time")
    return date.fromisoformat(day) if day else datetime.fromisoformat(str(time))
