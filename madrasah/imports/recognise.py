"""Says what an uploaded file holds: its tables, where their fields stand, and which columns must be asked.

Belongs here: the file as a whole, sheet by sheet. Not here: finding headings in a sheet (finding), what a
heading means (headings), which column wins (mapping), and reading the rows (lines).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from core.formats import decimal, joined
from core.workbooks.cells import Row, filled_text
from core.workbooks.limits import FileRefused
from core.workbooks.source import Sheets
from madrasah.imports.fields import FIELDS, MADRASAHS, NEEDED, TEACHERS
from madrasah.imports.finding import Heading, find_heading, guess_heading
from madrasah.imports.headings import is_nik
from madrasah.imports.layout import Layout, TablePlace
from madrasah.imports.mapping import Memory, OpenColumn, Settled, is_telling, settle
from madrasah.imports.seen_tables import KeptColumns, ReadTable, SeenSheet, kept_of, known_columns, open_columns
from madrasah.imports.titles import OTHER_SHEETS, given_above, given_by_sheet, is_of_pupils

SAMPLE = 160  # rows of a sheet that recognising looks at
GROUPED = 3  # so many people below one name of a madrasah look like a merged cell
MOST_NAMED = 8
KINDS = (TEACHERS, MADRASAHS)
PLACE_FIELDS = ("madrasah", "nsm", "npsn")
NOT_WORTH_TELLING = {"no", "no.", "nomor", "no urut", "ket", "ket.", "keterangan", "ttd", "tanda tangan"}
NO_MADRASAH = (
    "Berkas ini tidak menyebut madrasahnya. Tambahkan kolom NSM atau nama madrasah, atau tulis "
    '"Nama Madrasah : ..." di atas tabelnya.'
)
PUPILS = "Ini daftar murid, bukan daftar guru, jadi tidak diimpor. Unggah daftar guru atau daftar madrasah."
OTHER_KIND = {TEACHERS: "data madrasah", MADRASAHS: "data guru"}


@dataclass(frozen=True)
class Recognised:
    """What was recognised. `layout` is None while a needed field (`missing`) has no column yet.

    `kept` tells by the place of its sheet which columns are imported or asked about.
    """

    layout: Layout | None
    open_columns: tuple[OpenColumn, ...]
    kind: str | None
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    known_columns: tuple[OpenColumn, ...]
    kept: Mapping[int, KeptColumns]


def recognise(source: Sheets, memory: Memory, kind: str | None = None) -> Recognised:
    """The tables of a file, with `memory` of what the operator said about columns before.

    `kind` is ImportRun.Kind if the operator chose it. Raises SheetRefused when there is no table at all.
    """
    sheets = [_sheet(source, index, memory, kind) for index in _own_sheets(source)]
    chosen = kind or _kind_of(sheets)
    seen = [sheet for sheet in sheets if chosen and _is_read(sheet, chosen)]
    if not chosen or not seen:
        return _nothing_known(sheets, memory, kind)
    seen = _filled(seen, chosen)
    tables = [_table(sheet, chosen, memory) for sheet in seen]
    missing = tuple(field for field in NEEDED[chosen] if not _is_found(field, tables))
    notes = (*_notes_on_sheets(source, sheets, seen, chosen), *_notes_on_columns(tables))
    pairs = zip(seen, tables, strict=True)
    if chosen == TEACHERS and not any(_names_madrasah(sheet, table) for sheet, table in pairs):
        notes = (*notes, NO_MADRASAH)
    if missing:
        tables = [_asking(table, sheet.headings[chosen]) for table, sheet in zip(tables, seen, strict=True)]
        _refuse_without_columns(tables, chosen, missing)
    places = tuple(table.place for table in tables if "name" in table.place.places)
    layout = None if missing else Layout(chosen, places)
    kept = kept_of(sheets, tables, chosen)
    return Recognised(layout, open_columns(tables), chosen, notes, missing, known_columns(tables), kept)


def _own_sheets(source: Sheets) -> list[int]:
    return [index for index, name in enumerate(source.sheets) if name.strip().upper() not in OTHER_SHEETS]


def _sheet(source: Sheets, index: int, memory: Memory, kind: str | None) -> SeenSheet:
    rows = tuple(islice(source.rows(index), SAMPLE))
    found = {each: find_heading(each, rows, memory) for each in ([kind] if kind else KINDS)}
    return SeenSheet(index, source.sheets[index], {each: head for each, head in found.items() if head}, rows)


def _kind_of(sheets: Iterable[SeenSheet]) -> str | None:
    """The kind that the sheets say most about; a sheet speaks for the kind its headings fit best."""
    weight: Counter[str] = Counter()
    for sheet in sheets:
        best = max(sheet.headings.values(), key=lambda head: head.score, default=None)
        if best is not None:
            weight[best.kind] += int(10 * best.score) if best.has_name and best.below else 1
    return weight.most_common(1)[0][0] if weight else None


def _is_read(sheet: SeenSheet, kind: str) -> bool:
    """Whether a sheet is a table of that kind; one that fits the other kind better is left aside."""
    heading = sheet.headings.get(kind)
    if heading is None or (kind == TEACHERS and _is_of_pupils(sheet)):
        return False
    others = [head.score for head in sheet.headings.values() if head.kind != kind and head.has_name]
    return heading.has_name and len(heading.fields) > 1 and heading.score >= max(others, default=0)


def _is_of_pupils(sheet: SeenSheet) -> bool:
    """Whether headings, or a title above them, say that the list is one of pupils."""
    heading = sheet.headings.get(TEACHERS)
    above = [cell.text for row in heading.above for cell in row.cells.values()] if heading else []
    texts = [text for column in heading.columns for text in column.path] if heading else []
    return any(is_of_pupils(text) for text in (*above, *texts))


def _table(sheet: SeenSheet, kind: str, memory: Memory) -> ReadTable:
    heading = sheet.headings[kind]
    settled = settle(kind, heading.columns, memory)
    given = given_by_sheet(sheet.name) | given_above(heading.above)
    given = {field: text for field, text in given.items() if field in FIELDS[kind] and field != "name"}
    if kind == TEACHERS and set(settled.places) & set(PLACE_FIELDS):
        given = {}
    carried = _carried(settled, heading.below) if kind == TEACHERS else ()
    place = TablePlace(sheet.index, sheet.name, settled.places, heading.below[0].number, given, carried)
    return ReadTable(place, settled)


def _carried(settled: Settled, below: Iterable[Row]) -> tuple[str, ...]:
    """Fields of the madrasah that stand only in the first row of a group, as in a cell merged downwards."""
    name = settled.places.get("name")
    people = [row for row in below if name and filled_text(row.at(name.column))]
    places = [settled.places[field] for field in PLACE_FIELDS if field in settled.places]
    filled = [any(filled_text(row.at(place.column)) for place in places) for row in people]
    is_grouped = len(filled) >= GROUPED and filled[0] and sum(filled) * GROUPED <= len(filled)
    return tuple(field for field in PLACE_FIELDS if field in settled.places) if is_grouped else ()


def _asking(table: ReadTable, heading: Heading) -> ReadTable:
    """The same table, asking about every column that fills no field: a needed one has to be among them."""
    used = {place.column for place in table.place.places.values()}
    left = [column for column in heading.columns if column.number not in used and is_telling(column)]
    asked = tuple(column for column in left if not is_nik(column.path))
    return replace(table, settled=replace(table.settled, questions=asked))


def _refuse_without_columns(tables: list[ReadTable], kind: str, missing: tuple[str, ...]) -> None:
    if not any(table.settled.questions for table in tables):
        labels = joined([FIELDS[kind][field].lower() for field in missing])
        raise FileRefused(f"Kolom {labels} tidak ada. Tambahkan kolomnya beserta isinya, lalu unggah lagi.")


def _names_madrasah(sheet: SeenSheet, table: ReadTable) -> bool:
    """Whether a column, a title or a section says which madrasah the rows belong to."""
    known = set(table.place.places) | set(table.place.given)
    if known & set(PLACE_FIELDS):
        return True
    below = sheet.headings[TEACHERS].below
    return any(set(PLACE_FIELDS) & set(given_above([row])) for row in below)


def _is_found(field: str, tables: list[ReadTable]) -> bool:
    return any(field in table.place.places or field in table.place.given for table in tables)


def _filled(seen: list[SeenSheet], kind: str) -> list[SeenSheet]:
    """Tables with rows below their headings. Raises SheetRefused when there are none."""
    filled = [sheet for sheet in seen if sheet.headings[kind].below]
    if not filled:
        raise FileRefused(f"Tidak ada baris isi di bawah judul kolom pada lembar “{seen[0].name}”.")
    return filled


def _nothing_known(sheets: list[SeenSheet], memory: Memory, kind: str | None) -> Recognised:
    """Headings that name nobody: every column is asked about. Raises SheetRefused when there are none."""
    if any(_is_of_pupils(sheet) for sheet in sheets):
        raise FileRefused(PUPILS)
    for sheet in sheets:
        best = max(sheet.headings.values(), key=lambda head: head.score, default=None)
        heading = best if best and best.below else guess_heading(kind or TEACHERS, sheet.rows, memory)
        if heading and heading.below and len(heading.columns) > 1:
            chosen = kind or (heading.kind if best else None)
            known = replace(sheet, headings={heading.kind: heading})
            table = _asking(_table(known, heading.kind, memory), heading)
            kept = kept_of(sheets, [table], chosen or TEACHERS)
            return Recognised(None, open_columns([table]), chosen, (), NEEDED[chosen or TEACHERS], (), kept)
    raise FileRefused(
        "Judul kolom tidak ditemukan. Tulis judul tiap kolom dalam satu baris di atas datanya, sedikitnya "
        "nama guru dan nama madrasah, atau nama madrasah dan kecamatan."
    )


# -- Notes -------------------------------------------------------------------------------------------


def _notes_on_sheets(source: Sheets, sheets: list[SeenSheet], seen: list[SeenSheet], kind: str) -> Iterable[str]:
    yield f"Yang dibaca: lembar {_named([sheet.name for sheet in seen])}."
    others = [index for index in range(len(source.sheets)) if index not in _own_sheets(source)]
    if others:
        yield f"Lembar {_counted(source, others)} tidak dibaca: hanya madrasah ibtidaiyah yang diimpor."
    aside = [sheet for sheet in sheets if sheet not in seen]
    if data := [sheet.name for sheet in aside if any(head.has_name for head in sheet.headings.values())]:
        what = OTHER_KIND[kind]
        yield f"Lembar {_named(data)} berisi {what} dan tidak dibaca. Unggah sebagai berkas sendiri."
    if plain := [sheet.name for sheet in aside if sheet.rows and sheet.name not in data]:
        yield f"Lembar {_named(plain)} tidak dibaca karena tidak berisi daftar."


def _notes_on_columns(tables: list[ReadTable]) -> Iterable[str]:
    headings = dict.fromkeys(heading for table in tables for heading in table.settled.unused)
    told = [heading for heading in headings if heading.lower().strip() not in NOT_WORTH_TELLING]
    if told:
        yield f"Kolom {_shortened(told)} tidak dipakai dan tidak disimpan."
    titled = [table.place for table in tables if {"madrasah", "nsm"} & table.place.given.keys()]
    if len(titled) == 1:
        name = titled[0].given.get("madrasah") or titled[0].given["nsm"]
        yield f"Madrasah pada lembar “{titled[0].name}” diambil dari judulnya: {name}."
    elif titled:
        yield f"Madrasah pada {len(titled)} lembar diambil dari judul tiap lembar."
    if any(table.place.carried for table in tables):
        yield "Kolom madrasah hanya terisi di baris pertama tiap kelompok; baris di bawahnya mengikutinya."


def _named(names: list[str]) -> str:
    return _shortened([f"“{name}”" for name in names])


def _counted(source: Sheets, indexes: list[int]) -> str:
    """Sheets of other levels, each with how many rows it holds."""
    counts = [(source.sheets[index], sum(1 for _row in source.rows(index))) for index in indexes]
    return joined([f"{name} ({decimal(count)} baris)" if count > 1 else name for name, count in counts])


def _shortened(names: list[str]) -> str:
    if len(names) <= MOST_NAMED:
        return joined(names)
    return f"{', '.join(names[:MOST_NAMED])}, dan {len(names) - MOST_NAMED} lainnya"
