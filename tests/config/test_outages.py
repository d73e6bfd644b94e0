"""A database that cannot be written, a full disk, no database: each is told in words, and nothing is half saved."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from kkg.models import Session, SessionPhoto
from tests.cast import Cast, client_of
from tests.kkg.makers import make_session
from tests.kkg.paper_makers import picture

FULL = """
CREATE FUNCTION pg_temp.is_full() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER is_full BEFORE INSERT ON kkg_sessionphoto FOR EACH ROW EXECUTE FUNCTION pg_temp.is_full();
"""
READ_ONLY = ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ketua(cast: Cast) -> Client:
    browser = client_of(cast.gita)
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def session(cast: Cast) -> Session:
    return make_session(cast)


def hand_in(browser: Client, session: Session) -> HttpResponse:
    return browser.post(f"/kkg/pertemuan/{session.pk}/foto/", {"photos": [picture()]})


def is_told(answer: HttpResponse, sentence: str) -> bool:
    return (answer.status_code, answer["Retry-After"]) == (503, "60") and sentence in answer.content.decode()


@contextmanager
def said_to_the_database(before: str, after: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(before)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(after)


@contextmanager
def disk_of_files_full() -> Iterator[None]:
    """A process that may write no byte more to any file meets the same refusal as one on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    ("before", "after"), [READ_ONLY, (FULL, "DROP TRIGGER is_full ON kkg_sessionphoto")], ids=["read-only", "full"]
)
def test_what_the_database_cannot_take_is_said_and_not_half_saved(
    ketua: Client, session: Session, before: str, after: str
) -> None:
    with said_to_the_database(before, after):
        answer = hand_in(ketua, session)
    assert is_told(answer, "Server sedang tidak bisa menyimpan")
    assert not SessionPhoto.objects.exists()
    assert hand_in(ketua, session).status_code == 302
    assert SessionPhoto.objects.count() == 1


def test_a_file_for_which_the_disk_has_no_room_is_said_and_leaves_no_row(
    ketua: Client, session: Session, settings, tmp_path: Path
) -> None:
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": storage}
    with disk_of_files_full():
        answer = hand_in(ketua, session)
    assert is_told(answer, "Server sedang tidak bisa menyimpan")
    assert not SessionPhoto.objects.exists()


def test_a_read_only_database_still_shows_its_pages(ketua: Client, session: Session) -> None:
    with said_to_the_database(*READ_ONLY):
        assert [ketua.get(path).status_code for path in ("/", f"/kkg/pertemuan/{session.pk}/")] == [200, 200]


def test_a_database_that_is_away_is_said(ketua: Client) -> None:
    connection.close()
    port, connection.settings_dict["PORT"] = connection.settings_dict["PORT"], "1"
    try:
        answer = ketua.get("/")
    finally:
        connection.settings_dict["PORT"] = port
    assert is_told(answer, "Server sedang tidak menjawab")
