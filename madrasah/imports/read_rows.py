"""A row as it was read: cleaned values and faults. What would happen to it is in rows. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.workbooks.cells import Fault


class Passed(StrEnum):
    """Why a row of the file is no row of its list."""

    NO = ""
    TITLE = "Judul tabel atau judul kolom."
    HEADING = "Judul kolom yang berulang."
    NUMBERING = "Hanya menomori kolom."
    SECTION = "Menyebut tempat untuk baris di bawahnya."
    TOTAL = "Baris jumlah."
    NOTE = "Catatan atau tanda tangan."
    BELOW_NOTE = "Di bawah catatan, jadi dianggap bagian dari catatan atau tanda tangan."
    NOBODY = "Tidak ada nama dan isian lain yang dibaca."


@dataclass(frozen=True)
class ReadRow:
    """What a row says, cleaned. `values` holds text and booleans only; an empty cell is not in it.

    A refused row has a fault in a cell that says who or where it is about. `table` is the index into the
    layout's tables and with `number` the row's identity; `sheet` is "" when only one sheet is read.
    `passed` says why it is no row of the list at all; then `label` holds its first words and nothing is read.
    """

    number: int
    label: str
    values: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    infos: tuple[str, ...] = ()
    is_refused: bool = False
    table: int = 0
    sheet: str = ""
    passed: Passed = Passed.NO

    def text(self, name: str) -> str:
        """The value of a field, "" when its cell is empty or was refused."""
        return str(self.values.get(name, ""))
