"""Every address × every member of the cast against one table; and the whole list of public pages.

A new address fails here until it has its lines. 302 for a stranger is the way to the log-in page; 404 is what
an outsider sees, 403 an insider without the right. POST lines send only the knock: 200 or 400 is a form
that came back, 302 a thing done. Each knock is undone before the next.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast, build_cast, client_of
from tests.house.doors import build_rows, lend

WHO = ["stranger", "aminah", "baso", "citra", "daeng", "eka"]
WHO += ["faisal", "gita", "hasan", "indah", "jafar", "keeper"]
Rows = dict[str, dict[str, object]]
TABLE = Path(__file__).with_name("doors.txt")

# decisions.md 14: the whole list, as far as it is built.
PUBLIC = {
    "away",
    "health",
    "manifest",
    "worker",
    "kkg:certificate-check",
    "kkg:certificate-public",
    "kkg:checkin-code",
    "kkg:feed",
    "kkg:checkin-pin",
    "madrasah:link",
    "madrasah:link-password",
    "madrasah:login",
    "madrasah:privacy",
    "madrasah:start",
}


def lines() -> Iterator[tuple[str, str, str, list[int]]]:
    """Method, url name, row ("-" for none) and the expected codes in the order of WHO."""
    for line in TABLE.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            method, name, row, *codes = line.split()
            yield method, name, row, [int(code) for code in codes]


def pages(cast: Cast, rows: Rows) -> Iterator[tuple[str, str, str]]:
    """Who reads it first, address and HTML of every page that is not for visitors."""
    for method, name, row, codes in lines():
        readers = [who for who, code in zip(WHO, codes, strict=True) if code == 200 and who != "stranger"]
        if method != "GET" or not readers:
            continue
        path = reverse(name, kwargs=rows[row] if row != "-" else {})
        answer = knock(client_of(cast.everyone[readers[0]]), "GET", path)
        if not answer.streaming and answer["Content-Type"].startswith("text/html"):
            yield readers[0], path, answer.content.decode()


def named_urls(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """Every url name of the path tree, with its namespace."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from named_urls(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[tuple[Cast, Rows]]:
    """The cast and the rows behind the doors, built once: every knock takes back what it wrote."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build_cast()
        yield cast, build_rows(cast)
        transaction.set_rollback(True)


def knock(client: Client, method: str, path: str) -> HttpResponse:
    """The answer; whatever the knock wrote is undone, the log-in included."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.get(path) if method == "GET" else client.post(path)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def walk(house: tuple[Cast, Rows], client: Client, place: int) -> tuple[list[str], set[str]]:
    """What differs from the table, and the addresses that did not send to the log-in page."""
    _, rows = house
    wrong, opened = [], set()
    for method, name, row, expected in lines():
        answer = knock(client, method, reverse(name, kwargs=rows[row] if row != "-" else {}))
        if answer.status_code != expected[place]:
            wrong.append(f"{method} {name} {row}: {answer.status_code}, expected {expected[place]}")
        if answer.status_code == 405 and b"milik sebuah tombol" not in answer.content:
            wrong.append(f"{method} {name}: a blank page")
        if not (answer.status_code == 302 and answer.url.startswith(reverse("madrasah:login"))):
            opened.add(name)
    return wrong, opened


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO[1:])
def test_each_door_opens_to_those_it_should(house: tuple[Cast, Rows], who: str) -> None:
    cast, _ = house
    with lend(cast.everyone[who]) as client:
        wrong, _ = walk(house, client, WHO.index(who))
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_a_stranger_reaches_the_public_pages_and_no_other(house: tuple[Cast, Rows]) -> None:
    wrong, opened = walk(house, Client(), WHO.index("stranger"))
    assert not wrong, "\n".join(wrong)
    assert opened == PUBLIC


def test_every_address_has_its_lines() -> None:
    told = {name for _, name, _, _ in lines()}
    assert told == set(named_urls())
