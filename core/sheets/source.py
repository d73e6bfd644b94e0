"""Opens an uploaded sheet file as a stream of rows, told by its content, and refuses what can't be trusted.

Belongs here: what kind of file it is and how much of it is read. Not here: what the rows mean.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from core.sheets.cells import Row
from core.sheets.workbook import LIMITS, Limits, SheetRefused, read_workbook

__all__ = ["LIMITS", "Limits", "SheetRefused", "Source", "open_source"]


@dataclass(frozen=True)
class Source:
    """An opened file: the names of its sheets, and their rows as often as they are asked for."""

    sheets: tuple[str, ...]
    is_csv: bool
    _read: tuple[tuple[Row, ...], ...]

    def rows(self, sheet: int) -> Iterator[Row]:
        """Rows of the sheet at this place in `sheets`, blank ones left out, with their real numbers.

        Raises SheetRefused at the place where the file can't be read further.
        """
        yield from self._read[sheet]


@contextmanager
def open_source(file: IO[bytes], name: str, limits: Limits = LIMITS) -> Iterator[Source]:
    """An XLSX or CSV file, told by content. Raises SheetRefused with a sentence and the cure."""
    sheets = read_workbook(file, name, limits)
    yield Source(tuple(sheet.name for sheet in sheets), False, tuple(sheet.rows for sheet in sheets))
