"""Own sessions: noted now and then, told apart, ended one by one or all at once."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from madrasah.accounts import link_actions as accounts
from madrasah.models import Device, User
from tests.cast import PASSWORD, Cast
from tests.clock import travel

PHONE = "Mozilla/5.0 (Linux; Android 11; A03) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
OWN = {"new_password1": "kebun-jagung-2026", "new_password2": "kebun-jagung-2026"}


def visit(user: User, agent: str = PHONE) -> Client:
    client = Client()
    client.force_login(user, backend="madrasah.accounts.backends.PersonBackend")
    client.get("/akun/", headers={"user-agent": agent})
    return client


def is_in(client: Client) -> bool:
    return client.get("/akun/").status_code == 200


def test_a_visit_is_noted_in_words_and_without_the_key(cast: Cast) -> None:
    client = visit(cast.aminah)
    device = Device.objects.get()
    assert (device.user, device.name) == (cast.aminah, "Chrome di Android")
    assert client.session.session_key not in str(Device.objects.values().get())


def test_no_request_writes_again_within_minutes(cast: Cast) -> None:
    client = visit(cast.aminah)
    with CaptureQueriesContext(connection) as asked:
        client.get("/akun/")
    assert not [q for q in asked if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def test_after_a_while_the_device_and_the_end_of_the_session_move_on(cast: Cast) -> None:
    client = visit(cast.aminah)
    ends = Session.objects.get().expire_date
    with travel(timedelta(minutes=11)):
        client.get("/akun/")
        assert Device.objects.get().last_seen_at == timezone.now()
    assert Session.objects.get().expire_date > ends


def test_the_page_marks_this_device_and_shows_nobody_elses(cast: Cast) -> None:
    visit(cast.aminah, "Firefox/1 Windows"), visit(cast.baso, "Edg/1 Windows")
    page = visit(cast.aminah).get("/akun/perangkat/").content.decode()
    assert page.count("Perangkat ini") == 1
    assert "Firefox di Windows" in page
    assert "Edge" not in page


def test_one_device_is_ended_and_the_others_go_on(cast: Cast) -> None:
    lost, here = visit(cast.aminah, "Firefox/1 Windows"), visit(cast.aminah)
    device = Device.objects.get(name__startswith="Firefox")
    assert visit(cast.baso).post(f"/akun/perangkat/{device.pk}/keluar/").status_code == 404
    here.post(f"/akun/perangkat/{device.pk}/keluar/")
    assert (is_in(lost), is_in(here)) == (False, True)


def test_all_devices_are_ended_at_once(cast: Cast) -> None:
    clients = [visit(cast.aminah), visit(cast.aminah), visit(cast.baso)]
    assert clients[0].post("/akun/perangkat/keluar/").url == "/masuk/"
    assert [is_in(client) for client in clients] == [False, False, True]
    assert not cast.aminah.devices.exists()


def test_logging_out_takes_the_device_off_the_list(cast: Cast) -> None:
    visit(cast.aminah).post("/keluar/")
    assert not Device.objects.exists()


def test_a_new_password_keeps_this_device_and_ends_the_others(cast: Cast) -> None:
    visit(cast.aminah, "Firefox/1 Windows")
    here = visit(cast.aminah)
    here.post("/akun/sandi/", {"old_password": PASSWORD, **OWN})
    assert is_in(here)
    assert [device.name for device in Device.objects.visible_to(cast.aminah)] == ["Chrome di Android"]


def test_a_reset_ends_every_device(cast: Cast) -> None:
    client = visit(cast.aminah)
    accounts.reset_account(person=cast.aminah.person, by=cast.baso)
    assert not is_in(client)
    assert not cast.aminah.devices.exists()


def test_an_expired_session_is_no_device_any_more(cast: Cast) -> None:
    visit(cast.aminah, "Firefox/1 Windows")
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    assert not Device.objects.visible_to(cast.aminah).exists()
    visit(cast.aminah)
    assert Device.objects.get().name == "Chrome di Android"


def test_public_pages_note_nobody(cast: Cast) -> None:
    assert Client().get("/privasi/").status_code == 200
    assert not Device.objects.exists()


@pytest.mark.parametrize("way", ["/keluar/", "/akun/perangkat/keluar/", "/akun/perangkat/{}/keluar/"])
def test_whoever_leaves_leaves_pages_behind_for_nobody_and_drafts_for_the_owner(cast, way) -> None:
    client = visit(cast.aminah)
    here = Device.objects.get(user=cast.aminah)
    assert client.post(way.format(here.pk)).headers["Clear-Site-Data"] == '"cache"'


def test_what_somebody_was_shown_is_stored_nowhere(cast) -> None:
    assert visit(cast.aminah).get("/akun/").headers["Cache-Control"] == "private, no-store"
