"""The group photo: all who were present are seen and agreed by mouth, the exceptions ticked; a no stands."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connection

from kkg.attendance.actions import add_guest
from kkg.models import Session, SessionPhoto
from madrasah.models import Consent
from madrasah.people.actions import give_photo_consent, withdraw_photo_consent
from tests.cast import Cast, client_of
from tests.kkg.makers import call_roll, make_session
from tests.kkg.paper_makers import make_photo

MIGRATION = import_module("kkg.migrations.0010_spoken_yes_to_one_photo")


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


def test_a_spoken_yes_to_one_photo_is_none_to_another(cast: Cast, photo: SessionPhoto) -> None:
    send(cast, photo)
    other = make_photo(photo.session, cast.gita, *photo.people.all())
    later = make_photo(make_session(cast, days=1), cast.gita, cast.aminah.person)
    assert [is_usable(one) for one in (photo, other, later)] == [True, False, False]
    assert client_of(cast.citra).get(f"/kkg/foto/{later.pk}/berkas/").status_code == 404
    assert "Foto bersama saja" in consents_page(cast, photo)
    assert "Foto bersama saja" not in consents_page(cast, later)


def test_a_spoken_yes_is_no_hurdle_to_a_standing_one_and_ends_with_it(cast: Cast, photo: SessionPhoto) -> None:
    send(cast, photo)
    later = make_photo(make_session(cast, days=1), cast.gita, cast.aminah.person)
    aminah = client_of(cast.aminah)
    page = aminah.get("/akun/izin-foto/").content.decode()
    assert "Diizinkan untuk 1 foto" in page and "Izinkan semua foto" in page
    aminah.post("/akun/izin-foto/", {"go": "izinkan"})
    assert [is_usable(one) for one in (photo, later)] == [True, True]
    aminah.post("/akun/izin-foto/", {"go": "cabut"})
    assert [is_usable(one) for one in (photo, later)] == [False, False]


def test_who_stands_by_a_yes_is_not_asked_for_one_photo(cast: Cast, photo: SessionPhoto) -> None:
    give_photo_consent(person=cast.aminah.person, by=cast.aminah)
    withdraw_photo_consent(person=cast.aminah.person, by=cast.aminah)
    give_photo_consent(person=cast.aminah.person, by=cast.aminah)
    for _ in range(2):
        send(cast, photo)
    assert [yes.file for yes in Consent.objects.to_photos().filter(person=cast.aminah.person)] == [None]
    assert is_usable(photo)


def consents_page(cast: Cast, photo: SessionPhoto) -> str:
    return client_of(cast.gita).get(f"/kkg/pertemuan/{photo.session_id}/izin-foto/").content.decode()


def test_what_was_spoken_for_a_photo_before_becomes_a_yes_to_that_photo(cast: Cast, photo: SessionPhoto) -> None:
    send(cast, photo)
    Consent.objects.update(file=None)
    later = make_photo(make_session(cast, days=1), cast.gita, cast.aminah.person)
    give_photo_consent(person=cast.citra.person, by=cast.citra)
    with connection.cursor() as cursor:
        for statement in (MIGRATION.SPOKEN, MIGRATION.FOR_ALL):
            cursor.execute(statement)
    assert [is_usable(one) for one in (photo, later)] == [True, False]
    assert Consent.objects.standing().get().person == cast.citra.person


def with_guest(cast: Cast, photo: SessionPhoto, session: Session | None = None) -> str:
    """The form's page, with Ibu Rosmini from outside among those present."""
    told = {"name": "Ibu Rosmini", "institution": "Dinas Contoh", "is_speaker": True, "client_token": uuid4()}
    add_guest(session=session or photo.session, by=cast.gita, **told)
    return client_of(cast.gita).get(f"/kkg/foto/{photo.pk}/bersama/").content.decode()


def test_a_guest_is_asked_about_by_name_and_no_silence_makes_a_photo_usable(cast: Cast, photo: SessionPhoto) -> None:
    page = with_guest(cast, photo)
    assert "ikut menyatakan izin: Ibu Rosmini, Dinas Contoh" in page and "Tamu yang tidak tampak" in page
    answer = client_of(cast.gita).post(f"/kkg/foto/{photo.pk}/bersama/", {"all_seen": "on", "spoke": "on"}, follow=True)
    assert "izin tamu yang tampak belum dicatat" in answer.content.decode()
    assert not is_usable(photo)
    send(cast, photo, guests_spoke="on")
    assert is_usable(photo)
    context = photo.events.latest("pgh_id").pgh_context
    assert context.metadata["reason"] == "Izin lisan tamu: Ibu Rosmini, Dinas Contoh"


def test_a_guest_who_is_not_seen_needs_no_yes(cast: Cast, photo: SessionPhoto) -> None:
    with_guest(cast, photo)
    send(cast, photo, absent_guests=["Ibu Rosmini, Dinas Contoh"])
    assert is_usable(photo)


def test_a_guest_of_a_later_day_is_asked_about_too(cast: Cast, photo: SessionPhoto) -> None:
    first = photo.session
    later = Session.days.create(
        day_of=first, group=first.group, date=first.date, school_year=first.school_year, title=first.title
    )
    assert "Ibu Rosmini" in with_guest(cast, photo, later)
    send(cast, photo)
    assert not is_usable(photo)
