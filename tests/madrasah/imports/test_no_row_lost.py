"""Each row of a file is accounted for: part of the list, or passed over with the reason; the sum is the file's."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.workbooks.limits import FileRefused
from madrasah.imports.models import ImportRun
from madrasah.imports.passes import ELSEWHERE, OF_FILE
from madrasah.imports.preview import sum_words
from madrasah.imports.rows import RowKind
from madrasah.imports.runs import apply_import, start_import
from madrasah.models import User
from tests.cast import Cast
from tests.madrasah.imports.books import all_rows, names, passed, read, seen_in
from tests.madrasah.imports.uploads import kinds, said, upload
from tests.workbooks import SATU, teachers, xlsx_of

CASES = Path(__file__).resolve().parents[2] / "data" / "imports"
HEAD = ["No", "Nama", "NIP", "Jabatan"]
ODD = some.sampled_from(
    [
        "",
        1,
        7,
        "MI Contoh Satu",
        "Budi Contoh",
        "Guru Kelas",
        "Operator",
        "An. Kepala",
        "Jumlah",
        "Mengetahui,",
        "NIP",
        "-",
    ]
)


def case(name: str, by: User) -> ImportRun:
    with (CASES / name).open("rb") as file:
        return start_import(file=file, name=name, by=by)


def test_a_job_word_in_the_middle_makes_nobody_vanish() -> None:
    lines = [
        ["MI CONTOH SATU"],
        HEAD,
        [1, "Salmiah Contoh", "-", "Guru Kelas I"],
        [2, "Darwis Contoh", "-", "Operator Madrasah"],
        [3, "Mulyati Contoh", "-", "An. Kepala"],
        [4, "Ruslan Contoh", "-", "Guru Kelas II"],
    ]
    assert names(read(lines)) == ["Salmiah Contoh", "Darwis Contoh", "Mulyati Contoh", "Ruslan Contoh"]


def test_a_job_word_beside_a_name_is_no_note_without_numbers_either() -> None:
    lines = [["Nama", "Jabatan"], ["Budi Contoh", "Ketua"], ["Ani Contoh", "Guru"], ["Jumlah", "2"], ["Eka", "x"]]
    assert names(read(lines)) == ["Budi Contoh", "Ani Contoh"]


def test_the_list_goes_on_below_a_total_where_its_numbers_do() -> None:
    lines = [HEAD, [1, "Budi Contoh"], ["", "Jumlah", 1], [2, "Ani Contoh"], ["", "Tembusan"], [1, "Kepala Kantor"]]
    assert names(read(lines)) == ["Budi Contoh", "Ani Contoh", "Tembusan"]
    below = [HEAD, [1, "Budi Contoh"], ["", "Catatan: tembusan"], [1, "Kepala Kantor"], [2, "Arsip Contoh"]]
    assert names(read(below)) == ["Budi Contoh"]


def test_what_is_passed_over_says_why() -> None:
    lines = [["DAFTAR GURU"], HEAD, [1, 2, 3, 4], ["MI CONTOH SATU"], [1, "Budi Contoh"], HEAD, [9], ["Jumlah", 1]]
    lines += [["", "", "", "Mengetahui,"], ["", "Contoh Kepala"]]
    assert {number: why.split(",")[0] for number, why in passed({"Data": lines}).items()} == {
        1: "Judul tabel atau judul kolom.",
        2: "Judul tabel atau judul kolom.",
        3: "Hanya menomori kolom.",
        4: "Menyebut tempat untuk baris di bawahnya.",
        6: "Judul kolom yang berulang.",
        7: "Tidak ada nama dan isian lain yang dibaca.",
        8: "Baris jumlah.",
        9: "Catatan atau tanda tangan.",
        10: "Di bawah catatan",
    }


@settings(max_examples=60, derandomize=True)
@given(rows=some.lists(some.lists(ODD, min_size=4, max_size=4), min_size=1, max_size=12))
def test_as_many_rows_come_out_as_went_in(rows: list[list[Any]]) -> None:
    lines = [["DAFTAR"], HEAD, *rows]
    filled = [number for number, row in enumerate(lines, 1) if any(str(value) for value in row)]
    try:
        seen = seen_in({"Data": lines})
    except FileRefused:
        return
    if seen.layout:
        assert [row.number for row in all_rows({"Data": lines})] == filled


@pytest.mark.django_db
def test_teachers_and_an_operator_are_all_told(cast: Cast) -> None:
    run = case("guru-dan-operator.csv", cast.faisal)
    assert kinds(run) == {"baru": 6, "ditolak": 1}
    assert said(run) == [
        "D5 Bukan guru, jadi tidak diimpor. Bila ia mengisi data di sini: buka Guru, pilih Tambah orang, lalu tugas "
        "Operator. Bila ia juga mengajar, tulis “Guru Kelas” atau “Guru Mapel”."
    ]
    assert sum_words(run) == "Berkas ini berisi 9 baris: 6 baru, 1 ditolak, dan 2 bukan isi daftar."


@pytest.mark.django_db
def test_the_sum_is_that_of_the_whole_file(cast: Cast) -> None:
    sheets = {
        "Guru": [["DAFTAR GURU"], ["Nama Guru", "NSM"], ["Budi Contoh", SATU["nsm"]], [], ["Jumlah", 1]],
        "Petunjuk": [["Isi nama"], [], ["Simpan"]],
    }
    run = upload(xlsx_of(sheets), cast.faisal)
    assert (run.counts[OF_FILE], run.counts[ELSEWHERE]) == (6, 2)
    assert run.counts[OF_FILE] == sum(run.counts.get(kind, 0) for kind in RowKind) + run.counts[ELSEWHERE]


@pytest.mark.django_db
def test_the_sum_stays_after_applying(cast: Cast) -> None:
    run = upload(teachers(SATU | {"name": "Contoh Baru"}), cast.faisal)
    told = sum_words(run)
    assert sum_words(apply_import(run=run, by=cast.faisal)) == told
