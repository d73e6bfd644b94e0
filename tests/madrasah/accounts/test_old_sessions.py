"""Who opens the data of many people logs in anew after some days, whatever was done since; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.offices import MOST_DAYS, OFFICES, session_most_days
from madrasah.models import User
from madrasah.roles import Role
from madrasah.scope import KEEPER
from tests.cast import PASSWORD, Cast
from tests.clock import travel

pytestmark = pytest.mark.django_db
ACCOUNT = "/akun/"


@pytest.fixture(autouse=True)
def as_shipped(settings) -> None:
    settings.SESSION_MOST_DAYS = {office: int(days) for office, days in MOST_DAYS.items()}


def entered(user: User) -> Client:
    """A browser in which the user has just typed the password, and sees the first page."""
    client = Client()
    client.post(reverse("madrasah:login"), {"username": user.username, "password": PASSWORD})
    assert client.get(ACCOUNT).status_code == 200
    return client


def codes_of(client: Client, days: list[float]) -> list[int]:
    """What the visits of these days are answered, counted from now."""
    now, codes = timezone.now(), []
    for day in days:
        with travel(now + timedelta(days=day)):
            codes.append(client.get(ACCOUNT).status_code)
    return codes


@pytest.mark.parametrize(("who", "most"), [("daeng", 30), ("jafar", 30), ("faisal", 30), ("eka", 30), ("keeper", 7)])
def test_however_often_they_come_the_session_of_such_an_office_ends(who: str, most: int, cast: Cast) -> None:
    client = entered(getattr(cast, who))
    assert codes_of(client, [most / 3, most / 2, most - 0.01, most]) == [200, 200, 200, 302]


def test_a_teacher_who_comes_stays_logged_in(cast: Cast) -> None:
    assert codes_of(entered(cast.aminah), [60, 120, 200]) == [200, 200, 200]


def test_the_page_to_log_in_says_why_once_and_the_device_is_gone(cast: Cast) -> None:
    client = entered(cast.daeng)
    with travel(timedelta(days=30)):
        page = client.get(ACCOUNT, follow=True)
        assert page.request["PATH_INFO"] == reverse("madrasah:login")
        assert "Silakan masuk lagi: sudah 30 hari sejak Anda masuk" in page.content.decode()
        assert "Silakan masuk lagi" not in client.get(reverse("madrasah:login")).content.decode()
        assert not cast.daeng.devices.exists()


def test_after_the_password_the_days_are_counted_anew(cast: Cast) -> None:
    client = entered(cast.daeng)
    with travel(timedelta(days=30)):
        page = client.get(ACCOUNT, follow=True)
        back = {"username": "daeng-01", "password": PASSWORD, "next": page.context["next"]}
        assert client.post(reverse("madrasah:login"), back).url == ACCOUNT
        assert codes_of(client, [1, 29, 30]) == [200, 200, 302]


def test_the_shortest_of_several_offices_counts(cast: Cast, settings) -> None:
    settings.SESSION_MOST_DAYS = {"guru": 3, "pengawas": 2, "kepala": 1}
    assert codes_of(entered(cast.daeng), [1.9, 2]) == [200, 302]
    settings.SESSION_MOST_DAYS = {"kepala": 9, "operator": 1}
    assert codes_of(entered(cast.baso), [8.9, 9]) == [200, 302]


def test_what_is_sent_too_late_stands_in_its_form_afterwards(cast: Cast) -> None:
    client, page = entered(cast.daeng), reverse("kkg:problem-new")
    words = client.get(page).content.decode()
    marks = {name: words.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("akun", "asal")}
    with travel(timedelta(days=30)):
        asked = client.post(page, {**marks, "text": "Anak belum lancar membagi."}, follow=True)
        assert "Silakan masuk lagi" in asked.content.decode()
        back = {"username": "daeng-01", "password": PASSWORD, "next": asked.context["next"]}
        answer = client.post(reverse("madrasah:login"), back, follow=True)
        assert "Anak belum lancar membagi." in answer.content.decode()


def test_a_send_of_the_page_itself_is_told_that_it_has_to_log_in(cast: Cast) -> None:
    client = entered(cast.daeng)
    with travel(timedelta(days=30)):
        sent = client.post(reverse("kkg:problem-new"), {"text": "Contoh"}, headers={"x-autosave": "1"})
        assert sent.status_code == 401


def test_an_office_may_want_none_of_it(cast: Cast, settings) -> None:
    settings.SESSION_MOST_DAYS = {}
    assert codes_of(entered(cast.daeng), [60, 120]) == [200, 200]


def test_no_page_asks_the_database_once_more(cast: Cast, settings) -> None:
    client, counts = entered(cast.daeng), []
    for chosen in ({}, {"pengawas": 30}):
        settings.SESSION_MOST_DAYS = chosen
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("home"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_settings_name_offices_as_they_are_called_in_the_house() -> None:
    assert set(OFFICES) == {*Role.values, KEEPER}


@pytest.mark.parametrize(
    ("said", "meant"),
    [("", {}), ("operator=14", {"operator": 14}), ("Pengawas = 7, guru=90", {"pengawas": 7, "guru": 90})],
)
def test_the_setting_is_days_by_office(said: str, meant: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SESSION_MOST_DAYS", said)
    assert session_most_days() == meant


@pytest.mark.parametrize("said", ["operator", "operator=", "operator=0", "operator=sebulan", "ketua=30", "operator=-1"])
def test_a_setting_that_cannot_be_meant_is_refused_by_its_name(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SESSION_MOST_DAYS", said)
    with pytest.raises(ImproperlyConfigured, match="SESSION_MOST_DAYS"):
        session_most_days()
