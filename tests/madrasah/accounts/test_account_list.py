"""Accounts for those who may grant: states, links for many, closing and reopening."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.test import Client
from django.utils import timezone

from madrasah.accounts import link_actions as accounts
from madrasah.accounts.actions import close_account, revoke_links
from madrasah.accounts.reports import accounts_of
from madrasah.accounts.states import AccountState
from madrasah.models import AccessLink, User
from madrasah.roles import Role
from tests.cast import PASSWORD, Cast, client_of
from tests.factories import make_assignment, make_teacher

LIST, LINKS = "/akun/daftar/", "/akun/daftar/tautan/"


def state_of(cast: Cast, person: object) -> str:
    return accounts_of(cast.jafar).get(pk=person.pk).account_state


def page(user: User, address: str = LIST) -> str:
    return client_of(user).get(address).content.decode()


def log_in(name: str) -> str:
    answer = Client().post("/masuk/", {"username": name, "password": PASSWORD})
    return getattr(answer, "url", "") or answer.content.decode()


def test_a_person_goes_through_every_state(cast: Cast) -> None:
    person = make_teacher(cast.satu)
    seen = [state_of(cast, person)]
    issued = accounts.activate_account(person=person, by=cast.baso)
    seen.append(state_of(cast, person))
    revoke_links(person=person, by=cast.baso)
    seen.append(state_of(cast, person))
    issued = accounts.activate_account(person=person, by=cast.baso)
    accounts.use_link(token=issued.token, password="kebun-jagung-2026")
    seen.append(state_of(cast, person))
    close_account(user=person.user, reason="Berhenti", by=cast.baso)
    seen.append(state_of(cast, person))
    assert seen == ["belum", "terkirim", "habis", "aktif", "nonaktif"]


def test_a_locked_account_is_named_until_the_lock_opens(cast: Cast) -> None:
    lock = AccessAttempt.objects.create(
        username="aminah-01", ip_address="10.0.0.1", failures_since_start=5, attempt_time=timezone.now()
    )
    assert state_of(cast, cast.aminah.person) == AccountState.LOCKED
    AccessAttempt.objects.filter(pk=lock.pk).update(attempt_time=timezone.now() - timedelta(hours=2))
    assert state_of(cast, cast.aminah.person) == AccountState.ACTIVE


def test_the_list_holds_ones_own_people_and_filters(cast: Cast) -> None:
    make_teacher(cast.satu, name="Rahma Contoh")
    everybody, waiting = page(cast.baso), page(cast.baso, f"{LIST}?keadaan=belum")
    assert "Aminah" in everybody and "Gita" not in everybody
    assert "Rahma" in waiting and "Aminah" not in waiting
    assert "Aminah" in page(cast.baso, f"{LIST}?q=aminah&madrasah={cast.satu.pk}")


@pytest.mark.parametrize("query", ["?keadaan=x%00", "?q=%00", "?madrasah=abc", "?halaman=zz"])
def test_a_strange_address_still_gives_the_list(cast: Cast, query: str) -> None:
    assert client_of(cast.baso).get(LIST + query).status_code == 200


def test_many_links_at_once_with_the_pins_apart(cast: Cast) -> None:
    people = [make_teacher(cast.satu, name=f"Baru {n} Contoh", phone="081200000000") for n in "ab"]
    shown = client_of(cast.baso).post(LINKS, {"orang": [p.pk for p in people]}).content.decode()
    pins, boxes = re.findall(r'num">(\d{6})<', shown), re.findall(r"copybox.*?</div>", shown, re.S)
    assert (len(pins), len(boxes), AccessLink.objects.count()) == (2, 2, 2)
    assert not any(pin in box for pin in pins for box in boxes)
    assert "wa.me/6281200000000" in shown


def test_the_list_never_reaches_above_its_reader(cast: Cast) -> None:
    User.objects.filter(pk=cast.baso.pk).update(password="!")
    other = make_teacher(cast.dua)
    client = client_of(cast.faisal)
    refused = client.post(LINKS, {"orang": [cast.baso.person.pk]}).content.decode()
    assert "Kepala madrasah di MI Contoh Satu tidak bisa Anda berikan" in refused
    assert client.post(LINKS, {"orang": [other.pk]}).url == LIST
    assert not AccessLink.objects.exists()


def test_who_has_a_password_gets_no_link_from_the_list(cast: Cast) -> None:
    shown = client_of(cast.baso).post(LINKS, {"orang": [cast.aminah.person.pk]}).content.decode()
    assert "sudah aktif" in shown
    assert User.objects.get(pk=cast.aminah.pk).has_usable_password()


def test_nothing_ticked_is_told(cast: Cast) -> None:
    answer = client_of(cast.baso).post(LINKS, {}, follow=True)
    assert "Belum ada orang yang dipilih" in answer.content.decode()


def test_a_revoked_link_opens_nothing(cast: Cast) -> None:
    person = make_teacher(cast.satu)
    issued = accounts.activate_account(person=person, by=cast.baso)
    client_of(cast.faisal).post(f"/guru/{person.pk}/akun/tautan/batal/")
    assert Client().get(f"/t/{issued.token}/").status_code == 410


def test_closing_ends_sessions_and_reopening_brings_the_old_password_back(cast: Cast) -> None:
    aminah, baso = client_of(cast.aminah), client_of(cast.baso)
    aminah.get("/akun/")
    address = f"/guru/{cast.aminah.person.pk}/akun/"
    assert "Alasan belum diisi" in baso.post(f"{address}nonaktifkan/", {}).content.decode()
    baso.post(f"{address}nonaktifkan/", {"reason": "Pensiun"})
    assert aminah.get("/akun/").status_code == 302
    assert "sedang dinonaktifkan" in log_in("aminah-01")
    assert "Pensiun" in page(cast.baso, address)
    baso.post(f"{address}aktifkan/")
    assert log_in("aminah-01") == "/"


def test_the_reason_of_closing_stands_in_the_history(cast: Cast) -> None:
    close_account(user=cast.aminah, reason="Pensiun", by=cast.baso)
    event = apps.get_model("madrasah", "UserEvent").objects.filter(pgh_obj=cast.aminah).latest("pgh_id")
    assert (event.is_active, event.closed_reason) == (False, "Pensiun")
    assert event.pgh_context.metadata["reason"] == "Pensiun"


def test_a_closed_account_is_neither_activated_nor_reset(cast: Cast) -> None:
    close_account(user=cast.aminah, reason="Pensiun", by=cast.baso)
    for word in ("aktifkan", "setel-ulang"):
        answer = client_of(cast.baso).post(f"/guru/{cast.aminah.person.pk}/{word}/")
        assert answer.status_code == 403
        assert "Aktifkan kembali dulu" in answer.content.decode()


def test_nobody_closes_an_account_with_an_office_above(cast: Cast) -> None:
    make_assignment(cast.aminah.person, Role.PENGAWAS, cast.dua)
    address = f"/guru/{cast.aminah.person.pk}/akun/nonaktifkan/"
    assert client_of(cast.baso).post(address, {"reason": "x"}).status_code == 403
    assert client_of(cast.jafar).post(address, {"reason": "x"}).status_code == 302


def test_the_keeper_finds_holders_of_regional_offices_only(cast: Cast) -> None:
    assert {person.pk for person in accounts_of(cast.keeper)} == {cast.eka.person.pk, cast.jafar.person.pk}
    menu = page(cast.keeper, "/")
    assert 'href="/guru/"' in menu and f'href="{LIST}"' in menu


def test_the_list_is_narrowed_by_office_and_madrasah(cast: Cast) -> None:
    teacher = make_teacher(cast.satu, name="Contoh Pengajar")
    heads = page(cast.jafar, f"{LIST}?tugas=kepala&madrasah={cast.satu.pk}")
    assert "Baso Contoh" in heads and "Contoh Pengajar" not in heads and "Daeng Contoh" not in heads
    assert str(teacher) in page(cast.jafar, f"{LIST}?tugas=guru&madrasah={cast.satu.pk}")
    assert "Daeng Contoh" in page(cast.jafar, f"{LIST}?tugas=pengawas")


def test_all_of_a_page_are_ticked_at_once_without_a_script(cast: Cast) -> None:
    for name in "AB":
        make_teacher(cast.satu, name=f"Contoh Belum {name}")
    asked = f"{LIST}?q=Contoh+Belum"
    assert "Pilih semua di halaman ini (2 orang)" in page(cast.jafar, asked)
    ticked = page(cast.jafar, f"{asked}&pilih=semua")
    assert len(re.findall(r'name="orang"\s+value="\d+"\s+checked', ticked)) == 2
    assert "Kosongkan pilihan" in ticked
