"""What is wrong with the shape of an instrument's document: its keys and the kind of each value.

Takes anything a file may hold and never raises. Sentences name the place and the cure.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any
from unicodedata import category

from competency.scoring.bands import bound
from competency.scoring.pieces import FiveM, Kind, Method, Overall, Stage
from madrasah.competencies import Competency

Row = Mapping[str, Any]

TOP_TEXTS = ("code", "version", "title", "source", "legal_status")
COVER = ("task", "short")  # everyday words: what one does with it, and what people call it
TOP_TEXT_LISTS = ("jenjang", "assessors", "rules", "companions")
KNOWN = {
    "instrumen": {
        *TOP_TEXTS,
        *COVER,
        *TOP_TEXT_LISTS,
        *("kind", "method", "mapping_is_official", "overall", "max_score", "scale", "bands", "groups"),
        *("attributes", "phases", "min_levels"),
    },
    "skala": {"values", "allow_not_observed", "per_item_note", "origin", "note"},
    "nilai": {"value", "label", "note"},
    "pita": {"code", "label", "published", "gt", "gte", "lt", "lte", "origin", "core_complete"},
    "kelompok": {
        *("code", "title", "competency", "indicators", "part", "parent", "number", "unit", "ways", "note"),
        "max_score",
    },
    "butir": {"code", "text", "competency", "stage", "five_m", "core", "note", "evidence", "levels"},
    "atribut": {"code", "label", "values", "note"},
    "fase": {"code", "title", "contents"},
}

# What the columns of the database hold.
LONGEST = {
    ("instrumen", "code"): 60,
    ("instrumen", "version"): 30,
    ("instrumen", "title"): 200,
    ("instrumen", "task"): 40,
    ("instrumen", "short"): 40,
    ("butir", "code"): 30,
    ("pita", "code"): 40,
}


def shape_faults(document: Row) -> Iterator[str]:
    """Keys and types; only a document without these faults is looked at further."""
    yield from _keys("Instrumen", "instrumen", document, texts=TOP_TEXTS, optional_texts=COVER)
    yield from (fault for key in TOP_TEXT_LISTS for fault in _text_list("Instrumen", document, key))
    yield from _choice("Instrumen", document, "kind", Kind, required=True)
    yield from _choice("Instrumen", document, "method", Method, required=True)
    yield from _choice("Instrumen", document, "overall", Overall)
    yield from _truth("Instrumen", document, "mapping_is_official", required=True)
    yield from _whole("Instrumen", document, "max_score")
    yield from _scale_shape(document.get("scale"))
    yield from _rows("Pita", document.get("bands", []), _band_shape, may_be_empty=True)
    yield from _rows("Kelompok", document.get("groups"), _group_shape)
    yield from _rows("Atribut", document.get("attributes", []), _attribute_shape, may_be_empty=True)
    yield from _rows("Fase", document.get("phases", []), _phase_shape, may_be_empty=True)
    yield from _rows("Level minimal", document.get("min_levels", []), _step_shape, may_be_empty=True)


def _scale_shape(scale: object) -> Iterator[str]:
    if not isinstance(scale, Mapping):
        yield "Skala: belum ada. Isi 'scale' dengan 'values' berisi nilai dan labelnya."
        return
    yield from _keys("Skala", "skala", scale, optional_texts=("origin", "note"))
    yield from _truth("Skala", scale, "allow_not_observed", required=True)
    yield from _truth("Skala", scale, "per_item_note")
    yield from _rows("Skala", scale.get("values"), _step_shape)


def _step_shape(where: str, row: Row) -> Iterator[str]:
    yield from _keys(where, "nilai", row, texts=("label",), optional_texts=("note",))
    yield from _whole(where, row, "value", required=True)


def _band_shape(where: str, row: Row) -> Iterator[str]:
    yield from _keys(where, "pita", row, texts=("code", "label"), optional_texts=("published", "origin"))
    yield from _truth(where, row, "core_complete")
    for closed, opened, side in (("gte", "gt", "bawah"), ("lte", "lt", "atas")):
        given = [row[key] for key in (closed, opened) if key in row]
        if len(given) > 1:
            yield f"{where}: batas {side} tertulis dua kali. Pilih salah satu: {closed} atau {opened}."
        elif given and bound(given[0]) is None:
            yield f"{where}: batas {side} bukan angka. Tulis misalnya {closed}: 75."


def _group_shape(where: str, row: Row) -> Iterator[str]:
    yield from _keys(where, "kelompok", row, texts=("code", "title"), optional_texts=("part", "parent", "unit", "note"))
    yield from _choice(where, row, "competency", Competency, required=True)
    yield from _whole(where, row, "number")
    yield from _whole(where, row, "max_score")
    yield from _text_list(where, row, "ways")
    yield from _rows(f"{where}, butir", row.get("indicators"), _indicator_shape)


def _indicator_shape(where: str, row: Row) -> Iterator[str]:
    yield from _keys(where, "butir", row, texts=("code", "text"), optional_texts=("note", "evidence"))
    yield from _choice(where, row, "competency", Competency)
    yield from _choice(where, row, "stage", Stage)
    yield from _choice(where, row, "five_m", FiveM)
    yield from _truth(where, row, "core")
    yield from _rows(f"{where}, level", row.get("levels", []), _step_shape, may_be_empty=True)


def _attribute_shape(where: str, row: Row) -> Iterator[str]:
    yield from _keys(where, "atribut", row, texts=("code", "label"), optional_texts=("note",))
    yield from _text_list(where, row, "values", required=True)


def _phase_shape(where: str, row: Row) -> Iterator[str]:
    yield from _keys(where, "fase", row, texts=("code", "title"))
    yield from _text_list(where, row, "contents", required=True)


def _rows(where: str, value: object, check: Any, *, may_be_empty: bool = False) -> Iterator[str]:
    """Runs `check(where, row)` on every row; rows are named by their code, else by their place from 1."""
    if not isinstance(value, list) or not (value or may_be_empty):
        yield f"{where}: belum ada isinya. Tulis paling sedikit satu baris daftar."
        return
    for place, row in enumerate(value, start=1):
        if isinstance(row, Mapping):
            yield from check(f"{where} {row.get('code', f'ke-{place}')}", row)
        else:
            yield f"{where} ke-{place}: harus berupa kunci dan nilai, misalnya 'code: A1'."


def _keys(
    where: str, kind: str, row: Row, *, texts: Sequence[str] = (), optional_texts: Sequence[str] = ()
) -> Iterator[str]:
    yield from (
        f"{where}: kunci '{key}' tidak dikenal. Hapus atau betulkan ejaannya." for key in row if key not in KNOWN[kind]
    )
    present = [key for key in optional_texts if key in row]
    yield from (
        f"{where}: isi '{key}' dengan teks; bila berupa angka, beri tanda kutip."
        for key in (*texts, *present)
        if not _is_text(row.get(key))
    )
    yield from (
        f"{where}: '{key}' terlalu panjang, paling banyak {LONGEST[kind, key]} huruf. Singkatkan."
        for key in (*texts, *present)
        if (kind, key) in LONGEST and len(str(row.get(key))) > LONGEST[kind, key]
    )


def _is_text(value: object) -> bool:
    """Something to read, without the control characters that a database refuses."""
    if not isinstance(value, str) or not value.strip():
        return False
    return all(character in "\n\t" or category(character) not in ("Cc", "Cs") for character in value)


def _text_list(where: str, row: Row, key: str, *, required: bool = False) -> Iterator[str]:
    value = row.get(key) if required else row.get(key, [])
    if not isinstance(value, list) or not all(_is_text(item) for item in value) or (required and not value):
        yield f"{where}: isi '{key}' dengan daftar teks, satu baris satu isi."


def _choice(where: str, row: Row, key: str, choices: type[StrEnum], *, required: bool = False) -> Iterator[str]:
    if key not in row and not required:
        return
    words = [choice.value for choice in choices]
    if row.get(key) not in words:
        yield f"{where}: '{key}' berisi '{row.get(key, '')}'. Pilih salah satu: {', '.join(words)}."


def _truth(where: str, row: Row, key: str, *, required: bool = False) -> Iterator[str]:
    if (required or key in row) and not isinstance(row.get(key), bool):
        yield f"{where}: isi '{key}' dengan true atau false."


def _whole(where: str, row: Row, key: str, *, required: bool = False) -> Iterator[str]:
    value = row.get(key)
    if (required or key in row) and (isinstance(value, bool) or not isinstance(value, int)):
        yield f"{where}: isi '{key}' dengan bilangan bulat."
