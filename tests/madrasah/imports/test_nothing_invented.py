"""What people write is read as they mean it; what a file does not say is asked, told as missing, or left open."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from core.workbooks.cells import Cell, date_in
from core.workbooks.limits import FileRefused
from madrasah.imports.runs import planned_rows
from madrasah.models import Madrasah, Person, Placement
from madrasah.people.names import split_titles
from madrasah.work.actions import add_post
from tests.cast import Cast
from tests.clock import today
from tests.madrasah.imports.books import read, said, seen, seen_in
from tests.madrasah.imports.test_no_row_lost import case
from tests.madrasah.imports.uploads import answer, done, kinds, only, upload
from tests.workbooks import SATU, madrasahs, saved, teachers, xlsx

MONTHS = (
    "Jan Januari Feb Febr Peb Pebr. Pebruari Mar Mrt Maret Apr April Mei Jun Juni Jul Juli Agu Ags Agt Agust. Agustus"
)
MONTHS += " Sep Sept. September Okt Oktober Nop Nov Nopember November Des Desember"
NUMBERS = [1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 6, 7, 7, 8, 8, 8, 8, 8, 9, 9, 9, 10, 10, 11, 11, 11, 11, 12, 12]


@pytest.mark.parametrize(
    "written", ["5 {} 1985", "05-{}-1985", "5/{}/1985", "5{}1985", "5 {}, 1985", "Kajang, 5 {} 1985"]
)
def test_a_month_is_read_in_every_usual_short_form(written: str) -> None:
    for month, number in zip(MONTHS.split(), NUMBERS, strict=True):
        assert date_in(Cell(1, written.format(month))) == date(1985, number, 5), month


@pytest.mark.parametrize("written", ["5 Ju 1985", "5 Ma 1985", "5 Contoh 1985", "5 1985", "5.1.85", "1/1985"])
def test_half_a_month_is_not_guessed(written: str) -> None:
    assert date_in(Cell(1, written)) is None


@pytest.mark.django_db
def test_the_case_of_the_months(cast: Cast) -> None:
    run = case("tanggal-bulan.csv", cast.faisal)
    born = [row.row.text("birth_date") for row in planned_rows(run)]
    assert born == ["1985-11-07", "1990-02-12", "1979-08-03", "1988-06-01", "1991-09-25"]


@pytest.mark.django_db
def test_the_case_of_the_numbers(cast: Cast) -> None:
    Madrasah.objects.filter(pk=cast.satu.pk).update(npsn="99000002")
    run = case("angka-teks.csv", cast.faisal)
    assert kinds(run) == {"baru": 3}
    values = [row.row.values for row in planned_rows(run)]
    assert [(row.get("nuptk"), row.get("nip")) for row in values] == [
        ("9900000000000016", None),
        ("9900000000000024", None),
        (None, None),
    ]
    assert planned_rows(run)[0].row.infos == ("“Honorer” di kolom NIP bukan nomor, jadi dianggap kosong.",)


def test_a_number_that_lost_its_digits_is_still_refused() -> None:
    (row,) = read([["Nama Guru", "NIP"], ["Budi", "199009052015011984.0"]])
    assert "digit akhirnya hilang" in said(row)[0]


# -- The post ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_post_that_no_cell_says_is_not_guessed(cast: Cast) -> None:
    lines = [["Nama Guru", "NSM", "Jabatan"], ["Budi Contoh", SATU["nsm"], "Kepala Madrasah"]]
    run = upload(xlsx(*lines, ["Ani Contoh", SATU["nsm"], "Guru Kelas IV"]), cast.faisal)
    assert "Tugas mengajarnya tidak disebut" in planned_rows(run)[0].infos[0]
    assert done(run)
    assert Placement.objects.get(person__name="Budi Contoh").post == Placement.Post.UNSAID
    assert Placement.objects.get(person__name="Ani Contoh").post == Placement.Post.CLASS
    lines[1][2] = "Guru Kelas V"
    again = upload(xlsx(*lines), cast.faisal)
    answer(again, 2, "sama")
    assert done(again)
    assert Placement.objects.get(person__name="Budi Contoh").class_name == "5"


# -- Namesakes -----------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("second", ["Nurhayati Contoh", "NURHAYATI CONTOH S AG", "Hj. Nurhayati Contoh, S.Ag."])
@pytest.mark.parametrize(("words", "made"), [("", 1), ("lewati", 1), ("baru", 2)])
def test_two_namesakes_of_a_madrasah_are_asked_about(cast: Cast, second: str, words: str, made: int) -> None:
    rows = [
        SATU | {"name": "Nurhayati Contoh", "subject": "Kelas 1"},
        SATU | {"name": second, "birth_date": "05/09/1990"},
    ]
    run = upload(teachers(*rows), cast.faisal)
    assert kinds(run) == {"baru": 1, "pastikan": 1}
    assert planned_rows(run)[1].question.startswith("Di baris 2 juga ada")
    answer(run, 3, words)
    assert done(run)
    assert Person.objects.filter(name__iexact="Nurhayati Contoh").count() == made


@pytest.mark.django_db
def test_namesakes_whom_a_number_tells_apart_are_not_asked(cast: Cast) -> None:
    rows = [SATU | {"name": "Siti Contoh", "peg_id": f"9900000000000{n}"} for n in (1, 2)]
    assert kinds(upload(teachers(*rows), cast.faisal)) == {"baru": 2}


# -- Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("Nurhayati S Ag", "Nurhayati, S.Ag."),
        ("NURHAYATI S PD I", "Nurhayati, S.Pd.I."),
        ("Budi Contoh M Pd", "Budi Contoh, M.Pd."),
        ("Budi S T", "Budi S T"),
        ("SITI MA", "Siti Ma"),
        ("A MUH CONTOH", "A Muh Contoh"),
    ],
)
def test_titles_without_dots_leave_the_name(written: str, whole: str) -> None:
    assert str(split_titles(written)) == whole


@pytest.mark.parametrize("written", ["+Budi Contoh", "-Budi Contoh", "@Budi Contoh", "• Budi Contoh", "1. Budi Contoh"])
def test_a_name_keeps_no_sign_of_a_formula(written: str) -> None:
    (row,) = read([["Nama Guru", "Nama Madrasah"], [written, "MI Contoh"]])
    assert row.text("name") == "Budi Contoh"


@pytest.mark.django_db
def test_what_is_missing_is_told(cast: Cast) -> None:
    planned = only(upload(teachers(SATU | {"name": "Contoh", "birth_date": "1900-01-01"}), cast.faisal))
    assert "Belum terisi: jenis kelamin dan tanggal lahir." in planned.infos


# -- The file as a whole -------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("sizes", [(2, 2), (1, 3), (4, 1)])
def test_cells_merged_over_a_group_hold_for_each_of_its_rows(cast: Cast, sizes: tuple[int, int]) -> None:
    places = [name for name, size in zip(("MI Contoh Satu", "MI Contoh Dua"), sizes, strict=True) for _ in range(size)]
    shown = [name if name not in places[:at] else None for at, name in enumerate(places)]
    book = load_workbook(
        xlsx(["Madrasah", "Nama Guru"], *([name, f"Guru {'ABCDE'[at]} Contoh"] for at, name in enumerate(shown)))
    )
    book.active.merge_cells(f"A2:A{1 + sizes[0]}")
    book.active.merge_cells(f"A{2 + sizes[0]}:A{1 + sum(sizes)}")
    run = upload(saved(book), cast.jafar)
    assert [row.place for row in planned_rows(run)] == [
        {"MI Contoh Satu": cast.satu.pk}.get(n, cast.dua.pk) for n in places
    ]


@pytest.mark.django_db
def test_hidden_rows_are_read_and_told(cast: Cast) -> None:
    book = load_workbook(io.BytesIO(teachers(*(SATU | {"name": f"Guru {n} Contoh"} for n in "AB")).getvalue()))
    book.active.row_dimensions[3].hidden = True
    run = upload(saved(book), cast.faisal)
    assert "1 baris yang tersembunyi di Excel, misalnya oleh saringan, ikut dibaca." in run.notes
    assert planned_rows(run)[1].row.infos == ("Baris ini tersembunyi di Excel.",)


@pytest.mark.django_db
def test_a_near_name_of_a_new_madrasah_is_told(cast: Cast) -> None:
    new = only(upload(madrasahs({"name": "MI Contoh Sattu", "status": "Swasta"}), cast.jafar))
    assert new.infos == ("Namanya mirip MI Contoh Satu, yang sudah terdaftar. Pastikan bukan madrasah yang sama.",)


@pytest.mark.parametrize(
    "lines",
    [
        [["No", "Nama", "NISN", "Kelas"], [1, "Budi Contoh", "0012345678", "4"]],
        [["No", "Nama Siswa", "L/P"], [1, "Budi Contoh", "L"]],
        [["DAFTAR PESERTA DIDIK"], ["Nama", "L/P", "Tempat Lahir"], ["Budi Contoh", "L", "Kajang"]],
    ],
)
def test_a_list_of_pupils_is_refused_as_such(lines: list[list[Any]]) -> None:
    with pytest.raises(FileRefused, match="Ini daftar murid, bukan daftar guru"):
        seen(lines)
    both = seen_in({"Murid": lines, "Guru": [["Nama Guru", "NIP"], ["Ani Contoh", ""]]})
    assert both.layout and [table.name for table in both.layout.tables] == ["Guru"]


@pytest.mark.django_db
def test_a_post_left_open_is_filled_in_and_not_doubled(cast: Cast) -> None:
    assert done(upload(teachers(SATU | {"name": "Contoh Terbuka"}), cast.faisal))
    person = Person.objects.get(name="Contoh Terbuka")
    said_now = Placement(madrasah=cast.satu, post=Placement.Post.CLASS, class_name="3", since=today())
    add_post(person=person, placement=said_now, by=cast.jafar)
    assert list(person.placements.values_list("post", "class_name", "is_home")) == [("guru_kelas", "3", True)]


# -- The status of a madrasah --------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "nsm", "status", "info"),
    [
        ("MIN 5 Bulukumba", "", "negeri", "Status Negeri diambil dari nama atau NSM"),
        ("MI Negeri Contoh Lima", "", "negeri", "Status Negeri diambil dari nama atau NSM"),
        ("MI Contoh Lima", "111173020099", "negeri", "Status Negeri diambil dari nama atau NSM"),
        ("MI Contoh Lima", "111273020099", "swasta", "Status Swasta diambil dari nama atau NSM"),
        ("MIN 5 Bulukumba", "111273020099", "swasta", "Status tidak tertulis di berkas, jadi dicatat Swasta."),
        ("MI Contoh Lima", "", "swasta", "Status tidak tertulis di berkas, jadi dicatat Swasta."),
    ],
)
def test_a_status_that_no_cell_says_is_told_with_where_it_comes_from(cast: Cast, name, nsm, status, info) -> None:
    run = upload(xlsx(["NSM", "Nama Madrasah", "Kecamatan"], [nsm, name, "Gantarang"]), cast.jafar)
    row = only(run)
    assert row.infos[0].startswith(info)
    assert ("status", status.title()) in [(change.label, change.after) for change in row.changes]
    assert done(run) and Madrasah.objects.get(name=name).status == status


@pytest.mark.django_db
def test_a_status_against_the_name_is_doubted_and_never_changed_by_it(cast: Cast) -> None:
    lines = ["Nama Madrasah", "Kecamatan", "Status"], ["MIN 5 Bulukumba", "Gantarang", "Swasta"]
    run = upload(xlsx(*lines), cast.jafar)
    assert "Statusnya Swasta, tetapi nama atau NSM menunjukkan Negeri." in only(run).infos[0]
    assert done(run) and Madrasah.objects.get(name="MIN 5 Bulukumba").status == "swasta"
    again = only(upload(xlsx(lines[0][:2], lines[1][:2]), cast.jafar))
    assert not again.changes and "menunjukkan Negeri" in again.infos[0]
