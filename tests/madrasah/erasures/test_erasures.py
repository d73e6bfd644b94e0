"""Who erases whom and how it is asked; what is told of what nobody can tell apart; a job cut off; files and uploads."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.utils import timezone

from competency.models import Assessment, Note
from config.erasing import ERASING_RULES
from core.models import Job, StoredFile
from kkg.models import SessionPhoto
from madrasah.accounts.actions import note_device
from madrasah.accounts.link_actions import activate_account
from madrasah.erasures.actions import erase_person
from madrasah.erasures.needles import Identity
from madrasah.models import AccessLink, Device, Erasure, ImportRun, Person, PersonMerge
from madrasah.removals.actions import remove_person
from tests.cast import LONG_AGO, Cast, client_of
from tests.clock import on_day
from tests.competency import sheet_makers as sheets
from tests.factories import make_person, make_teacher, make_user
from tests.kkg.makers import make_session
from tests.kkg.paper_makers import make_photo
from tests.madrasah.imports.uploads import upload
from tests.workbooks import SATU, teachers, xlsx

pytestmark = on_day(2026, 11, 23)
NIP = "197103072005011003"


@pytest.fixture
def zulka(cast: Cast) -> Person:
    """Taught at MI Contoh Satu until yesterday; no account."""
    yesterday = timezone.localdate() - timedelta(days=1)
    values = {"nip": NIP, "birth_date": date(1971, 3, 7), "title_after": "S.Pd.I."}
    return make_teacher(cast.satu, name="Zulka Pertanda", until=yesterday, **values)


def erase(cast: Cast, person: Person) -> Erasure:
    done = erase_person(person=person, reason="Surat 3 November", rules=ERASING_RULES, by=cast.jafar)
    return Erasure.objects.get(pk=done.pk)


def note(cast: Cast, text: str) -> Note:
    sheet = sheets.draft(cast.gita, cast.daeng)
    return Note.objects.create(assessment=sheet, school_year=2026, indicator="A1", text=text, noted_at=timezone.now())


def text_of(row: Note) -> str:
    row.refresh_from_db()
    return row.text


# -- Words ---------------------------------------------------------------------------------------------

ZULKA = Identity(["Zulka Pertanda"], ["S.Pd.I.", "Hj."], [NIP, "081355501971"], [date(1971, 3, 7)])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Bersama Hj. ZULKA  PERTANDA, S.Pd.I. pagi ini", "Bersama X pagi ini"),
        ("NIP 19710307 200501 1 003", "NIP (nomor dihapus)"),
        ("WA +62 813-5550-1971", "WA (nomor dihapus)"),
        ("Zulka Pertanda, lahir 7 Maret 1971", "X, lahir (tanggal dihapus)"),
        ("Zulka Pertandawati", "Zulka Pertandawati"),
        ("rapat tanggal 7 Maret 1971", "rapat tanggal 7 Maret 1971"),
        ({"guru": "Zulka Pertanda", "nip": int(NIP), "nilai": 4}, {"guru": "X", "nip": None, "nilai": 4}),
    ],
)
def test_the_whole_name_and_the_numbers_go_however_they_are_written(written: Any, kept: Any) -> None:
    assert ZULKA.replace(written, "X", names=True).value == kept


@pytest.mark.parametrize(("written", "left"), [("Bu Zulka datang", True), ("Zulka P. datang", True), ("Bu Ani", False)])
def test_what_is_only_like_it_is_left_and_told(written: str, left: bool) -> None:
    assert ZULKA.replace(written, "X", names=True) == (written, False, left)


def test_a_longer_name_of_somebody_else_stays_whole() -> None:
    known = Identity(["Zulka Pertanda"], others=["Sitti Zulka Pertanda"])
    assert (
        known.replace("Sitti Zulka Pertanda dan Zulka Pertanda", "X", names=True).value == "Sitti Zulka Pertanda dan X"
    )


def test_left_places_are_counted_and_named_without_their_words(cast: Cast, zulka: Person) -> None:
    row = note(cast, "Bu Zulka membantu kelompok.")
    done = erase(cast, zulka)
    left = done.leftovers.get()
    assert (left.place, left.row, left.why, done.left) == ("competency.Note", row.pk, "mirip", 1)
    page = client_of(cast.jafar).get(f"/guru/terhapus/{done.pk}/").content.decode()
    assert "Catatan fakta, nomor" in page and "Zulka" not in page


def test_a_name_that_another_bears_is_replaced_where_the_row_says_who_is_meant(cast: Cast, zulka: Person) -> None:
    make_teacher(cast.dua, name="Zulka Pertanda")
    theirs, others = note(cast, "Zulka Pertanda bertanya."), note(cast, "Zulka Pertanda bertanya.")
    Assessment.objects.filter(pk=theirs.assessment_id).update(teacher=zulka)
    done = erase(cast, zulka)
    assert text_of(theirs) == f"{done} bertanya."
    assert text_of(others) == "Zulka Pertanda bertanya."
    assert [left.why for left in done.leftovers.all()] == ["bersama"]


# -- What is done --------------------------------------------------------------------------------------


def test_earlier_names_and_records_made_one_go_too(cast: Cast, zulka: Person) -> None:
    Person.objects.filter(pk=zulka.pk).update(name="Zulka Barunya")
    twin = make_person(name="Sulka Pertanda", merged_into=zulka, removed_at=timezone.now())
    PersonMerge.objects.create(kept=zulka, dropped=twin, by=cast.jafar, at=timezone.now(), steps=[{"name": "Sulka"}])
    rows = [note(cast, f"{name} bertanya.") for name in ("Zulka Pertanda", "Zulka Barunya", "Sulka Pertanda")]
    done = erase(cast, zulka)
    assert {text_of(row) for row in rows} == {f"{done} bertanya."}
    assert set(Person.objects.filter(erasure=done).values_list("name", flat=True)) == {str(done)}
    twin.refresh_from_db()
    assert (twin.name, PersonMerge.objects.get().steps) == (str(done), [])


def test_the_account_and_all_that_opens_it_end(cast: Cast, zulka: Person) -> None:
    user = make_user(zulka, username="zulka-01")
    client_of(user)
    note_device(user=user, session_key="contoh", agent="")
    activate = AccessLink.objects.create(kind="aktivasi", person=zulka, token_digest="x", expires_at=timezone.now())
    erase(cast, zulka)
    user.refresh_from_db()
    assert (user.username, user.is_active, user.has_usable_password()) == (f"terhapus-{user.pk}", False, False)
    assert not Device.objects.filter(user=user).exists()
    assert not AccessLink.objects.filter(pk=activate.pk).exists()
    page = client_of(cast.jafar).get(f"/guru/{zulka.pk}/")
    assert "sudah dihapus" in page.content.decode()
    with pytest.raises(Exception, match="sudah dihapus"):
        activate_account(person=Person.objects.get(pk=zulka.pk), by=cast.jafar)


def test_a_picture_of_nobody_else_goes_and_one_with_others_stays(cast: Cast, zulka: Person) -> None:
    session = make_session(cast)
    alone, together = make_photo(session, by=cast.gita), make_photo(session, by=cast.gita)
    alone.people.set([zulka])
    together.people.set([zulka, cast.aminah.person])
    name = alone.file.file.name
    done = erase(cast, zulka)
    assert list(SessionPhoto.objects.all()) == [together]
    assert done.files == 1
    assert not StoredFile.objects.filter(file=name).exists()


def test_an_upload_that_waits_and_names_the_person_goes_whole_with_its_file(cast: Cast, zulka: Person) -> None:
    named = upload(teachers(SATU | {"name": "Zulka Pertanda"}), cast.faisal)
    other = upload(teachers(SATU | {"name": "Lain Sekali"}), cast.faisal)
    stored = ImportRun.objects.get(pk=named.pk).file
    assert stored
    erase(cast, zulka)
    assert list(ImportRun.objects.values_list("pk", flat=True)) == [other.pk]
    assert not StoredFile.objects.filter(pk=stored.pk).exists()


def test_an_upload_of_others_that_nobody_could_read_yet_is_not_thrown_away(cast: Cast, zulka: Person) -> None:
    waits = upload(xlsx(["Sebutan", "Nama Guru"], ["Bu Lain", "Lain Sekali"]), cast.faisal)
    assert not waits.rows.exists()
    erase(cast, zulka)
    assert ImportRun.objects.filter(pk=waits.pk).exists()


def test_a_job_that_stopped_is_begun_anew_from_the_page(cast: Cast, zulka: Person, settings: LazySettings) -> None:
    row = note(cast, "Zulka Pertanda bertanya.")
    settings.JOBS_AT_ONCE = False
    done = erase(cast, zulka)
    client, address = client_of(cast.jafar), f"/guru/terhapus/{done.pk}/"
    assert "Akunnya sudah ditutup" in client.get(address).content.decode()
    Job.objects.filter(pk=done.job_id).update(status=Job.Status.FAILED)
    assert "terhenti sebelum selesai" in client.get(address).content.decode()
    settings.JOBS_AT_ONCE = True
    assert client.post(f"{address}lanjut/").url == address
    done.refresh_from_db()
    assert done.done_at and text_of(row) == f"{done} bertanya."


# -- After a restored backup ---------------------------------------------------------------------------


def test_the_book_beside_the_backups_holds_no_identity_and_erases_the_same_record_only(
    cast: Cast, zulka: Person, settings: LazySettings, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.BACKUP_ROOT = tmp_path / "cadangan"
    with django_capture_on_commit_callbacks(execute=True):
        done = erase(cast, zulka)
    line = (settings.BACKUP_ROOT / "penghapusan.tsv").read_text()
    assert line.split("\t")[::2] == [str(zulka.pk), done.code]
    assert "Zulka" not in line and NIP not in line

    # As it is once an older backup is back; the key of the second was given anew.
    Erasure.objects.all().delete()
    Person.objects.filter(pk=zulka.pk).update(name="Zulka Pertanda", nip=NIP, erased_at=None)
    Person.objects.filter(pk=zulka.pk).update(created_at=zulka.created_at - timedelta(days=1))
    call_command("erase_again")
    zulka.refresh_from_db()
    assert zulka.name == "Zulka Pertanda"
    Person.objects.filter(pk=zulka.pk).update(created_at=zulka.created_at + timedelta(days=1))
    call_command("erase_again")
    zulka.refresh_from_db()
    assert (zulka.name, zulka.nip) == (f"Guru terhapus {done.code}", "")


# -- On screen -----------------------------------------------------------------------------------------


def test_two_steps_say_what_becomes_of_what_before_anything_does(cast: Cast, zulka: Person) -> None:
    client, address = client_of(cast.jafar), f"/guru/{zulka.pk}/hapus/pribadi/"
    assert "Yang tetap ada" in client.get(address).content.decode()
    second = client.post(address, {"reason": "Surat 3 November"}).content.decode()
    assert "tidak bisa dibatalkan" in second and "Surat 3 November" in second
    assert not Erasure.objects.exists()
    unsure = client.post(address, {"reason": "Surat 3 November", "langkah": "2"})
    assert "Beri tanda dulu" in unsure.content.decode()
    done = client.post(address, {"reason": "Surat 3 November", "langkah": "2", "is_sure": "on"})
    erasure = Erasure.objects.get()
    assert done.url == f"/guru/terhapus/{erasure.pk}/"
    assert client.get(address).url == done.url
    assert str(erasure) in client.get("/guru/terhapus/").content.decode()


def test_somebody_deleted_before_can_be_erased(cast: Cast) -> None:
    person = make_teacher(cast.satu, name="Zulka Pertanda", until=LONG_AGO, home_region=cast.kecamatan)
    remove_person(person=person, reason="Salah ketik", by=cast.jafar)
    assert client_of(cast.jafar).get(f"/guru/{person.pk}/hapus/pribadi/").status_code == 200
    assert erase(cast, person).done_at
