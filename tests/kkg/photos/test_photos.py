"""Photos of a session: several at once, who is seen, and that nobody is shown without a yes."""

import pytest

from kkg.models import SessionPhoto
from kkg.photos.papers import usable_photos
from madrasah.models import Consent
from madrasah.people.actions import give_photo_consent
from tests.cast import client_of
from tests.factories import make_teacher
from tests.kkg.makers import make_session
from tests.kkg.paper_makers import make_photo, picture

OWN = "/akun/izin-foto/"


def page(session, rest: str = "foto/") -> str:
    return f"/kkg/pertemuan/{session.pk}/{rest}"


@pytest.fixture
def photo(cast) -> SessionPhoto:
    """Aminah and Gita are on it; Gita has agreed."""
    give_photo_consent(person=cast.gita.person, by=cast.gita)
    return make_photo(make_session(cast), cast.gita, cast.aminah.person, cast.gita.person)


def test_several_photos_at_once_and_the_same_again_is_no_second_row(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    for _ in range(2):
        files = [picture("red"), picture("blue")]
        assert client.post(page(session), {"photos": files, "caption": "Kerja kelompok"}).status_code == 302
    assert session.photos.count() == 2


def test_a_fresh_photo_is_on_no_paper_until_somebody_says_who_is_seen(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    client.post(page(session), {"photos": [picture()]})
    photo = session.photos.get()
    assert usable_photos([session]) == []
    assert client_of(cast.citra).get(f"/kkg/foto/{photo.pk}/berkas/").status_code == 404
    client.post(f"/kkg/foto/{photo.pk}/", {"caption": "Papan tulis"})
    assert usable_photos([session]) == [photo]


def test_what_is_no_picture_is_named_and_none_is_kept(cast) -> None:
    session = make_session(cast)
    broken = picture(name="rusak.jpg", content=b"bukan foto")
    answer = client_of(cast.gita).post(page(session), {"photos": [picture(), broken]})
    assert "rusak.jpg" in answer.content.decode()
    assert not session.photos.exists()


def test_a_photo_is_shown_only_while_everybody_on_it_agrees(cast, photo) -> None:
    file, aminah, citra = f"/kkg/foto/{photo.pk}/berkas/", client_of(cast.aminah), client_of(cast.citra)
    assert citra.get(file).status_code == 404
    aminah.post(OWN, {"go": "izinkan"})
    assert citra.get(file).status_code == 200
    assert usable_photos([photo.session]) == [photo]
    aminah.post(OWN, {"go": "cabut"})
    assert citra.get(file).status_code == 404
    assert usable_photos([photo.session]) == []


def test_one_sees_oneself_but_not_others_who_are_unwilling(cast, photo) -> None:
    file = f"/kkg/foto/{photo.pk}/berkas/"
    assert client_of(cast.aminah).get(file).status_code == 200
    photo.people.add(cast.baso.person)
    assert client_of(cast.aminah).get(file).status_code == 404
    assert client_of(cast.gita).get(file)["Cache-Control"] == "private, no-store"


def test_a_yes_by_mouth_is_written_with_how_it_was_given(cast, photo) -> None:
    quiet, client = make_teacher(cast.satu, name="Tanpa Akun Contoh"), client_of(cast.gita)
    yes = {"person": quiet.pk, "note": "Lisan, saat pertemuan"}
    assert client.post(page(photo.session, "izin-foto/"), yes).status_code == 302
    assert Consent.objects.get(person=quiet).helper_note == "Lisan, saat pertemuan"
    client.post(page(photo.session, "izin-foto/"), {"cabut": quiet.pk})
    assert Consent.objects.get(person=quiet).withdrawn_on is not None


def test_nobody_says_yes_for_who_can_say_it_alone(cast, photo) -> None:
    yes = {"person": cast.aminah.person_id, "note": "Lisan, saat pertemuan"}
    answer = client_of(cast.gita).post(page(photo.session, "izin-foto/"), yes)
    assert answer.status_code == 200
    assert not Consent.objects.filter(person=cast.aminah.person).exists()


def test_a_deleted_photo_comes_back(cast, photo) -> None:
    client = client_of(cast.daeng)
    client.post(f"/kkg/foto/{photo.pk}/hapus/")
    assert not SessionPhoto.objects.kept().exists()
    assert "Baru dihapus" in client.get(page(photo.session)).content.decode()
    client.post(f"/kkg/foto/{photo.pk}/kembalikan/")
    assert SessionPhoto.objects.kept().get() == photo
