"""Log-in, personal links, resets, the first account: what opens, what dies, what is never stored."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from madrasah.accounts import link_actions as accounts
from madrasah.models import AccessLink, Assignment, Person
from madrasah.roles import Role
from madrasah.work.actions import grant_office
from tests.cast import PASSWORD, Cast, client_of
from tests.factories import make_person, make_teacher

OWN = {"new_password1": "kebun-jagung-2026", "new_password2": "kebun-jagung-2026"}


@pytest.fixture
def person(cast: Cast) -> Person:
    return make_teacher(cast.satu, name="Rahma Contoh")


@pytest.fixture
def issued(cast: Cast, person: Person) -> accounts.IssuedLink:
    return accounts.activate_account(person=person, by=cast.baso)


def log_in(client: Client, name: str, password: str = PASSWORD):
    return client.post("/masuk/", {"username": name, "password": password})


def open_with_pin(issued: accounts.IssuedLink) -> Client:
    client = Client()
    client.post(f"/t/{issued.token}/", {"pin": issued.pin})
    return client


@pytest.mark.parametrize("typed", ["aminah-01", "Aminah-01", " AMINAH-01 ", "aminah-01 "])
def test_a_name_is_known_however_a_phone_writes_it(cast: Cast, typed: str) -> None:
    assert log_in(Client(), typed).status_code == 302


def test_a_name_with_capitals_of_its_own_still_opens(cast: Cast) -> None:
    cast.keeper.username = "Pengelola"
    cast.keeper.save()
    assert log_in(Client(), "Pengelola").status_code == 302


def test_a_pin_may_be_typed_with_a_gap(issued: accounts.IssuedLink) -> None:
    answer = Client().post(f"/t/{issued.token}/", {"pin": f"{issued.pin[:3]} {issued.pin[3:]}"})
    assert answer.status_code == 302


# -- Log-in ----------------------------------------------------------------------------------------


def test_right_password_opens(cast: Cast) -> None:
    assert log_in(Client(), "aminah-01").url == "/"


def test_the_door_carries_the_name_of_the_site(db: None, settings) -> None:
    assert settings.SITE_NAME in Client().get("/masuk/").content.decode()


def test_wrong_password_says_so_and_keeps_the_name(cast: Cast) -> None:
    page = log_in(Client(), "aminah-01", "salah").content.decode()
    assert "tidak cocok" in page
    assert 'value="aminah-01"' in page


def test_a_name_longer_than_any_is_answered_in_words(cast: Cast) -> None:
    response = log_in(Client(), "a" * 5000)
    assert response.status_code == 200
    assert "Nama masuk terlalu panjang" in response.content.decode()


def test_who_is_logged_in_is_not_sent_round_the_door_for_ever(cast: Cast) -> None:
    assert client_of(cast.aminah).get("/masuk/?next=/masuk/%3Fnext=/masuk/").url == "/"


def test_five_wrong_passwords_close_this_name_only(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        response = log_in(client, "aminah-01", "salah")
    assert response.status_code == 429
    assert "Terlalu banyak percobaan" in response.content.decode()
    assert log_in(Client(), "baso-01").url == "/"


def test_a_verb_that_is_not_for_the_doors_has_no_blank_page(cast: Cast) -> None:
    for answer in (Client().options("/masuk/"), client_of(cast.aminah).options("/keluar/")):
        assert answer.status_code == 405 and "milik sebuah tombol" in answer.content.decode()


def test_everything_else_asks_for_a_log_in(cast: Cast) -> None:
    assert Client().get("/guru/").url.startswith("/masuk/")
    assert Client().get("/privasi/").status_code == 200


def test_logging_out_is_a_post(cast: Cast) -> None:
    client = client_of(cast.aminah)
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").url == "/masuk/"
    assert client.get("/akun/").status_code == 302


def test_account_page_names_the_offices(cast: Cast) -> None:
    page = client_of(cast.indah).get("/akun/").content.decode()
    assert "Plt Kepala madrasah" in page
    assert "indah-01" in page
    assert client_of(cast.keeper).get("/akun/").status_code == 200


def test_own_password_is_changed_with_the_old_one(cast: Cast) -> None:
    client, other = client_of(cast.aminah), client_of(cast.aminah)
    assert "tidak cocok" in client.post("/akun/sandi/", {"old_password": "x", **OWN}).content.decode()
    assert client.post("/akun/sandi/", {"old_password": PASSWORD, **OWN}).url == "/akun/"
    assert client.get("/akun/").status_code == 200
    assert other.get("/akun/").status_code == 302


# -- Personal links ----------------------------------------------------------------------------------


def test_link_and_pin_lead_to_an_own_password_and_in(issued: accounts.IssuedLink) -> None:
    client = open_with_pin(issued)
    assert "rahma-01" in client.get(f"/t/{issued.token}/sandi/").content.decode()
    assert client.post(f"/t/{issued.token}/sandi/", OWN).url == "/"
    assert log_in(Client(), "rahma-01", OWN["new_password1"]).url == "/"


def test_looking_never_consumes(issued: accounts.IssuedLink) -> None:
    for _ in range(9):
        assert Client().get(f"/t/{issued.token}/").status_code == 200
    assert AccessLink.objects.get().tries == 0


def test_a_used_link_is_dead(issued: accounts.IssuedLink) -> None:
    open_with_pin(issued).post(f"/t/{issued.token}/sandi/", OWN)
    response = Client().post(f"/t/{issued.token}/", {"pin": issued.pin})
    assert response.status_code == 410
    assert "sudah dipakai" in response.content.decode()


def test_five_wrong_pins_kill_the_link(issued: accounts.IssuedLink) -> None:
    wrong = "000000" if issued.pin != "000000" else "000001"
    statuses = [Client().post(f"/t/{issued.token}/", {"pin": wrong}).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 410]
    assert Client().post(f"/t/{issued.token}/", {"pin": issued.pin}).status_code == 410


def test_the_password_page_needs_the_pin_first(issued: accounts.IssuedLink) -> None:
    assert Client().post(f"/t/{issued.token}/sandi/", OWN).url == f"/t/{issued.token}/"


def test_an_expired_link_says_so(issued: accounts.IssuedLink) -> None:
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "sudah habis" in Client().get(f"/t/{issued.token}/").content.decode()


def test_a_newer_link_kills_the_older(cast: Cast, person: Person, issued: accounts.IssuedLink) -> None:
    accounts.activate_account(person=person, by=cast.baso)
    assert "yang lebih baru" in Client().get(f"/t/{issued.token}/").content.decode()


def test_a_new_office_kills_older_links(cast: Cast, person: Person, issued: accounts.IssuedLink) -> None:
    office = Assignment(role=Role.PENGAWAS, madrasah=cast.satu, since=timezone.localdate())
    grant_office(person=person, assignment=office, by=cast.jafar)
    assert open_with_pin(issued).get(f"/t/{issued.token}/").status_code == 410


def test_an_unknown_link_is_not_found(db: None) -> None:
    assert Client().get("/t/tidak-ada/").status_code == 404


def test_secrets_are_never_stored(issued: accounts.IssuedLink) -> None:
    row = str(AccessLink.objects.values().get())
    assert issued.token not in row
    assert issued.pin not in AccessLink.objects.get().pin_digest


# -- Issuing -----------------------------------------------------------------------------------------


def test_issued_page_keeps_the_pin_out_of_the_prepared_text(cast: Cast, person: Person) -> None:
    page = client_of(cast.baso).post(f"/guru/{person.pk}/aktifkan/").content.decode()
    text = re.search(r'id="salin-tautan".*?</div>', page, re.S)[0]
    pin = re.search(r'<p class="big num">(\d{6})</p>', page)[1]
    assert "/t/" in text
    assert pin not in text


def test_outsider_gets_404_and_an_insider_without_the_right_403(cast: Cast, person: Person) -> None:
    assert client_of(cast.hasan).post(f"/guru/{person.pk}/aktifkan/").status_code == 404
    response = client_of(cast.faisal).post(f"/guru/{cast.baso.person.pk}/setel-ulang/")
    assert response.status_code == 403
    assert "Kepala madrasah di MI Contoh Satu" in response.content.decode()


def test_activation_is_a_post(cast: Cast, person: Person) -> None:
    assert client_of(cast.baso).get(f"/guru/{person.pk}/aktifkan/").status_code == 405


def test_nobody_resets_the_own_account_here(cast: Cast) -> None:
    assert client_of(cast.baso).post(f"/guru/{cast.baso.person.pk}/setel-ulang/").status_code == 403


def test_a_reset_ends_every_session_and_the_old_password(cast: Cast) -> None:
    aminah = client_of(cast.aminah)
    client_of(cast.baso).post(f"/guru/{cast.aminah.person.pk}/setel-ulang/", {"reason": "lupa"})
    assert aminah.get("/akun/").status_code == 302
    assert log_in(Client(), "aminah-01").status_code == 200


def test_a_reset_is_told_once(cast: Cast) -> None:
    issued = accounts.reset_account(person=cast.aminah.person, by=cast.baso)
    client = open_with_pin(issued)
    client.post(f"/t/{issued.token}/sandi/", OWN)
    assert "disetel ulang oleh Drs. Baso" in client.get("/akun/").content.decode()
    assert log_in(client, "aminah-01", OWN["new_password1"]).url == "/"
    assert "disetel ulang oleh" not in client.get("/akun/").content.decode()


def test_a_reset_stands_in_the_history(cast: Cast) -> None:
    accounts.reset_account(person=cast.aminah.person, by=cast.baso, reason="lupa sandi")
    event = apps.get_model("madrasah", "UserEvent").objects.filter(pgh_obj=cast.aminah).latest("pgh_id")
    assert event.reset_by_id == cast.baso.pk
    assert event.pgh_context.metadata["reason"] == "lupa sandi"


def test_log_in_names_are_made_by_the_system(cast: Cast) -> None:
    names = [
        make_person(name=name, home_region=cast.kecamatan) for name in ("A. Rahma Contoh", "Rahma", "Hj", "Aminah Dua")
    ]
    for person in names:
        accounts.activate_account(person=person, by=cast.jafar)
    assert [person.user.username for person in names] == ["rahma-01", "rahma-02", "akun-01", "aminah-02"]


def test_an_operator_of_a_region_gets_back_in_from_the_server(cast: Cast) -> None:
    said = StringIO()
    call_command("way_back", "jafar-01", stdout=said)
    path, pin = re.search(r"(/t\S+/) dan ketik PIN (\d{6})", said.getvalue()).groups()
    client = Client()
    assert log_in(Client(), "jafar-01", PASSWORD).status_code == 200  # the old password is refused
    assert client.post(path, {"pin": pin}, follow=True).status_code == 200
    link = AccessLink.objects.get(person=cast.jafar.person, used_at=None, revoked_at=None)
    assert (link.kind, link.issued_by) == (AccessLink.Kind.RESET, None)


@pytest.mark.parametrize("name", ["", "aminah-01", "keeper-01"])
def test_the_server_helps_nobody_whom_somebody_else_can_help(cast: Cast, name: str) -> None:
    with pytest.raises(CommandError, match=r"Yang ada: jafar-01 \(Jafar Contoh\)"):
        call_command("way_back", *filter(None, [name]))
