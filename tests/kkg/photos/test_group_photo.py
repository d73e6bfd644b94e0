"""The group photo: all who were present are seen and agreed by mouth, the exceptions ticked; a no stands."""

import pytest

from kkg.models import SessionPhoto
from madrasah.models import Consent
from madrasah.people.actions import give_photo_consent, withdraw_photo_consent
from tests.cast import Cast, client_of
from tests.kkg.makers import call_roll, make_session
from tests.kkg.paper_makers import make_photo


@pytest.fixture
def photo(cast: Cast) -> SessionPhoto:
    """Aminah and Baso came to the session, Citra was ill."""
    session = make_session(cast)
    call_roll(session, cast.gita, **{f"p{cast.citra.person_id}": "sakit"})
    return make_photo(session, cast.gita)


def send(cast: Cast, photo: SessionPhoto, **more: object):
    return client_of(cast.gita).post(f"/kkg/foto/{photo.pk}/bersama/", {"all_seen": "on", "spoke": "on"} | more)


def is_usable(photo: SessionPhoto) -> bool:
    return SessionPhoto.objects.usable().filter(pk=photo.pk).exists()


def test_one_press_says_who_is_seen_and_who_wrote_the_yes_down(cast: Cast, photo: SessionPhoto) -> None:
    assert send(cast, photo).status_code == 302
    seen = set(photo.people.all())
    assert {cast.aminah.person, cast.gita.person} <= seen
    assert cast.citra.person not in seen
    consent = Consent.objects.get(person=cast.aminah.person)
    assert (consent.recorded_by, consent.helper_note[:5]) == (cast.gita, "Lisan")
    assert is_usable(photo)
    page = client_of(cast.aminah).get("/akun/izin-foto/").content.decode()
    assert "Dicatat oleh Gita Contoh" in page and "Cabut izin" in page


def test_exceptions_are_not_seen_and_nobody_says_yes_for_them(cast: Cast, photo: SessionPhoto) -> None:
    send(cast, photo, absent=[cast.aminah.person_id])
    assert cast.aminah.person not in set(photo.people.all())
    assert not Consent.objects.filter(person=cast.aminah.person).exists()


def test_a_no_stands_whatever_another_writes_down(cast: Cast, photo: SessionPhoto) -> None:
    give_photo_consent(person=cast.aminah.person, by=cast.aminah)
    withdraw_photo_consent(person=cast.aminah.person, by=cast.aminah)
    answer = client_of(cast.gita).post(f"/kkg/foto/{photo.pk}/bersama/", {"all_seen": "on", "spoke": "on"}, follow=True)
    assert "Aminah Contoh, S.Pd.I. pernah mencabut izinnya" in answer.content.decode()
    assert not is_usable(photo)


def test_without_the_yes_nobody_is_shown(cast: Cast, photo: SessionPhoto) -> None:
    client_of(cast.gita).post(f"/kkg/foto/{photo.pk}/bersama/", {"all_seen": "on"})
    assert photo.people.count() > 1
    assert not Consent.objects.exists()
    assert not is_usable(photo)


def test_nothing_is_ticked_beforehand(cast: Cast, photo: SessionPhoto) -> None:
    page = client_of(cast.gita).get(f"/kkg/foto/{photo.pk}/bersama/").content.decode()
    assert " checked" not in page


def test_an_outsider_finds_no_door(cast: Cast, photo: SessionPhoto) -> None:
    assert client_of(cast.hasan).get(f"/kkg/foto/{photo.pk}/bersama/").status_code == 404
