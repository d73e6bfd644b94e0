"""Who heads the madrasah of a row: in a column about the kepala, or as the row's own office. Pure.

Said, and never an office by itself: who is appointed is decided afterwards (heads, runs).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from madrasah import identity
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.reading import RowReader, key_of, without_signs
from madrasah.people.names import split_titles

KEPALA, PLT = "kepala", "plt"
NAMING = ["head", "heads_as"]  # of a row's values those that name a kepala
LETTERS = 3
NOBODY = {
    "ada",
    "belum",
    "belumada",
    "tidakada",
    "kosong",
    "lowong",
    "sudah",
    "tidak",
    "iya",
    "aktif",
    "kepala",
    "kepalamadrasah",
}

_ACTING = re.compile(r"(?:plt|plh|pjs?|pelaksana\s+tugas)\b[\s.:]*", re.IGNORECASE)
_OTHER_LEVEL = r"(?!\s+(?:diniyah|tsanawiyah|aliyah))"
_OFFICE = re.compile(
    rf"(?:kepala|ka\.?)(?:\s+(?:madrasah{_OTHER_LEVEL}|sekolah|mi|min|mis)\b.*)?|kamad|kepsek", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[,/;&+]\s*|\s+dan\s+", re.IGNORECASE)
_NIP = re.compile(r"(?:\bNI[PA-Z]*\b[\s.:]*)?(?<!\d)(\d(?:[\s.]?\d){17})(?!\d)", re.IGNORECASE)


class SaidHead(NamedTuple):
    """One kepala as a row names them, with titles; `nip` may be empty."""

    name: str
    nip: str
    is_acting: bool


def read_head(reader: RowReader) -> None:
    """Fill name and NIP of the kepala from their columns; a fault there never refuses the row."""
    text = reader.text("head", 150)
    found = _NIP.search(text)
    named = without_signs(_NIP.sub(" ", text)).strip(" ,;:/()-")
    name = _ACTING.sub("", named, count=1) if _ACTING.match(named) else named
    if sum(sign.isalpha() for sign in name) < LETTERS or key_of(name) in NOBODY:
        if text:
            heading = reader.places["head"].heading
            reader.infos.append(f"“{text[:40]}” di kolom {heading} bukan nama, jadi tidak dibaca.")
        return
    nip = found[1] if found and not identity.why_not_nip(found[1]) else ""
    reader.values |= {"head": str(split_titles(name)), "head_is_acting": name != named}
    reader.values["head_nip"] = _nip_of_column(reader) or identity.clean_nip(nip)


def office_of_head(text: str) -> str:
    """KEPALA or PLT where an office is that of a madrasah's head, "" for any other: "Wakil Kepala" is none."""
    for part in _BETWEEN.split(text.strip()):
        acting = _ACTING.match(part)
        if _OFFICE.fullmatch(part[acting.end() :] if acting else part):
            return PLT if acting else KEPALA
    return ""


def named_in(row: ReadRow) -> Iterator[SaidHead]:
    """The kepala that a row names: in its column, and the person of the row itself."""
    if row.text("head"):
        yield SaidHead(row.text("head"), row.text("head_nip"), row.values.get("head_is_acting") is True)
    if row.text("heads_as"):
        yield SaidHead(row.label, row.text("nip"), row.text("heads_as") == PLT)


def _nip_of_column(reader: RowReader) -> str:
    cell = reader.cell("head_nip")
    if cell is None or not any(sign.isdigit() for sign in cell.text):
        return ""
    return reader.number_in("head_nip", cell, identity.clean_nip, identity.why_not_nip)
