"""Reads one row field by field and collects the faults, each with its cell and its cure.

Belongs here: what one kind of cell may hold. Which fields a row has, is in teachers and madrasahs.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.workbooks.cells import Cell, Fault, Row, date_in, fault_at, filled_text
from madrasah.imports.layout import TablePlace
from madrasah.imports.mapping import as_long, masked
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.split_cells import split_cells

AS_TEXT = "Ketik hasilnya sebagai teks biasa (salin, lalu Tempel Nilai)."
FIRST_BIRTH_YEAR = 1930
NOWHERE = 16_384  # the column of what no cell says, but a title or a section
FROM_TITLE = "Judul lembar"
NO_TICKS = {"0", "tidak", "false"}
PHONE_FIX = "Ketik nomor HP sebagai teks dengan 0 di depan, misalnya 0812…"


_SIGNS = re.compile(r"^(?:[=+@#*•\s\-]|\d{1,3}[.)]\s)+")


def without_signs(text: str) -> str:
    """A name without what stands before it: a sign that a spreadsheet reads as a formula, a bullet, a number."""
    return _SIGNS.sub("", text)


def key_of(text: str) -> str:
    """Words compared by letters and digits alone: "Al-Qur'an Hadis" and "Al Quran Hadis" are one."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


@dataclass(frozen=True)
class Line:
    """A row to be read: its table, the index of that, and what titles or sections say for it."""

    row: Row
    table: TablePlace
    index: int = 0
    sheet: str = ""
    given: Mapping[str, str] = field(default_factory=dict)


class RowReader:
    """One row being read. A fault in a `vital` cell refuses the row, elsewhere only the cell."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.places = line.table.places
        self.values: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self.infos: list[str] = []
        self.is_refused = False
        self._parts = split_cells(line.row, line.table)

    def result(self, label: str) -> ReadRow:
        """What came of it; empty values are left out."""
        values = {name: value for name, value in self.values.items() if value not in ("", None)}
        line, faults, infos = self.line, tuple(self.faults), tuple(self.infos)
        return ReadRow(line.row.number, label, values, faults, infos, self.is_refused, line.index, line.sheet)

    def cell(self, name: str, *, vital: bool = False) -> Cell | None:
        """The cell of a field if it says something that can be used; formulas and #REF! are faults."""
        place = self.places.get(name)
        cell = self._parts[name] if name in self._parts else self.line.row.at(place.column if place else None)
        if cell is None or cell.kind == "value":
            return cell if filled_text(cell) else self._given(name)
        message = "Sel ini berisi rumus." if cell.kind == "formula" else "Sel ini berisi galat Excel."
        self.fault(name, cell, message, AS_TEXT, vital=vital)
        return None

    def fault(self, name: str, cell: Cell, message: str, fix: str, *, vital: bool = False) -> None:
        """Note what is wrong in the cell of a field."""
        heading = self.places[name].heading if name in self.places else FROM_TITLE
        cell = cell if name == "nuptk" or cell.kind != "value" else cell._replace(value=masked(cell.text))
        fault = fault_at(self.line.row.number, cell, heading, message, fix, self.line.sheet)
        self.faults.append(fault if cell.column != NOWHERE else replace(fault, column=self.places["name"].letter))
        self.is_refused = self.is_refused or vital

    def refuse(self, name: str, message: str, fix: str) -> None:
        """Refuse the row for a cell that is empty or missing."""
        place = self.places.get(name)
        column = place.column if place else NOWHERE
        cell = self._parts.get(name) or self.line.row.at(column) or Cell(column, "")
        if name in self.line.given and not filled_text(cell):
            cell = Cell(column, self.line.given[name])
        self.fault(name, cell, message, fix, vital=True)

    def ticked(self, name: str) -> str:
        """The value whose column is ticked, where a field has a column per value; "" for none or several."""
        row, start = self.line.row, f"{name}="
        ticked = [key for key, place in self.places.items() if key.startswith(start) and _has(row, place.column)]
        return ticked[0].removeprefix(start) if len(ticked) == 1 else ""

    def _given(self, name: str) -> Cell | None:
        text = self.line.given.get(name)
        return Cell(NOWHERE, text) if text else None

    def text(self, name: str, most: int, *, vital: bool = False) -> str:
        """Plain text of at most `most` letters, "" if there is none."""
        cell = self.cell(name, vital=vital)
        text = filled_text(cell)
        if cell and len(text) > most:
            self.fault(name, cell, f"Terlalu panjang: {len(text)} huruf.", f"Paling banyak {most} huruf.", vital=vital)
            return ""
        return text

    def number(self, name: str, clean: Callable[[object], str], why_not: Callable[[object], str | None]) -> None:
        """An identity number; a wrong one refuses the row, for it says who the row is about."""
        cell = self.cell(name, vital=True)
        if cell is None:
            return
        if not any(sign.isdigit() for sign in cell.text):
            self.infos.append(
                f"“{cell.text[:40]}” di kolom {self.places[name].heading} bukan nomor, jadi dianggap kosong."
            )
            return
        if number := self.number_in(name, cell, clean, why_not, vital=True):
            self.values[name] = number

    def number_in(
        self,
        name: str,
        cell: Cell,
        clean: Callable[[object], str],
        why_not: Callable[[object], str | None],
        *,
        vital: bool = False,
    ) -> str:
        """The identity number of a cell; "" for a wrong one, which is told, and refuses the row where it is `vital`."""
        if reason := why_not(as_long(cell.value)):
            message, _, fix = reason.partition(". ")
            self.fault(name, cell, f"{message.rstrip('.')}.", fix or "Periksa lagi dari kartu atau SK.", vital=vital)
            return ""
        return clean(cell.value)

    def birth_date(self, name: str, today: date) -> None:
        """A birth date as ISO text; one that can't be read refuses the row."""
        cell = self.cell(name, vital=True)
        if cell is None:
            return
        day = date_in(cell)
        if day is None:
            self.fault(name, cell, "Tanggal tidak terbaca.", "Tulis seperti 05/09/1990.", vital=True)
        elif not FIRST_BIRTH_YEAR <= day.year < today.year - 14:
            self.fault(name, cell, "Tanggal lahir tidak mungkin.", "Periksa tahunnya.", vital=True)
        else:
            self.values[name] = day.isoformat()

    def choice(self, name: str, words: Mapping[str, Any], fix: str) -> None:
        """One of known words, compared by letters and digits; `words` maps key_of(word) to the value."""
        self.chosen(name, lambda text: words.get(key_of(text)), fix)

    def chosen(self, name: str, find: Callable[[str], Any], fix: str) -> None:
        """One of known values in a cell or a ticked column; `find` gives None for a text it doesn't know."""
        cell = self.cell(name)
        text = filled_text(cell) if cell else self.ticked(name)
        value = find(text) if text else None
        if value is not None:
            self.values[name] = value
        elif cell is not None:
            self.fault(name, cell, f"“{text[:40]}” tidak dikenal.", fix)

    def phone(self, name: str) -> None:
        """A mobile number as 08…; a number cell has lost its zero, which is said and never guessed."""
        cell = self.cell(name)
        if cell is None:
            return
        digits = re.sub(r"[\s().\-']", "", filled_text(cell))
        local = re.sub(r"^(\+62|62)", "0", digits)
        if not isinstance(cell.value, str) and not digits.startswith("62"):
            self.fault(name, cell, "Nomor HP tersimpan sebagai angka sehingga 0 di depan hilang.", PHONE_FIX)
        elif not re.fullmatch(r"0\d{7,14}", local, re.ASCII):
            self.fault(name, cell, "Nomor HP tidak lengkap atau lebih dari satu.", PHONE_FIX)
        else:
            self.values[name] = local

    def email(self, name: str) -> None:
        """A mail address in small letters."""
        cell = self.cell(name)
        if cell is None:
            return
        try:
            validate_email(cell.text.lower())
        except ValidationError:
            self.fault(name, cell, "Alamat surel tidak lengkap.", "Tulis seperti nama@contoh.id.")
        else:
            self.values[name] = cell.text.lower()


def _has(row: Row, column: int) -> bool:
    text = filled_text(row.at(column))
    return bool(text) and text.lower() not in NO_TICKS
