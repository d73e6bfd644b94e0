"""Every address × every member of the cast against one table; and the whole list of public pages.

A new address fails here until it has its lines. 302 for a stranger is the way to the log-in page; 404 is what
an outsider sees, 403 an insider without the right. POST lines send only the knock: 200 or 400 is a form
that came back, 302 a thing done. Each knock is undone before the next.
"""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast
from tests.house.doors import lend
from tests.house.table import WHO, Door, Rows, knock, lines

SAME_FOR_ALL = {"worker", "manifest"}
# decisions.md 14: the whole list, as far as it is built.
PUBLIC = {
    "away",
    "health",
    "manifest",
    "metrics",
    "ready",
    "worker",
    "competency:result-link",
    "competency:result-read",
    "competency:result-reflect",
    "competency:result-reply",
    "competency:result-shown",
    "competency:result-skip",
    "competency:result-take-back",
    "kkg:certificate-check",
    "kkg:certificate-public",
    "kkg:checkin-code",
    "kkg:feed",
    "kkg:checkin-pin",
    "madrasah:link",
    "madrasah:link-password",
    "madrasah:login",
    "privacy",
    "madrasah:start",
}


def named_urls(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """Every url name of the path tree, with its namespace."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from named_urls(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"


def walk(house: tuple[Cast, Rows], client: Client, who: str) -> tuple[list[str], set[str]]:
    """What differs from the table, and the addresses that did not send to the log-in page."""
    wrong, opened = [], set()
    for door in lines():
        is_first = door.readers[:1] == [who]  # whose GET is every other walk
        answer = knock(client, "HEAD" if is_first else door.method, door.path(house[1]))
        faults = [*faults_of(answer, door.codes[WHO.index(who)]), *(faults_of_head(answer, door) if is_first else ())]
        wrong += [f"{door.method} {door.name} {door.row}: {fault}" for fault in faults]
        if not (answer.status_code == 302 and answer.url.startswith(reverse("madrasah:login"))):
            opened.add(door.name)
    return wrong, opened


def faults_of(answer: HttpResponse, expected: int) -> Iterator[str]:
    if answer.status_code != expected:
        yield f"{answer.status_code}, expected {expected}"
    if answer.status_code == 405 and b"milik sebuah tombol" not in answer.content:
        yield "a blank page"


def faults_of_head(answer: HttpResponse, door: Door) -> Iterator[str]:
    """HEAD answers wherever GET does, as GET does, without a body; and nobody else may keep the answer."""
    if answer.getvalue():
        yield "HEAD has a body"
    if door.name not in SAME_FOR_ALL and "private" not in answer.get("Cache-Control", ""):
        yield "may stay in a cache"


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO[1:])
def test_each_door_opens_to_those_it_should(house: tuple[Cast, Rows], who: str) -> None:
    cast, _ = house
    with lend(cast.everyone[who]) as client:
        wrong, _ = walk(house, client, who)
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_a_stranger_reaches_the_public_pages_and_no_other(house: tuple[Cast, Rows]) -> None:
    wrong, opened = walk(house, Client(), "stranger")
    assert not wrong, "\n".join(wrong)
    assert opened == PUBLIC


def test_every_address_has_its_lines() -> None:
    assert {door.name for door in lines()} == set(named_urls())
