"""Takes apart cells in which several fields stand: "Bulukumba, 5 September 1990", a NIP under a name.

Pure. Each part keeps the place of its cell. Not here: whether a part is right (reading).
"""

import re
from collections import defaultdict

from core.workbooks.cells import Cell, Row, filled_text
from madrasah.identity import NIP, NPK, NRG, NUPTK, PEG_ID, clean_number
from madrasah.imports.layout import TablePlace

BY_LENGTH = {NIP.digits: "nip", NUPTK.digits: "nuptk", PEG_ID.digits: "peg_id", NPK.digits: "npk", NRG.digits: "nrg"}
NUMBERS = set(BY_LENGTH.values())

_NUMBER = re.compile(r"\d[\d .'’]{9,}\d")
_NUMBER_WORDS = re.compile(r"\b(?:NIP|NUPTK|NPK|NRG|NI\s?PPPK|PEG\.?\s?ID|NIK)\b\s*[.:]*", re.IGNORECASE)
_LEVEL = re.compile(
    r"\s*((?:S|D|DIPLOMA|STRATA)[\s.-]*(?:[1-4]|I{1,3}V?)|SMA|SLTA|SMK|MA|SMP|SD|SPG|PGA)\b[\s.,:/-]*(.*)",
    re.IGNORECASE,
)


def split_cells(row: Row, table: TablePlace) -> dict[str, Cell | None]:
    """Cells by field for the fields that share a column with others; the rest is not in it."""
    by_column: dict[int, list[str]] = defaultdict(list)
    for name, place in table.places.items():
        by_column[place.column].append(name)
    shared: dict[str, Cell | None] = {}
    for column, names in by_column.items():
        if len(names) > 1:
            shared |= dict.fromkeys(names) | _taken_apart(row.at(column), names)
    return shared


def level_and_programme(text: str) -> tuple[str, str]:
    """ "S1 PGMI" -> S1 and PGMI; a text without a level is a programme."""
    found = _LEVEL.fullmatch(text)
    return (found[1], found[2].strip()) if found else ("", text)


def _taken_apart(cell: Cell | None, names: list[str]) -> dict[str, Cell | None]:
    if cell is None:
        return {}
    if cell.kind != "value":
        return {names[0]: cell}
    if "birth_date" in names:
        return _birth(cell)
    if "programme" in names:
        level, programme = level_and_programme(filled_text(cell))
        return {"level": cell._replace(value=level), "programme": cell._replace(value=programme)}
    return _numbers(cell, names)


def _birth(cell: Cell) -> dict[str, Cell | None]:
    """Place and date; a text without a date is a place, unless digits say that a date was meant."""
    if not isinstance(cell.value, str):
        return {"birth_date": cell}
    text = filled_text(cell)
    found = re.fullmatch(r"(.*?)[\s,./;:-]*(\d.*)", text)
    if found is None:
        return {"birth_place": cell}
    day = cell._replace(value=found[2])
    place = cell._replace(value=found[1].strip(" ,")) if found[1].strip(" ,") else None
    return {"birth_place": place, "birth_date": day}


def _numbers(cell: Cell, names: list[str]) -> dict[str, Cell | None]:
    """Numbers told apart by their length, where the heading names them; what is left is the name."""
    if not isinstance(cell.value, str):
        first = next(name for name in names if name in NUMBERS)
        return {BY_LENGTH.get(len(clean_number(cell.value)), first): cell}
    found: dict[str, Cell | None] = {}
    for text in _NUMBER.findall(cell.text):
        name = BY_LENGTH.get(len(clean_number(text)), names[-1])
        if name in names:
            found[name] = cell._replace(value=text)
    if "name" in names:
        left = _NUMBER_WORDS.sub("", _NUMBER.sub("", cell.text)).strip(" ./:,;-()|")
        found["name"] = cell._replace(value=left)
    elif not found and filled_text(cell):
        found[names[0]] = cell
    return found
