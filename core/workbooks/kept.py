"""A copy of an uploaded sheet file that holds only what may be kept: a zip with one line of JSON for each row. Pure."""

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import IO, Any

from core.workbooks.cells import Cell, Row
from core.workbooks.source import Sheets

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
        with self._parts.open(_part(sheet)) as lines:
            for line in lines:
                self._counts[sheet] += 1
                yield _row(json.loads(line))


def write_kept(source: Sheets, keep: Keep, file: IO[bytes]) -> None:
    """Copy all rows as `keep` leaves them, given the place of their sheet. Raises FileRefused as reading does."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        parts.writestr(NAMES, json.dumps({"sheets": source.sheets, "is_csv": source.is_csv}))
        for sheet in range(len(source.sheets)):
            with parts.open(_part(sheet), "w") as lines:
                for row in source.rows(sheet):
                    lines.write(_line(keep(sheet, row)))


@contextmanager
def open_kept(file: IO[bytes]) -> Iterator[Kept]:
    """A copy that write_kept made."""
    with zipfile.ZipFile(file) as parts:
        yield Kept(parts)


def _part(sheet: int) -> str:
    return f"{sheet}.jsonl"


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
