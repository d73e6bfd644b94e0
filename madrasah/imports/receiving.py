"""What is kept of an uploaded file: the columns that are imported or asked about, and no NIK.

Everything else is dropped as the file is received, before anything is stored (decisions.md 26). A dropped cell leaves
a mark, so that the rest is recognised and read as in the file itself.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from core.workbooks.cells import Row
from core.workbooks.kept import write_kept
from core.workbooks.source import Sheets
from madrasah.imports.lines import TITLE_CELLS
from madrasah.imports.mapping import DROPPED, Memory, masked
from madrasah.imports.recognise import recognise
from madrasah.imports.seen_tables import KeptColumns

NOTHING = KeptColumns({})
NUPTK = {"nuptk", "nip_nuptk"}  # has sixteen digits too

_COUNT = re.compile(r"\(?\d{1,5}[).]?")  # of rows or columns: nobody's number
_NIK = re.compile(r"[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}")


@contextmanager
def received(source: Sheets, memory: Memory) -> Iterator[IO[bytes]]:
    """A copy of the file with what may be kept. Raises FileRefused as recognising and reading do."""
    kept = recognise(source, memory).kept
    with TemporaryFile() as file:
        write_kept(source, lambda sheet, row: _without_dropped(row, kept.get(sheet, NOTHING)), file)
        yield file


def _without_dropped(row: Row, kept: KeptColumns) -> Row:
    is_titled = row.number < kept.first_row
    is_loose = bool(kept.columns) and len(row.cells) <= TITLE_CELLS and not (kept.name and row.at(kept.name))
    cells = {}
    for column, cell in row.cells.items():
        fields = kept.columns.get(column)
        if fields is None and not (is_titled or is_loose or _COUNT.fullmatch(cell.text)):
            cells[column] = cell._replace(value=DROPPED, kind="value")
            continue
        safe = _safe(cell.text, fields)
        cells[column] = cell if safe == cell.text else cell._replace(value=safe)
    return Row(row.number, cells, row.is_hidden)


def _safe(text: str, fields: frozenset[str] | None) -> str:
    """A text in which no NIK can be read; in a column nobody knows yet only what is built like one is a NIK."""
    if fields is None or not fields & (NUPTK | {""}):
        return masked(text)
    digits = re.sub(r"\D", "", text)
    return masked(text) if "" in fields and _NIK.fullmatch(digits) else text
