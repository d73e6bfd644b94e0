"""Sheets as recognising sees them, and what follows for their columns: asked about, changeable, kept. Pure.

Not here: which sheet is a table of what, and where its headings stand (recognise, finding).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.workbooks.cells import Row
from madrasah.imports.finding import Heading
from madrasah.imports.headings import claim_of
from madrasah.imports.layout import TablePlace
from madrasah.imports.mapping import DROPPED, Column, OpenColumn, Settled, is_telling, samples_of


@dataclass(frozen=True)
class KeptColumns:
    """The columns of a sheet that are imported or asked about, with the fields they may hold ("" for any).

    `first_row` is the first row below the headings, `name` the column that says who a row is about, 0 for none.
    """

    columns: Mapping[int, frozenset[str]]
    first_row: int = 0
    name: int = 0


@dataclass(frozen=True)
class SeenSheet:
    """A sheet with its headings as each kind of import sees them."""

    index: int
    name: str
    headings: dict[str, Heading]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ReadTable:
    """A sheet that is read, and what became of its columns."""

    place: TablePlace
    settled: Settled


def kept_of(sheets: Iterable[SeenSheet], tables: Iterable[ReadTable], kind: str) -> dict[int, KeptColumns]:
    """Of tables their columns, of all sheets the rows down to the headings."""
    below = {sheet.index: [head.below[0].number for head in sheet.headings.values() if head.below] for sheet in sheets}
    kept = {index: KeptColumns({}, min(first, default=0)) for index, first in below.items()}
    for place, settled in ((table.place, table.settled) for table in tables):
        fields: dict[int, set[str]] = defaultdict(set)
        for name, where in place.places.items():
            fields[where.column].add(re.split("[+=]", name)[0])
        for column in settled.questions:
            claim = claim_of(kind, column.path)
            fields[column.number] |= set(claim.fields) if claim and claim.fields else {""}
        columns = {number: frozenset(names) for number, names in fields.items()}
        who = place.places["name"].column if "name" in place.places else 0
        kept[place.sheet] = KeptColumns(columns, place.first_row, who)
    return kept


def open_columns(tables: list[ReadTable]) -> tuple[OpenColumn, ...]:
    """Columns to ask about; a heading that several sheets share is asked once."""
    asked: dict[str, OpenColumn] = {}
    for table in tables:
        for column in table.settled.questions:
            asked.setdefault(column.key, _column(column, _sheet_of(table, tables)))
    return tuple(asked.values())


def known_columns(tables: list[ReadTable]) -> tuple[OpenColumn, ...]:
    """Columns whose meaning is known and may be changed."""
    known: dict[str, OpenColumn] = {}
    for table in tables:
        asked = {column.key for column in table.settled.questions}
        for column, field in table.settled.known:
            if column.key not in asked and is_telling(column):
                told = _column(column, _sheet_of(table, tables))
                is_kept = any(value != DROPPED for value in column.values)
                known.setdefault(column.key, replace(told, field=field, is_open=False, is_kept=is_kept))
    return tuple(known.values())


def _sheet_of(table: ReadTable, tables: list[ReadTable]) -> str:
    return table.place.name if len(tables) > 1 else ""


def _column(column: Column, sheet: str) -> OpenColumn:
    return OpenColumn(column.key, column.letter, column.heading, samples_of(column), sheet)
