"""What the journal and Prometheus are told: figures, patterns and numbers; never a name, a word or a link's secret."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from config.logs import JsonLines, PlainLines, WithoutAddresses
from core.models import Job
from tests.cast import Cast, client_of


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Every line as the journal gets it, in both forms."""
    told: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.extend([JsonLines().format(record), PlainLines().format(record)])

    handler = Kept()
    handler.addFilter(WithoutAddresses())
    watched = [logging.getLogger(name) for name in ("kkg.requests", "django.request", "django.security", "kkg.test")]
    before = [one.level for one in watched]
    for one in watched:
        one.addHandler(handler)
        one.setLevel("INFO")
    yield told
    for one, level in zip(watched, before, strict=True):
        one.removeHandler(handler)
        one.setLevel(level)


def json_of(lines: list[str], says: str) -> dict[str, object]:
    return next(line for line in map(json.loads, lines[::2]) if line["says"] == says)


def test_a_refusal_tells_the_account_and_not_the_address(cast: Cast, lines: list[str]) -> None:
    answer = client_of(cast.aminah).get("/akun/daftar/", headers={"X-Request-ID": "dari-proksi-7"})
    assert answer.status_code == 403 or answer.status_code == 404
    line = json_of(lines, "refused")
    assert (line["account"], line["status"], line["id"]) == (cast.aminah.pk, answer.status_code, "dari-proksi-7")
    assert answer["X-Request-ID"] == "dari-proksi-7"
    assert "aminah" not in "".join(lines).lower()


@pytest.mark.django_db
def test_the_secret_of_a_link_stands_in_no_line(client: Client, lines: list[str]) -> None:
    secret = "rahasia-di-alamat-1234567890"
    client.get(f"/t/{secret}/")
    client.get(f"/tidak-ada/{secret}/")
    client.post(f"/t/{secret}/", headers={"host": "bukan.kami"})
    assert lines and secret not in "".join(lines)


def test_an_answer_is_one_line_with_its_cost(cast: Cast, lines: list[str]) -> None:
    client_of(cast.daeng).get("/guru/?q=Aminah")
    line = json_of(lines, "served")
    assert line["page"] == "/guru/" and line["queries"] > 3 and line["account"] == cast.daeng.pk
    assert str(line["at"]).endswith("+00:00") and "Aminah" not in "".join(lines)


@pytest.mark.django_db
def test_a_trace_holds_no_values_of_rows(lines: list[str]) -> None:
    values = "(key, holder, until) VALUES (77123, gen_random_uuid(), now())"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO core_lease {values}; INSERT INTO core_lease {values}")
    except IntegrityError:
        logging.getLogger("kkg.test").exception("broken")
    assert "duplicate key" in lines[0] and "(key)=(77123)" not in "".join(lines)


def test_figures_are_for_this_machine_or_for_who_has_the_token(cast: Cast, settings) -> None:
    settings.METRICS_TOKEN = "kunci-metrik"
    Job.objects.create(title="Contoh", status=Job.Status.WAITING)
    client_of(cast.daeng).get("/guru/")
    near, far = Client(), Client(REMOTE_ADDR="10.0.0.9")
    told = near.get("/metrik/").content.decode()
    assert 'kkg_requests_total{method="GET",page="madrasah:person-list",status="200"}' in told
    assert 'kkg_jobs{state="waiting"} 1.0' in told and "kkg_database_up 1.0" in told
    assert far.get("/metrik/").status_code == 404
    assert far.get("/metrik/", headers={"authorization": "Bearer keliru"}).status_code == 404
    assert far.get("/metrik/", headers={"authorization": "Bearer kunci-metrik"}).status_code == 200
    # A proxy on this machine asks for somebody else.
    assert near.get("/metrik/", headers={"x-forwarded-for": "10.0.0.9"}).status_code == 404


def test_without_a_token_no_word_opens_the_figures(cast: Cast, settings) -> None:
    settings.METRICS_TOKEN = ""
    far = Client(REMOTE_ADDR="10.0.0.9")
    assert far.get("/metrik/", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_ready_is_who_has_every_table_of_this_code(client: Client) -> None:
    assert client.get("/siap/").content == b"siap"
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core' AND name = '0007_leases'")
    answer = client.get("/siap/")
    assert (answer.status_code, answer.content) == (503, b"migrasi belum dijalankan")
