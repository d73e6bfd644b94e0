"""What every answer tells a browser, and the cookies by which it is known."""

import os
import re
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from core.interrupted import mark_of
from tests.cast import PASSWORD, Cast, client_of

pytestmark = pytest.mark.django_db


def answers(cast: Cast) -> list[HttpResponse]:
    """A public page, one of an account, a refusal, and an address that is none."""
    client = client_of(cast.aminah)
    return [Client().get("/masuk/"), client.get("/akun/"), client.get("/akun/daftar/"), client.get("/tidak-ada/")]


def test_every_answer_lets_a_page_load_only_what_is_ours_and_be_framed_by_nobody(cast: Cast) -> None:
    for answer in answers(cast):
        policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer


def test_the_cookie_of_a_log_in_is_out_of_reach_of_scripts_and_of_other_sites(cast: Cast) -> None:
    cookie = Client().post("/masuk/", {"username": cast.aminah.username, "password": PASSWORD}).cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "isian", "messages"])
def test_a_cookie_that_no_server_of_ours_wrote_is_none(cast: Cast, name: str) -> None:
    """Octal signs in quotes are read as any sign; PostgreSQL takes no NUL."""
    client = client_of(cast.aminah)
    client.cookies[name] = ""
    client.cookies[name].set(name, "", r'"\000aaaaaaaa"')
    assert client.get("/akun/").status_code == (302 if name == "sessionid" else 200)


def test_where_people_use_it_cookies_are_of_this_host_and_https_alone(project: Path) -> None:
    told = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE"
    told += ", s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_HSTS_INCLUDE_SUBDOMAINS"
    asked = [sys.executable, "-c", f"from config import settings as s; print({told})"]
    said = subprocess.run(asked, cwd=project, env=os.environ | {"SECURE_COOKIES": "1"}, capture_output=True, check=True)
    assert said.stdout.decode().split() == ["__Host-sessionid", "__Host-csrftoken", *["True"] * 4]


def test_so_are_the_small_ones_all_the_way_from_a_form_in_vain_to_its_arrival(cast: Cast, settings) -> None:
    settings.COOKIE_PREFIX, settings.SESSION_COOKIE_SECURE = "__Host-", True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.CSRF_COOKIE_SECURE = True
    page, words = "/kkg/masalah/baru/", {"text": "Anak belum mengenal huruf", "named": "nama", "group": cast.group.pk}
    marks = {"akun": mark_of(cast.gita.pk), "asal": page, "draf": "0" * 16, "client_token": str(uuid4())}
    client, answers = Client(), []
    answers.append(client.post(page, words | marks))
    answers.append(client.post("/masuk/", {"username": "gita-01", "password": PASSWORD}))
    waiting = client.get(page).content.decode()
    assert "Isian Anda dipulihkan" in waiting and words["text"] in waiting
    answers.append(client.post(page, words | marks))
    answers.append(client.get("/"))
    given = {name: cookie for answer in answers for name, cookie in answer.cookies.items()}
    names = {"isian", "terkirim", "messages", "sessionid", "csrftoken"}
    assert {name.removeprefix("__Host-") for name in given} == names
    for name, cookie in given.items():
        assert name.startswith("__Host-") and cookie["secure"] and cookie["path"] == "/" and not cookie["domain"], name


def test_no_other_module_gives_or_takes_a_cookie(project: Path) -> None:
    given = re.compile(
        r"set_cookie\(|delete_cookie\(|COOKIES(\.get\(|\[)(?!settings\.)|set_signed_cookie\((?!\s*cookie_name)"
    )
    apps = [
        path for app in ("config", "core", "madrasah", "kkg", "competency") for path in (project / app).rglob("*.py")
    ]
    users = {path.relative_to(project).as_posix() for path in apps if given.search(path.read_text("utf-8"))}
    assert users == {"core/cookies.py"}


def test_a_form_of_another_site_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(client_of(cast.aminah).cookies)
    assert client.post("/akun/perangkat/keluar/").status_code == 403


def test_nobody_is_led_to_another_site_after_the_log_in(cast: Cast) -> None:
    words = {"username": cast.aminah.username, "password": PASSWORD}
    for where in ("https://jahat.example/", "//jahat.example/", "javascript:alert(1)"):
        assert Client().post("/masuk/", words, query_params={"next": where}).url == "/"
