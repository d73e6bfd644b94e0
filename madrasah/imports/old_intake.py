"""Stands in for recognise and read_rows until they are here."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from core.sheets.source import Source
from core.sheets.workbook import Sheet
from madrasah.imports.layout import Layout, Place, TablePlace
from madrasah.imports.madrasahs import KnownRegion, Regions, read_madrasah, spellings_of
from madrasah.imports.reading import key_of
from madrasah.imports.readrow import ReadRow
from madrasah.imports.shapes import SHAPES, Table, find_table
from madrasah.imports.teachers import Vocabulary, read_teacher
from madrasah.models import ImportRun, Region, RegionAlias, Subject

GRADES = Path(__file__).resolve().parent.parent / "data" / "golongan.csv"
FIELDS: dict[str, dict[str, str]] = {}


@dataclass(frozen=True)
class Recognised:
    layout: Layout | None
    open_columns: tuple
    kind: str | None
    notes: tuple[str, ...]
    missing: tuple[str, ...]


def recognise(source: Source, memory: Mapping, kind: str | None = None) -> Recognised:
    sheets = [Sheet(name, tuple(source.rows(n))) for n, name in enumerate(source.sheets)]
    table, notes = find_table(sheets)
    places = {name: Place(p.column, p.letter, p.heading) for name, p in table.places.items()}
    place = TablePlace(source.sheets.index(table.sheet), table.sheet, places, table.rows[0].number)
    return Recognised(Layout(table.shape.kind, (place,)), (), table.shape.kind, tuple(notes), ())


def read_rows(source: Source, layout: Layout, words: Any) -> Iterator[ReadRow]:
    place = layout.tables[0]
    rows = (row for row in source.rows(place.sheet) if row.number >= place.first_row)
    shape = next(shape for shape in SHAPES if shape.kind == layout.kind)
    table = Table(shape, place.name, place.places, (), ())  # type: ignore[arg-type]
    today = timezone.localdate()
    for row in rows:
        if layout.kind == ImportRun.Kind.TEACHERS:
            yield read_teacher(row, table, words[0], today)
        else:
            yield read_madrasah(row, table, words[1])


def words_of_data() -> Any:
    return Vocabulary(_subjects(), _grades()), _regions()


def _subjects() -> dict[str, str]:
    subjects = Subject.objects.values_list("code", "name", "other_names")
    return {key_of(word): code for code, name, others in subjects for word in (code, *others, name)}


@cache
def _grades() -> dict[str, str]:
    with GRADES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    return {
        key_of(word): row["grade"] for row in rows for word in (row["grade"], *row["other_names"].split("|"))
    }


def _regions() -> Regions:
    aliases: dict[str, list[str]] = {}
    for code, name in RegionAlias.objects.values_list("region_id", "name"):
        aliases.setdefault(code, []).append(name)
    rows = Region.objects.values_list("code", "name")
    return Regions(KnownRegion(code, name, spellings_of(name, aliases.get(code, []))) for code, name in rows)
