"""What waits for its account waits for nobody else, not for long, and not without end. Each form: tests/house."""

import re
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.interrupted import COOKIE, KEPT_FOR, MOST_BYTES, MOST_OF_ACCOUNT, purge_sends
from core.models import KeptSend
from kkg.models import Problem
from tests.cast import PASSWORD, Cast, client_of
from tests.clock import travel

WORDS = "Anak kelas I belum mengenal huruf"


@pytest.fixture
def page() -> str:
    return reverse("kkg:problem-new")


def sent(client: Client, page: str, text: str = WORDS) -> dict[str, str]:
    """What a browser sends from that page, with these words as the problem."""
    html = client.get(page).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(akun|asal|client_token|titipan)" value="([^"]*)"', html))
    return {**hidden, "text": text, "named": "nama"}


def late(page: str, data: dict[str, str]) -> Client:
    """The browser from which they were sent after the session had ended."""
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(page, data)
    assert answer.status_code == 302 and answer.url.startswith(reverse("madrasah:login"))
    return browser


def joined(browser: Client, user) -> Client:
    browser.cookies.update(client_of(user).cookies)
    return browser


def test_after_a_real_log_in_one_stands_before_the_form_as_it_was_typed(cast: Cast, page: str) -> None:
    browser = Client()
    answer = browser.post(page, sent(client_of(cast.gita), page), follow=True)
    told = answer.context["next"]
    assert "Isian itu disimpan: masuk lagi, lalu kirim." in answer.content.decode()
    answer = browser.post(
        reverse("madrasah:login"), {"username": "gita-01", "password": PASSWORD, "next": told}, follow=True
    )
    html = answer.content.decode()
    assert answer.request["PATH_INFO"] == page
    assert "Anda sudah keluar" not in html
    assert WORDS in html and "Isian Anda dipulihkan. Periksa, lalu kirim." in html


def test_it_goes_when_it_was_sent(cast: Cast, page: str) -> None:
    data = sent(client_of(cast.gita), page)
    browser = joined(late(page, data), cast.gita)
    browser.handler.enforce_csrf_checks = False
    data = sent(browser, page)
    browser.post(page, {**data, "text": ""})
    assert KeptSend.objects.exists(), "the form came back"
    browser.post(page, {**data, "text": f"{WORDS} dan angka", "group": cast.group.pk})
    assert not KeptSend.objects.exists()
    assert WORDS not in browser.get(page).content.decode()


def test_what_is_sent_twice_with_an_old_token_is_kept_twice(cast: Cast, page: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    joined(browser, cast.gita)
    for text in (WORDS, f"{WORDS} dan angka"):
        browser.post(page, sent(client_of(cast.gita), page, text))
    assert f"{WORDS} dan angka" in browser.get(page).content.decode()


def test_another_account_in_the_same_browser_sees_nothing_of_it(cast: Cast, page: str) -> None:
    browser = joined(late(page, sent(client_of(cast.gita), page)), cast.daeng)
    key = KeptSend.objects.get().pk
    assert WORDS not in browser.get(page).content.decode()
    assert "Belum terkirim" not in browser.get("/").content.decode()
    assert browser.get(reverse("unsent", args=[key])).status_code == 404


def test_the_same_account_in_another_browser_sees_nothing_of_it(cast: Cast, page: str) -> None:
    late(page, sent(client_of(cast.gita), page))
    elsewhere = client_of(cast.gita)
    elsewhere.cookies[COOKIE] = "tebakan"
    assert WORDS not in elsewhere.get(page).content.decode()
    assert elsewhere.get(reverse("unsent", args=[KeptSend.objects.get().pk])).status_code == 404


def test_sent_under_another_account_it_waits_for_its_own(cast: Cast, page: str) -> None:
    data = sent(client_of(cast.gita), page)
    browser = client_of(cast.daeng)
    answer = browser.post(page, data)
    assert answer.status_code == 409 and "dibuka dengan akun lain" in answer.content.decode()
    assert "Belum terkirim" in joined(browser, cast.gita).get("/").content.decode()
    assert WORDS in browser.get(page).content.decode()


def test_what_is_too_long_to_wait_is_not_said_to_wait(cast: Cast, page: str) -> None:
    data = {**sent(client_of(cast.gita), page), "text": "x" * MOST_BYTES}
    said = client_of(cast.daeng).post(page, data).content.decode()
    assert "terlalu panjang untuk dititipkan" in said and "Isian tadi tersimpan" not in said


def test_the_database_holds_none_of_the_words_and_no_way_to_read_them(cast: Cast, page: str) -> None:
    browser = late(page, sent(client_of(cast.gita), page))
    row = KeptSend.objects.get()
    assert WORDS.encode() not in bytes(row.content)
    assert browser.cookies[COOKIE].value not in str(vars(row))
    assert browser.cookies[COOKIE]["httponly"]


def test_nobody_can_write_into_the_form_of_another(cast: Cast, page: str) -> None:
    data = sent(client_of(cast.gita), page)
    forged = data["akun"].replace(str(cast.gita.pk), str(cast.daeng.pk), 1)
    late(page, {**data, "akun": forged})
    late(page, {**data, "akun": ""})
    assert not KeptSend.objects.exists()


def test_it_waits_a_day_and_not_until_the_duty_comes(cast: Cast, page: str) -> None:
    browser = joined(late(page, sent(client_of(cast.gita), page)), cast.gita)
    begun = timezone.now()
    assert timedelta(hours=24) == KEPT_FOR
    with travel(begun + KEPT_FOR - timedelta(minutes=5)):
        joined(browser, cast.gita)
        purge_sends(at=timezone.now())
        assert WORDS in browser.get(page).content.decode()
        assert "paling lama 24 jam" in browser.get("/").content.decode()
    with travel(begun + KEPT_FOR + timedelta(minutes=1)):
        joined(browser, cast.gita)
        assert WORDS not in browser.get(page).content.decode()
        assert "Belum terkirim" not in browser.get("/").content.decode()
        assert browser.get(reverse("unsent", args=[KeptSend.objects.get().pk])).status_code == 404
        purge_sends(at=timezone.now())
    assert not KeptSend.objects.exists()


@pytest.mark.parametrize("letter", ["x", "é", "字"])
def test_a_megabyte_is_kept_whole_and_one_byte_more_is_refused_aloud(cast: Cast, page: str, letter: str) -> None:
    data = sent(client_of(cast.gita), page)
    text = letter * ((MOST_BYTES - 2000) // len(letter.encode()))
    browser = joined(late(page, {**data, "text": text}), cast.gita)
    assert text in browser.get(page).content.decode()
    KeptSend.objects.all().delete()
    said = late(page, {**data, "text": letter * MOST_BYTES}).get(reverse("madrasah:login")).content.decode()
    assert "terlalu panjang untuk dititipkan" in said
    assert not KeptSend.objects.exists()


def test_one_too_many_is_refused_aloud_and_no_older_one_makes_room(cast: Cast, page: str) -> None:
    data = sent(client_of(cast.gita), page)
    first = late(page, data)
    for _ in range(MOST_OF_ACCOUNT - 1):
        late(page, data)
    said = late(page, data).get(reverse("madrasah:login")).content.decode()
    assert f"Sudah {MOST_OF_ACCOUNT} isian akun ini menunggu" in said
    assert KeptSend.objects.count() == MOST_OF_ACCOUNT
    given_back = sent(joined(first, cast.gita), page)
    first.post(page, {**given_back, "text": f"{WORDS} dan angka"})
    assert f"{WORDS} dan angka" in first.get(page).content.decode(), "its place was its own"
    assert KeptSend.objects.count() == MOST_OF_ACCOUNT


def test_it_is_given_back_to_one_form_until_that_is_sent(cast: Cast, page: str) -> None:
    data = sent(client_of(cast.gita), page)
    browser = joined(late(page, data), cast.gita)
    browser.handler.enforce_csrf_checks = False
    for _ in range(2):
        assert WORDS in browser.get(page).content.decode(), "a page loaded again loses nothing"
    assert WORDS not in browser.get(reverse("kkg:problem-list")).content.decode()
    browser.post(page, {**sent(browser, page), "group": cast.group.pk})
    assert WORDS not in browser.get(page).content.decode()
    assert not KeptSend.objects.exists()


def test_two_sends_of_one_form_wait_side_by_side(cast: Cast, page: str) -> None:
    """Two pages of a browser that was logged out; also where its own copies are not kept, without JavaScript."""
    words = ("Kelas I belum mengenal huruf", "Kelas VI belum bisa pecahan")
    browser = Client()
    for text in (*words, words[1]):
        browser.post(page, sent(client_of(cast.gita), page, text) | {"client_token": str(uuid5(NAMESPACE_URL, text))})
    joined(browser, cast.gita)
    for text, others in ((words[1], 1), (words[0], 0)):
        html = browser.get(page).content.decode()
        assert text in html and ("masih ada 1 isian lain" in html) == bool(others)
        assert browser.post(page, {**sent(browser, page, text), "group": cast.group.pk}).status_code == 302
    assert not KeptSend.objects.exists()
    assert set(Problem.objects.values_list("text", flat=True)) == set(words)


def test_a_page_from_before_that_sends_other_words_drops_none_of_those_that_wait(cast: Cast, page: str) -> None:
    browser = Client()
    data = sent(client_of(cast.gita), page)
    browser.post(page, data)
    joined(browser, cast.gita).post(page, {**data, "text": "Lain", "group": cast.group.pk})
    assert WORDS in browser.get(page).content.decode()


@pytest.mark.parametrize("headers", [{"X-Bekal": "1"}, {"Sec-Purpose": "prefetch"}])
def test_a_page_fetched_ahead_holds_none_of_it(cast: Cast, page: str, headers: dict[str, str]) -> None:
    browser = joined(late(page, sent(client_of(cast.gita), page)), cast.gita)
    assert WORDS not in browser.get(page, headers=headers).content.decode()
    assert WORDS in browser.get(page).content.decode()


def test_passwords_are_never_kept(cast: Cast) -> None:
    page = reverse("madrasah:password")
    data = {**sent(client_of(cast.gita), page), "old_password": PASSWORD, "new_password1": "rahasia-sekali"}
    browser = joined(late(page, data), cast.gita)
    html = browser.get(page).content.decode()
    assert PASSWORD not in html and "rahasia-sekali" not in html


def test_a_file_is_asked_for_again_by_its_name(cast: Cast, page: str) -> None:
    data = {**sent(client_of(cast.gita), page), "lampiran": SimpleUploadedFile("foto papan.jpg", b"x")}
    html = joined(late(page, data), cast.gita).get(page).content.decode()
    assert "Pilih lagi berkasnya: foto papan.jpg" in html


def test_a_form_of_an_address_that_only_takes_sends_leads_to_its_page(cast: Cast) -> None:
    """Without a mark (a page from before): not to the address, which would answer 405 after the log-in."""
    answer = Client().post(reverse("madrasah:device-end-all"))
    assert answer.url == f"{reverse('madrasah:login')}?next=/"


def test_one_may_read_it_and_throw_it_away(cast: Cast, page: str) -> None:
    browser = joined(late(page, sent(client_of(cast.gita), page)), cast.gita)
    browser.handler.enforce_csrf_checks = False
    own = reverse("unsent", args=[KeptSend.objects.get().pk])
    shown = browser.get(own).content.decode()
    assert WORDS in shown and "<li>nama</li>" not in shown, "the value of a choice says nothing to anybody"
    browser.post(own)
    assert WORDS not in browser.get(page).content.decode()
