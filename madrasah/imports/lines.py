"""Reads the rows of recognised tables as a stream, and says of each that is no row of the list why it is passed.

Passed over: titles, repeated headings, numbering, totals, notes and signatures, sections; a section's madrasah
holds for the rows below it. Not here: what a row says (teachers, madrasahs), and where the tables are (recognise).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from core.workbooks.cells import Cell, Row, filled_text
from core.workbooks.source import Sheets
from madrasah.imports.fields import HEAD_FIELDS, TEACHERS
from madrasah.imports.finding import is_numbering
from madrasah.imports.layout import Layout, TablePlace
from madrasah.imports.madrasahs import read_madrasah
from madrasah.imports.mapping import DROPPED, masked
from madrasah.imports.read_rows import Passed, ReadRow
from madrasah.imports.reading import Line, key_of
from madrasah.imports.teachers import read_teacher
from madrasah.imports.titles import given_in
from madrasah.imports.words import Words

FULL = 3  # filled cells of known columns that make a row one of the list, whatever stood above it
HIDDEN = "Baris ini tersembunyi di Excel."
LONGEST_LABEL = 120
LAST_SERIAL = 99_999  # a numbered list among notes has ended the one above
TITLE_CELLS = 4  # more than that is never a title or a section
PLACE_FIELDS = {"madrasah", "nsm", "npsn", "school_level"}
REGION_FIELDS = {"kecamatan", "kabupaten", "province"}

_TOTAL = re.compile(r"(?:grand\s+)?(?:jumlah|total|sub\s*total|jml|rekapitulasi|rata-rata)\b", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:mengetahui|keterangan|catatan|ket\b\s*[.:]|nb\b|sumber\b|dibuat\b|disetujui|menyetujui|petunjuk|demikian|"
    r"kepala\s+(?:madrasah|mi\b|kantor|seksi|sekolah)|kepala\b\W*$|ketua\b|pengawas\b|operator\b|sekretaris\b|"
    r"nip\b|nuptk\b\s*[.:]|an\.|a\.n\.|\*)",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(r"[A-Za-z .]+,\s*(?:\d{1,2}\s+)?[A-Za-z]{3,}\.?\s+20\d\d|[A-Za-z .]+,\s*[.…_]{3,}.*")


def read_rows(source: Sheets, layout: Layout, words: Words) -> Iterator[ReadRow]:
    """All rows of the sheets with a table in their order, one at a time, also those passed over.

    Raises FileRefused where the file breaks off.
    """
    is_one = len(layout.tables) == 1
    for index, table in enumerate(layout.tables):
        walk, sheet = _Walk(table, layout.kind), "" if is_one else table.name
        for row in source.rows(table.sheet):
            if passed := walk.why_passed(row):
                yield ReadRow(row.number, _first_words(row), {}, table=index, sheet=sheet, passed=passed)
            else:
                line = Line(row, table, index, sheet, walk.given_for(row))
                read = read_teacher(line, words) if layout.kind == TEACHERS else read_madrasah(line, words.regions)
                yield replace(read, infos=(*read.infos, HIDDEN)) if row.is_hidden else read


class _Walk:
    """The way down one table: what sections said last, the last number of the list, whether notes have begun."""

    def __init__(self, table: TablePlace, kind: str) -> None:
        self.table, self.kind = table, kind
        self.given = dict(table.given)
        self.carried: dict[str, str] = {}
        self.in_notes = False
        self.counted = 0
        self.name = table.places["name"].column
        self.columns = {place.column for place in table.places.values()}
        of_place = PLACE_FIELDS | HEAD_FIELDS
        who = {name: place for name, place in table.places.items() if name.partition("+")[0] not in of_place}
        self.who = {place.column for place in who.values()} if kind == TEACHERS else self.columns
        self.order = sorted(self.columns, key=lambda column: column != self.name)
        self.headings = _heading_keys(table)
        self.sections = PLACE_FIELDS if kind == TEACHERS else REGION_FIELDS

    def why_passed(self, row: Row) -> Passed:
        """Why a row is none of the list, Passed.NO if it is one; a section is remembered on the way."""
        if row.number < self.table.first_row:
            return Passed.TITLE
        passed = self._why_passed(row)
        if passed in (Passed.TOTAL, Passed.NOTE):
            self.in_notes = True
        elif passed not in (Passed.BELOW_NOTE, Passed.NOBODY):
            self.in_notes = False
        if serial := _serial(row, self.name):
            self.counted = serial if not passed else LAST_SERIAL if self.in_notes else self.counted
        return passed

    def _why_passed(self, row: Row) -> Passed:
        if self._is_heading(row):
            return Passed.HEADING
        if is_numbering(row):
            return Passed.NUMBERING
        if self._is_total(row):
            return Passed.TOTAL
        if self._is_full(row) or self._is_next(row):
            return Passed.NO
        return self._why_short(row)

    def _why_short(self, row: Row) -> Passed:
        """Of a row with little in it: a section, a note, nobody, or a short row of the list."""
        if self._is_section(row):
            return Passed.SECTION
        if self._is_note(row):
            return Passed.NOTE
        if self.in_notes:
            return Passed.BELOW_NOTE
        return Passed.NO if any(filled_text(row.cells.get(column)) for column in self.who) else Passed.NOBODY

    def _is_next(self, row: Row) -> bool:
        """Whether a row has a name and goes on with the numbers of the list; below a note only a list has them."""
        is_on = _serial(row, self.name) > self.counted and (self.counted or not self.in_notes)
        return bool(is_on) and not self._is_section(row)

    def given_for(self, row: Row) -> dict[str, str]:
        """What titles and sections say for this row, and the row above it in a group."""
        texts = {f: filled_text(row.at(self.table.places[f].column)) for f in self.table.carried}
        if any(texts.values()):
            self.carried = {field: text for field, text in texts.items() if text}
        return {**self.given, **self.carried, **self._merged_into(row)}

    def _merged_into(self, row: Row) -> dict[str, str]:
        """What is merged down into a row about its place."""
        places = {name: self.table.places[name].column for name in self.sections if name in self.table.places}
        return {name: text for name, column in places.items() if (text := filled_text(row.merged.get(column)))}

    def _is_full(self, row: Row) -> bool:
        """Whether there is a name and more."""
        cells = row.cells
        if not filled_text(cells.get(self.name)):
            return False
        found = (column for column in self.columns if column in cells and filled_text(cells[column]))
        return len(list(islice(found, FULL))) == FULL

    def _is_section(self, row: Row) -> bool:
        """ "MI CONTOH SATU" alone above its teachers, or "Nama Madrasah : …" above a table of its own."""
        texts = [text for cell in row.cells.values() if (text := filled_text(cell))]
        if len(texts) > TITLE_CELLS or (self.kind != TEACHERS and self.name in row.cells and len(texts) > 1):
            return False
        said = {field: text for field, text in given_in(_without_count(texts)).items() if field in self.sections}
        if said.keys() & PLACE_FIELDS:
            self.given = {field: text for field, text in self.given.items() if field not in PLACE_FIELDS}
            self.carried = {}
        self.given |= said
        return bool(said)

    def _is_heading(self, row: Row) -> bool:
        """Whether all that stands in known columns are their headings, of one level or all."""
        same = 0
        for column in self.order:
            if column in row.cells and (text := filled_text(row.cells[column])):
                if key_of(text) not in self.headings[column]:
                    return False
                same += 1
        return same > 1 or (same == 1 and self.name in row.cells)

    def _is_total(self, row: Row) -> bool:
        first = _first(row)
        return first is not None and bool(_TOTAL.match(first.text))

    def _is_note(self, row: Row) -> bool:
        """Whether the first words are those of a note, or, where nobody is named, any cell is one."""
        first = _first(row)
        cells = [first] if first and filled_text(row.cells.get(self.name)) else row.cells.values()
        return any(_NOTE.match(cell.text) or _PLACE_AND_DAY.fullmatch(cell.text) for cell in cells)


def _heading_keys(table: TablePlace) -> dict[int, set[str]]:
    keys: dict[int, set[str]] = {}
    for place in table.places.values():
        keys.setdefault(place.column, set()).update(key_of(part) for part in place.heading.split(": "))
    return keys


def _first(row: Row) -> Cell | None:
    """The first cell that holds words, passing over a number before it."""
    return next((c for c in row.cells.values() if any(sign.isalpha() for sign in c.text)), None)


def _first_words(row: Row) -> str:
    """What tells a person which row this is; a NIK in it is masked."""
    return masked(" · ".join(text for cell in row.cells.values() if (text := filled_text(cell).strip(DROPPED))))[
        :LONGEST_LABEL
    ]


def _serial(row: Row, name: int) -> int:
    """The number that a row with a name has in the list, 0 where it has none."""
    text = next(iter(row.cells.values())).text.rstrip(".)") if filled_text(row.at(name)) else ""
    return int(text) if text.isascii() and text.isdigit() and int(text) < LAST_SERIAL else 0


def _without_count(texts: list[str]) -> list[str]:
    """A section without its own number: "II." before its name."""
    return texts[1:] if len(texts) > 1 and re.fullmatch(r"(?:\d+|[IVX]+|[A-Z])[.)]?", texts[0]) else texts
