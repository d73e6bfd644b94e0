"""Whoever has the research file and any patience finds neither a hidden number nor the madrasah of a source."""

from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook

from competency.findings import export_reports
from competency.models import Coding, Evidence
from tests.cast import client_of
from tests.clock import today
from tests.competency.attack import Puzzle
from tests.competency.findings.makers import coded

FILE, HIDDEN, MINIMUM = "/supervisi/temuan/xlsx/", "disembunyikan", 5


def gather(cast, seed, sizes):
    """So many teachers told something at each madrasah; each piece with some of three codes."""
    luck, codes = Random(seed), [coded(cast.daeng, name) for name in ("Alat", "Metode", "Waktu")]
    pieces = [
        Evidence(
            writer=cast.daeng.person,
            madrasah=place,
            kind=luck.choice(("observasi", "dokumen")),
            role="guru",
            informant=f"kelas {number}",
            happened_on=today(),
            text="Seperti yang dilihat.",
        )
        for place, size in zip((cast.satu, cast.dua), sizes, strict=True)
        for number in range(size)
        for _ in range(luck.choice((1, 1, 2)))
    ]
    Evidence.objects.bulk_create(pieces)
    Coding.objects.bulk_create(
        Coding(evidence=piece, code=code) for piece in pieces for code in codes if luck.random() < 0.75
    )


def read(cast):
    """Rows of the file: pieces (kind, source, codes) and numbers (code, kind, place, number)."""
    book = load_workbook(BytesIO(client_of(cast.daeng).get(FILE).getvalue()))
    pieces = [(row[1], row[2], row[5] or "") for row in book["Bukti"].iter_rows(min_row=2, values_only=True)]
    return pieces, list(book["Kode per madrasah"].iter_rows(min_row=2, values_only=True))


def learned(pieces, numbers):
    """Sources whose place follows, and hidden numbers that do. What a source said, it said at one place."""
    places = sorted({place for *_, place, _ in numbers if place != "Semua madrasah"})
    puzzle, sources = Puzzle(), sorted({source for _, source, _ in pieces})
    for source in sources:
        puzzle.says([puzzle.unknown((source, place)) for place in places], 1)
    cells = {}
    for code, kind, place, number in numbers:
        if place == "Semua madrasah":
            continue
        behind = {source for of, source, codes in pieces if of == kind and code in codes.split("; ")}
        terms = [(source, place) for source in behind]
        if number != HIDDEN:
            puzzle.says(terms, number)
        elif terms:
            cells[puzzle.unknown((code, kind, place), 0, len(terms))] = terms
            puzzle.says(dict.fromkeys(terms, 1) | {(code, kind, place): -1}, 0)
    return puzzle.certain((source, place) for source in sources for place in places) | set(puzzle.determined(cells))


@pytest.mark.parametrize(("seed", "sizes"), [(0, (12, 11)), (1, (9, 3)), (2, (14, 14)), (3, (8, 1))])
def test_neither_a_source_nor_a_hidden_number_is_found(cast, seed, sizes):
    gather(cast, seed, sizes)
    assert learned(*read(cast)) == set()


def test_numbers_are_told_where_enough_people_stand_behind_them(cast):
    gather(cast, 2, (40, 40))
    _, numbers = read(cast)
    assert any(place != "Semua madrasah" and number not in (0, HIDDEN) for *_, place, number in numbers)


def test_only_hiding_small_numbers_the_attack_finds_them(cast, monkeypatch):
    def not_small(columns, minimum):
        return {
            key
            for key, column in columns.items()
            if not any(0 < list(column.values()).count(place) < minimum for place in column.values())
        }

    monkeypatch.setattr(export_reports, "told_columns", not_small)
    gather(cast, 3, (20, 0))
    Evidence.objects.filter(informant="kelas 0").update(madrasah=cast.dua)
    Coding.objects.filter(evidence__informant="kelas 0", code__name="Alat").delete()
    assert learned(*read(cast))
