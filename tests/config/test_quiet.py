"""An empty system tells each role what to do first; "Semua beres" stands only where it is true."""

import pytest
from django.utils import timezone

from config.home import home_of
from kkg.models import GroupPlace
from madrasah.models import Madrasah, Placement, User
from madrasah.roles import Role
from tests.cast import Cast, client_of
from tests.clock import today, wita
from tests.factories import make_assignment, make_person, make_user


def first_words(user: User) -> str:
    noon = wita(today().year, today().month, today().day, 12, 0)
    home = home_of(User.objects.get(pk=user.pk), noon)
    return home.upcoming.title if home.upcoming else home.quiet.title


def newcomer(role: Role | None, place: object = None) -> User:
    person = make_person()
    if role and place:
        make_assignment(person, role, place)
    return make_user(person)


@pytest.fixture
def empty(cast: Cast) -> Cast:
    """The places stand, and nobody and nothing in them."""
    Placement.objects.all().delete()
    GroupPlace.objects.all().delete()
    return cast


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.KEPALA, "Tambahkan guru"),
        (Role.PENGAWAS, "Catat gurunya dahulu"),
        (Role.OPERATOR, "Tambahkan guru"),
        (Role.TEACHER, "Madrasah Anda belum masuk KKG"),
        (None, "Belum ada tugas"),
    ],
)
def test_each_role_at_an_empty_madrasah_is_told_what_comes_first(empty: Cast, role: Role | None, words: str) -> None:
    assert first_words(newcomer(role, empty.empat)) == words


@pytest.mark.parametrize(
    ("role", "words"), [(Role.OPERATOR, "Daftarkan madrasah pertama"), (Role.KABUPATEN, "Belum ada madrasah")]
)
def test_each_office_of_an_empty_region_is_told_what_comes_first(empty: Cast, role: Role, words: str) -> None:
    Madrasah.objects.update(removed_at=timezone.now())
    assert first_words(newcomer(role, empty.kabupaten)) == words


def test_an_officer_of_a_new_kkg_plans_the_first_session(cast: Cast) -> None:
    page = client_of(cast.gita).get("/").content.decode()
    assert "Rencanakan pertemuan pertama" in page and "/kkg/pertemuan/baru/" in page


def test_who_has_all_that_is_needed_and_no_turn_is_told_so(cast: Cast) -> None:
    assert first_words(cast.aminah) == "Semua beres"
    assert first_words(cast.eka) == "Semua beres"
