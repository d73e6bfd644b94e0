"""An open link that dies because somebody's work changes is told, with what to do."""

import pytest

from madrasah.accounts.link_actions import activate_account
from madrasah.models import Person
from tests.cast import Cast, client_of
from tests.clock import today
from tests.factories import make_teacher
from tests.madrasah.imports.uploads import answer, applied, upload
from tests.workbooks import SATU, teachers

pytestmark = pytest.mark.django_db
TOLD = "Tautan akun Contoh Undangan yang sudah dikirim tidak berlaku lagi, karena tugasnya berubah."


@pytest.fixture
def invited(cast: Cast) -> Person:
    person = make_teacher(cast.dua, name="Contoh Undangan", peg_id="99000000000001")
    activate_account(person=person, by=cast.jafar)
    return person


WORK = {
    "tempat/baru/": {"work": "guru_kelas"},
    "tempat/{placement}/pindah/": {"work": "guru_kelas"},
    "tugas/baru/": {"role": "operator"},
}


@pytest.mark.parametrize(("place", "words"), WORK.items())
def test_new_work_by_hand_tells_that_the_link_is_gone(cast: Cast, invited: Person, place: str, words: dict) -> None:
    address = f"/guru/{invited.pk}/" + place.format(placement=invited.placements.get().pk)
    given = words | {"madrasah": cast.satu.pk, "since": today().isoformat()}
    page = client_of(cast.jafar).post(address, given, follow=True).content.decode()
    assert TOLD in page and "Siapkan tautan baru di Daftar akun" in page
    assert not invited.access_links.open().exists()


def test_who_has_no_link_is_told_nothing(cast: Cast) -> None:
    person = make_teacher(cast.dua, name="Contoh Undangan")
    given = {"role": "operator", "madrasah": cast.satu.pk, "since": today().isoformat()}
    page = client_of(cast.jafar).post(f"/guru/{person.pk}/tugas/baru/", given, follow=True).content.decode()
    assert "tidak berlaku lagi" not in page


def test_an_import_names_whose_link_is_gone(cast: Cast, invited: Person) -> None:
    run = upload(teachers(SATU | {"name": "Contoh Undangan", "peg_id": "99000000000001"}), cast.jafar)
    answer(run, 2, "pindah")
    (told,) = [note for note in applied(run).notes if "Tautan akun" in note]
    assert told.endswith("siapkan yang baru: Contoh Undangan.")
