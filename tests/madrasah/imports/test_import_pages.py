"""The pages of the import: doors, stages of a run, columns, preview, answers, confirmation, undo, faults."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core.formats import date_long
from core.models import Job
from madrasah.imports.forms import ColumnsForm
from madrasah.imports.mapping import OpenColumn
from madrasah.imports.runs import start_import
from madrasah.models import ImportRun, Person, User
from tests.cast import Cast, build_cast, client_of
from tests.clock import today
from tests.factories import make_teacher
from tests.workbooks import SATU, teachers, xlsx
from tests.worlds import standing

pytestmark = pytest.mark.django_db
LIST = "/impor/"


@standing
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
    assert page.redirect_chain[0][0] == address("import-run", ImportRun.objects.get())
    assert "Akan ditulis: 1 data baru." in page.content.decode()
    assert Person.objects.count() == people


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("guru.xlsx", b"", "kosong"), ("guru.xls", b"<html><table></table></html>", "halaman web (HTML)")],
)
def test_a_wrong_file_comes_back_with_the_cure(faisal: Client, name: str, content: bytes, words: str) -> None:
    page = faisal.post(LIST, {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert page.status_code == 200
    assert words in page.content.decode()


def test_no_file_comes_back_with_a_sentence(faisal: Client) -> None:
    assert "Berkas Excel atau CSV belum dipilih." in faisal.post(LIST).content.decode()


def test_preview_names_cell_value_fault_and_cure(cast: Cast, faisal: Client) -> None:
    page = faisal.get(address("import-run", run_of(cast.faisal))).content.decode()
    assert "Kolom P, No. HP: “12”." in page
    assert "Nomor HP tidak lengkap" in page
    assert "Isian lain di baris ini tetap dibaca." in page


@pytest.mark.parametrize(("kind", "shown"), [("baru", 2), ("catatan", 1), ("ditolak", 0), ("\x00", 2), ("x", 2)])
def test_rows_are_filtered_by_kind(cast: Cast, faisal: Client, kind: str, shown: int) -> None:
    page = faisal.get(address("import-run", run_of(cast.faisal)), {"jenis": kind, "halaman": "999"})
    assert len(page.context["cards"]) == shown


def test_a_changed_field_shows_before_and_after(cast: Cast, faisal: Client) -> None:
    make_teacher(cast.satu, name="Contoh Lama", peg_id="99000000000001", phone="08001112223")
    run = run_of(cast.faisal, {"name": "Contoh Lama", "peg_id": "99000000000001", "phone": "08003334445"})
    page = faisal.get(address("import-run", run)).content.decode()
    assert "<del>08001112223</del> → <b>08003334445</b>" in page


def test_confirming_writes_and_says_how_many(cast: Cast, faisal: Client) -> None:
    run = run_of(cast.faisal)
    page = faisal.post(address("import-apply", run), follow=True).content.decode()
    assert "Sudah ditulis: 2 data baru." in page
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
    (card,) = faisal.get(address("import-run", run)).context["cards"]
    answers = {card.field: "sama", "jawab-999999": "baru", "jawab-x": "x", "jenis": "berubah"}
    page = faisal.post(address("import-answer", run), answers, follow=True)
    assert [shown.word for shown in page.context["cards"]] == ["Berubah"]


def test_an_answer_that_was_not_offered_is_ignored(cast: Cast, faisal: Client) -> None:
    make_teacher(cast.satu, name="Contoh Asli", peg_id="99000000000001")
    run = run_of(cast.faisal, {"name": "Orang Lain", "peg_id": "99000000000001"})
    faisal.post(address("import-answer", run), {f"jawab-{run.rows.get(number=2).pk}": "baru"})
    assert len(faisal.get(address("import-run", run), {"jenis": "pastikan"}).context["cards"]) == 1


def test_faults_can_be_taken_along(cast: Cast, faisal: Client) -> None:
    run = run_of(cast.faisal)
    book = load_workbook(io.BytesIO(faisal.get(address("import-faults", run)).getvalue()))
    lines = list(book.active.iter_rows(values_only=True))
    assert lines[1][1:5] == (3, "P", "No. HP", "12")
    text = faisal.get(address("import-faults-csv", run)).content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith(";3;P;No. HP;12;")


def test_uploads_are_seen_by_their_owner_only(cast: Cast) -> None:
    run = run_of(cast.faisal)
    for who in (cast.citra, cast.jafar, cast.baso):
        for name in ("import-run", "import-columns", "import-undo", "import-faults"):
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


def test_the_list_asks_little_of_the_database(cast: Cast, faisal: Client, django_assert_max_num_queries) -> None:
    run_of(cast.faisal)
    run_of(cast.faisal)
    faisal.get(LIST)  # the first request notes the device
    with django_assert_max_num_queries(8):
        assert faisal.get(LIST).content.decode().count("guru.xlsx") == 2


def test_an_applied_import_is_undone_after_a_question(cast: Cast, faisal: Client) -> None:
    run = run_of(cast.faisal)
    faisal.post(address("import-apply", run))
    page = faisal.get(address("import-undo", run)).content.decode()
    assert "2 data baru dihapus lagi." in page
    page = faisal.post(address("import-undo", run), follow=True).content.decode()
    assert "Sudah dibatalkan" in page and f"Dibatalkan {date_long(today())}" in page
    assert not Person.objects.filter(name__in=["Contoh Baru", "Contoh Salah"]).exists()


def test_what_can_not_be_undone_says_why(cast: Cast, faisal: Client) -> None:
    page = faisal.get(address("import-undo", run_of(cast.faisal))).content.decode()
    assert "Impor ini belum diterapkan." in page and "<button" not in page


def stored(by: User, status: str, job: str = "", **values: object) -> ImportRun:
    """A run in a stage, as a worker left it."""
    work = Job.objects.create(title="Contoh", task="x", status=job, done=1200, total=5000) if job else None
    return ImportRun.objects.create(by=by, kind="guru", file_name="guru.xlsx", status=status, job=work, **values)


@pytest.mark.parametrize(
    ("status", "job", "words"),
    [
        ("dibaca", "berjalan", ["1.200 dari 5.000 baris", 'content="3"', "Anda boleh menutup halaman ini"]),
        ("ditulis", "menunggu", ["data-progress", "tidak ada yang berubah"]),
        ("dibaca", "gagal", ["Impor belum berhasil", "Coba sekali lagi", "Periksa berkas</button>"]),
        ("ditulis", "gagal", ["Impor belum berhasil", "Coba terapkan lagi</button>"]),
        ("gagal", "selesai", ["Impor belum berhasil", "Periksa berkas</button>"]),
    ],
)
def test_each_stage_says_what_comes_next(cast: Cast, faisal: Client, status: str, job: str, words: list[str]) -> None:
    page = faisal.get(address("import-run", stored(cast.faisal, status, job))).content.decode()
    assert [word for word in words if word not in page] == []


def test_a_column_nobody_knows_is_asked_once_and_remembered(cast: Cast, faisal: Client) -> None:
    rows = (["NIP", "Sebutan", "NSM"], ["", "Contoh Baru", SATU["nsm"]], ["", "Contoh Lain", SATU["nsm"]])
    content = xlsx(*rows).getvalue()
    page = faisal.post(LIST, {"file": SimpleUploadedFile("guru.xlsx", content)}, follow=True)
    where = page.redirect_chain[-1][0]
    page = faisal.post(where, {"jenis": "guru"}, follow=True)
    assert "Isinya misalnya: Contoh Baru · Contoh Lain" in page.content.decode()
    fields = page.context["form"].fields
    answers = {name: "name" if "Sebutan" in field.label else field.initial for name, field in fields.items()}
    page = faisal.post(where, answers, follow=True)
    assert "Akan ditulis: 2 data baru." in page.content.decode()
    page = faisal.post(LIST, {"file": SimpleUploadedFile("lagi.xlsx", content)}, follow=True)
    assert "Akan ditulis: 2 data baru." in page.content.decode()


def test_one_field_is_not_taken_from_two_columns_of_a_sheet() -> None:
    columns = [OpenColumn(letter.lower(), letter, letter, ("contoh",)) for letter in "BC"]
    posted, fields = {"kolom-0": "name", "kolom-1": "name"}, {"name": "Nama"}
    form = ColumnsForm(posted, kind="guru", columns=columns, fields=fields, needed=["name"], guesses={})
    assert form.errors == {"kolom-1": ["Nama sudah dipilih untuk kolom B. Pilih salah satu."]}
