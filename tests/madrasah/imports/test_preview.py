"""The preview tells where each row belongs and all that is wrong with it; columns may be changed, nothing loops."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from core.formats import moment_short
from madrasah.imports.runs import apply_import, planned_rows, set_columns, undo_import
from madrasah.imports.undo import why_not_undo
from madrasah.models import ImportRun, Madrasah, Person
from madrasah.roles import Role
from tests.cast import Cast, build_cast, client_of
from tests.factories import make_assignment, make_person, make_user
from tests.madrasah.imports.uploads import applied, kinds, only, upload
from tests.madrasah.imports.uploads import said as said_of
from tests.workbooks import SATU, madrasahs, teachers, xlsx
from tests.worlds import standing

pytestmark = pytest.mark.django_db
PEG_ID = "99000000000001"


@standing
def cast() -> Cast:
    return build_cast()


@pytest.fixture
def jafar(cast: Cast) -> Client:
    return client_of(cast.jafar)


def page_of(client: Client, run: ImportRun, **asked: str) -> str:
    return client.get(reverse("madrasah:import-run", args=[run.pk]), asked).content.decode()


def test_each_row_shows_its_madrasah_or_what_was_written_for_it(cast: Cast, jafar: Client) -> None:
    run = upload(teachers(SATU | {"name": "Contoh Baru"}, {"name": "Contoh Lain", "madrasah": "MI Entah"}), cast.jafar)
    page = page_of(jafar, run)
    assert '<td data-label="Madrasah">MI Contoh Satu</td>' in page
    assert '<td data-label="Madrasah">MI Entah</td>' in page
    page = page_of(jafar, upload(madrasahs({"name": "MI Contoh Baru"}), cast.jafar))
    assert '<td data-label="Kecamatan">Gantarang</td>' in page


def test_rows_passed_over_are_listed_with_why(cast: Cast, jafar: Client) -> None:
    run = upload(xlsx(["DAFTAR GURU"], ["Nama Guru", "NSM"], ["Budi Contoh", SATU["nsm"]], ["Jumlah", 1]), cast.jafar)
    page = page_of(jafar, run, jenis="dilewati")
    assert "Berkas ini berisi 4 baris: 1 baru dan 3 bukan isi daftar." in page
    assert "Baris jumlah." in page and "Judul tabel atau judul kolom." in page


def test_all_that_is_wrong_with_a_row_is_said_at_once(cast: Cast) -> None:
    make_person(peg_id=PEG_ID, home_region=cast.kabupaten)
    row = {"name": "Contoh", "nip": "123", "birth_date": "31/02/1990", "nsm": "111273029999", "sex": "X"}
    told = said_of(upload(teachers(row), cast.faisal))
    assert len(told) == 4 and "Madrasah ini di luar tugas Anda, atau belum terdaftar" in " ".join(told)
    both = said_of(upload(teachers({"name": "Contoh", "peg_id": PEG_ID, "nsm": "111273029999"}), cast.faisal))
    assert len(both) == 2


def test_desa_is_read(cast: Cast) -> None:
    lines = [["Nama Madrasah", "Kecamatan", "Desa/Kelurahan"], ["MI Contoh Baru", "Gantarang", "Desa Contoh"]]
    assert applied(upload(xlsx(*lines), cast.jafar)).status == ImportRun.Status.APPLIED
    assert Madrasah.objects.get(name="MI Contoh Baru").village == "Contoh"


# -- Columns -------------------------------------------------------------------------------------

LINES = [["Nama Guru", "NSM", "Unit Kerja", "Alamat"], ["Budi Contoh", SATU["nsm"], "Contoh Lain", "Kajang"]]


def test_a_recognised_column_can_be_changed(cast: Cast, jafar: Client) -> None:
    run = upload(xlsx(*LINES), cast.jafar)
    where = reverse("madrasah:import-columns", args=[run.pk])
    form = jafar.get(where).context["form"]
    initial = {field.label.split(" (")[0]: field.initial for field in form.fields.values()}
    assert initial == {"Nama Guru": "name", "NSM": "nsm", "Unit Kerja": "madrasah", "Alamat": "-"}
    posted = {name: "-" if "Unit" in field.label else field.initial for name, field in form.fields.items()}
    jafar.post(where, posted)
    (planned,) = planned_rows(ImportRun.objects.get(pk=run.pk))
    assert "madrasah" not in planned.row.values and planned.place == cast.satu.pk


def test_a_column_whose_cells_were_dropped_asks_for_the_file_again(cast: Cast, jafar: Client) -> None:
    run = upload(xlsx(*LINES), cast.jafar)
    run = set_columns(run=run, by=cast.jafar, kind="guru", choices={"alamat": "birth_place"})
    assert (run.status, run.file) == (ImportRun.Status.FAILED, None)
    assert "Unggah sekali lagi berkasnya." in page_of(jafar, run)
    assert only(upload(xlsx(*LINES), cast.jafar)).row.text("birth_place") == "Kajang"


def test_declining_both_rivals_of_a_needed_column_is_no_loop(cast: Cast, jafar: Client) -> None:
    run = upload(xlsx(["Nama Guru", "Nama Lengkap", "NSM"], ["Budi", "Budi Contoh", SATU["nsm"]]), cast.jafar)
    where = reverse("madrasah:import-columns", args=[run.pk])
    fields = jafar.get(where).context["form"].fields
    declined = {name: "nsm" if "NSM" in field.label else "-" for name, field in fields.items()}
    page = jafar.post(where, declined)
    assert "Pilih kolom yang berisi nama guru." in page.content.decode()
    jafar.post(where, {n: "name" if "Lengkap" in fields[n].label else value for n, value in declined.items()})
    assert kinds(ImportRun.objects.get(pk=run.pk)) == {"baru": 1}


# -- After applying ------------------------------------------------------------------------------

ROWS: list[dict[str, Any]] = [SATU | {"name": f"Guru {n} Contoh", "peg_id": f"9900000000000{n}"} for n in range(1, 4)]


def test_undoing_names_everybody_who_stands_in_the_way(cast: Cast) -> None:
    run = applied(upload(teachers(*ROWS), cast.faisal))
    first, second, third = Person.objects.filter(name__startswith="Guru ").order_by("name")
    make_user(first)
    make_user(second)
    make_assignment(third, Role.OPERATOR, cast.satu)
    told = why_not_undo(run) or ""
    assert "Guru 1 Contoh dan Guru 2 Contoh sudah punya akun" in told
    assert "Guru 3 Contoh sudah memegang tugas" in told


def test_a_later_import_that_was_undone_does_not_block_the_first(cast: Cast) -> None:
    first = applied(upload(teachers(ROWS[0]), cast.faisal))
    second = applied(upload(teachers(ROWS[0] | {"phone": "08001234567"}), cast.faisal))
    assert "Guru 1 Contoh sudah diubah" in (why_not_undo(first) or "")
    undo_import(run=second, by=cast.faisal)
    assert why_not_undo(first) is None
    assert undo_import(run=first, by=cast.faisal).status == ImportRun.Status.UNDONE
    assert not Person.objects.filter(name="Guru 1 Contoh").exists()


def test_an_applied_import_says_what_comes_next(cast: Cast, jafar: Client) -> None:
    run = apply_import(run=upload(teachers(ROWS[0]), cast.jafar), by=cast.jafar)
    waiting = f"{reverse('madrasah:account-list')}?keadaan=belum"
    assert f'<a class="btn" href="{waiting}">Buka semua yang belum punya akun</a>' in page_of(jafar, run)
    run = apply_import(run=upload(madrasahs({"name": "MI Contoh Baru"}), cast.jafar), by=cast.jafar)
    assert "Impor daftar guru</a>" in page_of(jafar, run)


def test_the_list_of_uploads_tells_the_time_of_this_place(cast: Cast, jafar: Client) -> None:
    run = upload(teachers(ROWS[0]), cast.jafar)
    assert moment_short(localtime(run.created_at)) in jafar.get("/impor/").content.decode()
