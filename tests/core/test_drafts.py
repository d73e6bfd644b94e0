"""The answer names the draft that arrived, and only that. What the script does with it: tests/browser."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from core.drafts import SENT_COOKIE, locks_of
from tests.cast import Cast, client_of
from tests.kkg.work_makers import make_problem

NUMBER, OTHER = "0123456789abcdef", "fedcba9876543210"


@pytest.fixture
def gita(cast: Cast) -> Client:
    return client_of(cast.gita)


def send(client: Client, cast: Cast, number: str = NUMBER, **changes: str) -> HttpResponse:
    data = {"group": cast.group.pk, "text": "Contoh", "named": "nama", "client_token": uuid4(), "draf": number}
    return client.post(reverse("kkg:problem-new"), data | changes)


def test_a_draft_that_arrived_is_named_beside_those_no_page_took_up_yet(gita: Client, cast: Cast) -> None:
    assert send(gita, cast).cookies[SENT_COOKIE].value == NUMBER
    answer = send(gita, cast, OTHER)
    assert answer.cookies[SENT_COOKIE].value == f"{NUMBER}.{OTHER}"
    assert not answer.cookies[SENT_COOKIE]["httponly"]


def test_a_form_that_comes_back_names_nothing(gita: Client, cast: Cast) -> None:
    assert SENT_COOKIE not in send(gita, cast, text="").cookies


@pytest.mark.parametrize("number", ["", "../x", "a" * 15, "A" * 16, f"{NUMBER}; path=/x"])
def test_what_is_no_number_is_not_repeated(gita: Client, cast: Cast, number: str) -> None:
    assert SENT_COOKIE not in send(gita, cast, number).cookies


def test_who_is_sent_to_the_log_in_has_not_sent_it(cast: Cast) -> None:
    answer = send(Client(), cast)
    assert answer.status_code == 302
    assert SENT_COOKIE not in answer.cookies


def test_an_old_token_has_not_sent_it(cast: Cast, gita: Client) -> None:
    gita.handler.enforce_csrf_checks = True
    marks = gita.get(reverse("kkg:problem-new")).content.decode()
    account = marks.split('name="akun" value="')[1].split('"')[0]
    answer = send(gita, cast, akun=account, asal=reverse("kkg:problem-new"))
    assert answer.status_code == 302
    assert SENT_COOKIE not in answer.cookies


def test_a_no_on_the_way_back_has_not_taken_it(cast: Cast) -> None:
    faisal = client_of(cast.faisal)
    answer = faisal.post(reverse("madrasah:account-links"), {"draf": NUMBER})
    assert answer.status_code == 302
    assert SENT_COOKIE not in answer.cookies


def test_an_older_no_that_no_page_has_shown_is_none_of_this_form(gita: Client, cast: Cast) -> None:
    problem = make_problem(cast, cast.gita)
    gita.post(reverse("kkg:problem-topic", args=[problem.key]))
    assert send(gita, cast).cookies[SENT_COOKIE].value == NUMBER
    page = gita.get("/").content.decode()
    assert "Pilih dulu pertemuan" in page and "Masalah" in page, "both are shown still"


def test_each_account_has_a_lock_of_its_own(cast: Cast) -> None:
    assert locks_of(cast.gita.pk)[0] != locks_of(cast.daeng.pk)[0]
    assert len(bytes.fromhex(locks_of(cast.gita.pk)[0])) == 32
    assert settings.SECRET_KEY not in locks_of(cast.gita.pk)[0]


def test_a_page_carries_the_lock_of_its_reader_and_a_visitor_gets_none(cast: Cast, gita: Client) -> None:
    assert f'data-lock="{locks_of(cast.gita.pk)[0]}"' in gita.get("/").content.decode()
    page = Client().get(reverse("madrasah:login")).content.decode()
    assert "data-lock" not in page
    assert "autosave.js" not in page
