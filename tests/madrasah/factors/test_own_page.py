"""One's own second factor: set up, new codes, off; and the offices that need one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from madrasah.models import Authenticator, User
from tests.cast import PASSWORD, Cast, client_of
from tests.madrasah.factors.makers import code_on, switched_on

pytestmark = pytest.mark.django_db
SET_UP = "/akun/pengaman/pasang/"


def has_factor(user: User) -> bool:
    return User.objects.get(pk=user.pk).factor_since is not None


def test_an_app_is_connected_and_shows_ten_codes_once(cast: Cast) -> None:
    client = client_of(cast.aminah)
    assert client.post("/akun/pengaman/mulai/").url == SET_UP
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page and "otpauth://totp/" in page
    answer = client.post(SET_UP, {"password": PASSWORD, "pin": code_on(cast.aminah)})
    assert len(answer.context["codes"]) == 10
    assert has_factor(cast.aminah)
    assert client.get("/akun/pengaman/").context["left"] == 10, "the session that switched it on goes on"


@pytest.mark.parametrize("wrong", ["password", "pin"])
def test_neither_password_nor_code_alone_switches_it_on(cast: Cast, wrong: str) -> None:
    client = client_of(cast.aminah)
    client.post("/akun/pengaman/mulai/")
    words = {"password": PASSWORD, "pin": code_on(cast.aminah)} | {wrong: "123456"}
    assert client.post(SET_UP, words).status_code == 200
    assert not has_factor(cast.aminah)


def test_looking_at_the_key_again_shows_the_same(cast: Cast) -> None:
    client = client_of(cast.aminah)
    client.post("/akun/pengaman/mulai/")
    assert client.get(SET_UP).context["key"] == client.get(SET_UP).context["key"]


def test_new_codes_and_off_ask_for_password_and_code(cast: Cast) -> None:
    codes = switched_on(cast.aminah)
    client = client_of(cast.aminah)
    for page in ("/akun/pengaman/kode/", "/akun/pengaman/matikan/"):
        client.post(page, {"password": "salah-sekali", "pin": code_on(cast.aminah)})
    assert has_factor(cast.aminah)
    fresh = client.post("/akun/pengaman/kode/?cadangan=1", {"password": PASSWORD, "pin": codes[0]}).context["codes"]
    assert len(fresh) == 10
    client.post("/akun/pengaman/matikan/", {"password": PASSWORD, "pin": code_on(cast.aminah)})
    assert not has_factor(cast.aminah)
    assert not Authenticator.objects.exists()


def test_an_office_that_needs_one_is_led_there_before_anything_else(cast: Cast, settings) -> None:
    settings.SECOND_FACTOR_FOR = frozenset({"pengawas"})
    client = client_of(cast.daeng)
    asked = reverse("madrasah:person-list")
    assert client.get(asked).url == "/akun/pengaman/"
    assert "mewajibkan" in client.get("/akun/pengaman/").content.decode()
    client.post("/akun/pengaman/mulai/")
    answer = client.post(SET_UP, {"password": PASSWORD, "pin": code_on(cast.daeng)})
    assert answer.context["next_url"] == asked
    assert client.get(asked).status_code == 200
    assert client_of(cast.aminah).get(reverse("home")).status_code == 200, "other offices are left in peace"


def test_the_keeper_can_be_asked_for_one_too(cast: Cast, settings) -> None:
    settings.SECOND_FACTOR_FOR = frozenset({"pengelola"})
    assert client_of(cast.keeper).get("/akun/sandi/").url == "/akun/pengaman/"


def test_what_is_sent_by_who_needs_one_first_stands_in_its_form_afterwards(cast: Cast, settings) -> None:
    page, client = reverse("kkg:problem-new"), client_of(cast.aminah)
    words = client.get(page).content.decode()
    marks = {name: words.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("akun", "asal")}
    settings.SECOND_FACTOR_FOR = frozenset({"guru"})
    assert client.post(page, {**marks, "text": "Anak-anak belum lancar membagi."}).url == "/akun/pengaman/"
    client.post("/akun/pengaman/mulai/")
    answer = client.post(SET_UP, {"password": PASSWORD, "pin": code_on(cast.aminah)})
    way = answer.context["next_url"]
    assert way.startswith(page)
    assert "Anak-anak belum lancar membagi." in client.get(way.partition("#")[0]).content.decode()


def test_a_send_of_the_page_itself_is_told_that_it_has_to_log_in(cast: Cast, settings) -> None:
    settings.SECOND_FACTOR_FOR = frozenset({"guru"})
    answer = client_of(cast.aminah).post(reverse("kkg:problem-new"), {"text": "Contoh"}, headers={"x-autosave": "1"})
    assert answer.status_code == 401


@pytest.mark.parametrize("needed", [frozenset(), frozenset({"pengawas"})])
def test_no_page_asks_the_database_once_more(cast: Cast, settings, needed: frozenset[str]) -> None:
    client, counts = client_of(cast.aminah), []
    for setting in (frozenset(), needed):
        settings.SECOND_FACTOR_FOR = setting
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("home")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
