"""Finds the rows of headings in a sheet: under titles, of one to three levels, merged or not. Pure.

Not here: which column wins a field (mapping), or what the file as a whole is (recognise).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.workbooks.cells import Cell, Row, filled_text
from madrasah.imports.fields import HEAD_FIELDS, TEACHERS
from madrasah.imports.mapping import Column, Memory, claim_by, keyed

LAST_HEADING_ROW = 40  # counted in rows that hold something
LEVELS = 3
LONGEST_HEADING = 120
VALUES = 40  # per column, for samples
SCHOOL_FIELDS = {"name", "nsm", "npsn", "madrasah", "school_level", "phone", "email"} | HEAD_FIELDS
NAMED = 2.0

_NUMBERING = re.compile(r"\(?\d{1,3}[).]?")


@dataclass(frozen=True)
class Heading:
    """Rows of headings found: the columns below them, and the rows above and below in the sample."""

    kind: str
    score: float
    fields: frozenset[str]
    columns: tuple[Column, ...]
    above: tuple[Row, ...]
    below: tuple[Row, ...]

    @property
    def has_name(self) -> bool:
        """Whether a column says who or what a row is about."""
        return "name" in self.fields


def find_heading(kind: str, rows: Sequence[Row], memory: Memory) -> Heading | None:
    """The rows of headings that say most about a kind of import, None when no heading is known."""
    found = [
        heading
        for start in range(min(len(rows), LAST_HEADING_ROW))
        for height in range(1, LEVELS + 1)
        if (heading := _heading(kind, rows, start, height, memory))
    ]
    return max(found, key=lambda heading: heading.score, default=None)


def guess_heading(kind: str, rows: Sequence[Row], memory: Memory) -> Heading | None:
    """The first row of words with a row below it, where no heading is known at all."""
    for start in range(min(len(rows) - 1, LAST_HEADING_ROW)):
        above, below = rows[start], rows[start + 1]
        is_words = len(above.cells) > 1 and all(_is_word(cell) for cell in above.cells.values())
        if is_words and len(above.cells.keys() & below.cells.keys()) > 1:
            return _made(kind, rows, start, 1, memory)
    return None


def is_numbering(row: Row) -> bool:
    """Whether a row only counts the columns: 1 2 3 4, or (1) (2) (3)."""
    cells = row.cells.values()
    if len(cells) < 2 or not all(_NUMBERING.fullmatch(cell.text) for cell in cells):
        return False
    numbers = [int(re.sub(r"\D", "", cell.text)) for cell in cells]
    return all(first < second <= first + 20 for first, second in pairwise(numbers))


def _heading(kind: str, rows: Sequence[Row], start: int, height: int, memory: Memory) -> Heading | None:
    window = rows[start : start + height]
    if len(window) < height or not all(_may_head(row) for row in window):
        return None
    if any(below.number - above.number > 2 for above, below in pairwise(window)):
        return None
    heading = _made(kind, rows, start, height, memory)
    return heading if heading.fields else None


def _made(kind: str, rows: Sequence[Row], start: int, height: int, memory: Memory) -> Heading:
    window, below = rows[start : start + height], tuple(rows[start + height :])
    columns = keyed((number, letter, path, _values(below, number)) for number, letter, path in _paths(window))
    claims = [claim_by(kind, column, memory) for column in columns]
    fields = frozenset(field for claim in claims if claim for field in claim.fields)
    named = max((c.strength for c in claims if c and "name" in c.fields), default=0)
    known = sum(claim is not None and not claim.fields for claim in claims)
    unknown = sum(claim is None for claim in claims)
    score = len(fields) + 0.2 * known - 0.1 * unknown + NAMED * (named > 0) - 0.3 * (height - 1)
    score += _proof(kind, fields, named)
    return Heading(kind, score, fields, columns, tuple(rows[:start]), below)


def _proof(kind: str, fields: frozenset[str], named: int) -> float:
    """What says that rows are people, or that they are madrasah, where both have a name."""
    if kind == TEACHERS:
        return 2.0 * (named > 1) + 1.0 * bool(fields - SCHOOL_FIELDS)
    return 0.5 * (named > 1) + 0.1


def _may_head(row: Row) -> bool:
    """Whether a row may be one of headings: words, few numbers, no dates, formulas or long texts."""
    cells = list(row.cells.values())
    words = sum(_is_word(cell) for cell in cells)
    return (
        words * 2 > len(cells)
        and all(isinstance(cell.value, str | int | float) and len(cell.text) <= LONGEST_HEADING for cell in cells)
        and not any(re.search(r"\d{6}", cell.text) for cell in cells)
    )


def _is_word(cell: Cell) -> bool:
    return cell.kind == "value" and isinstance(cell.value, str) and any(sign.isalpha() for sign in cell.text)


def _paths(window: Sequence[Row]) -> list[tuple[int, str, tuple[str, ...]]]:
    """Per column its headings from the top; one that stands over several columns counts for each.

    A cell reaches to the right over columns that have no cell of their own on its level but one below it.
    """
    columns = sorted({column for row in window for column in row.cells})
    found = []
    for column in columns:
        own = [row.cells.get(column) for row in window]
        lowest = max(level for level, cell in enumerate(own) if cell)
        path = [cell or _over(window, level, column) for level, cell in enumerate(own[: lowest + 1])]
        texts = tuple(cell.text for cell in path if cell and cell.text)
        letter = next(cell.letter for cell in own if cell)
        if texts:
            found.append((column, letter, texts))
    return found


def _over(window: Sequence[Row], level: int, column: int) -> Cell | None:
    """The merged cell that reaches over a column: the nearest to the left that has something below it."""
    left = [cell for number, cell in window[level].cells.items() if number < column]
    nearest = max(left, key=lambda cell: cell.column, default=None)
    if nearest is None:
        return None
    return nearest if any(nearest.column in row.cells for row in window[level + 1 :]) else None


def _values(below: Sequence[Row], column: int) -> tuple[str, ...]:
    texts = (filled_text(row.at(column)) for row in below if not is_numbering(row))
    return tuple([text for text in texts if text][:VALUES])
