"""The pages of the Excel import: doors, preview, answers, confirmation, the list of faults."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from madrasah.imports.runs import start_import
from madrasah.models import ImportRun, Person, User
from tests.cast import Cast, build_cast, client_of
from tests.factories import make_teacher
from tests.sheets import SATU, teachers

pytestmark = pytest.mark.django_db
LIST = "/impor/"


@pytest.fixture
def cast() -> Cast:
    return build_cast()


@pytest.fixture
def faisal(cast: Cast) -> Client:
    return client_of(cast.faisal)


def run_of(by: User, *rows: dict) -> ImportRun:
    given = rows or ({"name": "Contoh Baru"}, {"name": "Contoh Salah", "phone": "12"})
    return start_import(file=teachers(*(SATU | row for row in given)), name="guru.xlsx", by=by)


def address(name: str, run: ImportRun) -> str:
    return reverse(f"madrasah:{name}", args=[run.pk])


def test_an_upload_leads_to_its_preview_and_writes_nothing(cast: Cast, faisal: Client) -> None:
    people = Person.objects.count()
    file = SimpleUploadedFile("guru.xlsx", teachers(SATU | {"name": "Contoh Baru"}).getvalue())
    page = faisal.post(LIST, {"file": file}, follow=True)
    assert page.redirect_chain[0][0] == address("import-preview", ImportRun.objects.get())
    assert "Belum ada yang ditulis. Akan ditulis: 1 data baru." in page.content.decode()
    assert Person.objects.count() == people


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("guru.csv", b"No;Nama\n1;Contoh", "Berkas ini teks CSV"),
        ("guru.xlsx", b"", "kosong"),
        ("guru.xls", b"<html><table></table></html>", "halaman web (HTML)"),
    ],
)
def test_a_wrong_file_comes_back_with_the_cure(faisal: Client, name: str, content: bytes, words: str) -> None:
    page = faisal.post(LIST, {"file": SimpleUploadedFile(name, content)})
    assert page.status_code == 200
    assert words in page.content.decode()


def test_no_file_comes_back_with_a_sentence(faisal: Client) -> None:
    assert "Berkas Excel belum dipilih." in faisal.post(LIST).content.decode()


def test_preview_names_cell_value_fault_and_cure(cast: Cast, faisal: Client) -> None:
    page = faisal.get(address("import-preview", run_of(cast.faisal))).content.decode()
    assert "Sel P3, No. HP: “12”." in page
    assert "Nomor HP tidak lengkap" in page
    assert "Isian lain di baris ini tetap dibaca." in page


@pytest.mark.parametrize(
    ("kind", "shown"), [("baru", 2), ("catatan", 1), ("ditolak", 0), ("\x00", 2), ("x", 2)]
)
def test_rows_are_filtered_by_kind(cast: Cast, faisal: Client, kind: str, shown: int) -> None:
    page = faisal.get(address("import-preview", run_of(cast.faisal)), {"jenis": kind, "halaman": "999"})
    assert len(page.context["cards"]) == shown


def test_a_changed_field_shows_before_and_after(cast: Cast, faisal: Client) -> None:
    make_teacher(cast.satu, name="Contoh Lama", peg_id="99000000000001", phone="08001112223")
    run = run_of(cast.faisal, {"name": "Contoh Lama", "peg_id": "99000000000001", "phone": "08003334445"})
    assert "08001112223 → 08003334445" in faisal.get(address("import-preview", run)).content.decode()


def test_confirming_writes_and_says_how_many(cast: Cast, faisal: Client) -> None:
    run = run_of(cast.faisal)
    page = faisal.post(address("import-apply", run), follow=True).content.decode()
    assert "Sudah ditulis: 2 data baru dan 0 perubahan." in page
    assert "Terapkan</button>" not in page
    assert Person.objects.filter(name__in=["Contoh Baru", "Contoh Salah"]).count() == 2


def test_a_change_meanwhile_is_told_and_nothing_written(cast: Cast, faisal: Client) -> None:
    run = run_of(cast.faisal, {"name": "Contoh Baru", "peg_id": "99000000000001"})
    make_teacher(cast.satu, name="Contoh Baru", peg_id="99000000000001")
    page = faisal.post(address("import-apply", run), follow=True).content.decode()
    assert "Data berubah sejak pratinjau" in page
    assert "Tidak ada baris baru atau berubah." in page


def test_questions_are_answered_on_the_page(cast: Cast, faisal: Client) -> None:
    make_teacher(cast.satu, name="Contoh Kembar")
    run = run_of(cast.faisal, {"name": "Contoh Kembar", "email": "kembar@contoh.example"})
    assert 'name="baris-2"' in faisal.get(address("import-preview", run)).content.decode()
    faisal.post(address("import-answer", run), {"baris-2": "sama", "baris-3": "baru", "baris-9": "x"})
    page = faisal.get(address("import-preview", run), {"jenis": "berubah"})
    assert len(page.context["cards"]) == 1


def test_an_answer_that_was_not_offered_is_ignored(cast: Cast, faisal: Client) -> None:
    make_teacher(cast.satu, name="Contoh Asli", peg_id="99000000000001")
    run = run_of(cast.faisal, {"name": "Orang Lain", "peg_id": "99000000000001"})
    faisal.post(address("import-answer", run), {"baris-2": "baru"})
    assert len(faisal.get(address("import-preview", run), {"jenis": "pastikan"}).context["cards"]) == 1


def test_faults_can_be_taken_along(cast: Cast, faisal: Client) -> None:
    page = faisal.get(address("import-faults", run_of(cast.faisal)))
    lines = list(load_workbook(io.BytesIO(page.content)).active.iter_rows(values_only=True))
    assert lines[1][:4] == (3, "P", "No. HP", "12")


def test_uploads_are_seen_by_their_owner_only(cast: Cast) -> None:
    run = run_of(cast.faisal)
    for who in (cast.citra, cast.jafar, cast.baso):
        for name in ("import-preview", "import-faults"):
            assert client_of(who).get(address(name, run)).status_code == 404
        for name in ("import-apply", "import-answer"):
            assert client_of(who).post(address(name, run)).status_code == 404


def test_those_without_the_office_get_403_with_the_reason(cast: Cast) -> None:
    for who in (cast.aminah, cast.eka):
        page = client_of(who).get(LIST)
        assert page.status_code == 403
        assert "Mengimpor data dilakukan operator" in page.content.decode()


def test_states_change_by_post_only(cast: Cast, faisal: Client) -> None:
    run = run_of(cast.faisal)
    assert faisal.get(address("import-apply", run)).status_code == 405
    assert faisal.get(address("import-answer", run)).status_code == 405


def test_the_list_asks_little_of_the_database(
    cast: Cast, faisal: Client, django_assert_max_num_queries
) -> None:
    run_of(cast.faisal)
    run_of(cast.faisal)
    with django_assert_max_num_queries(8):
        assert faisal.get(LIST).content.decode().count("guru.xlsx") == 2
