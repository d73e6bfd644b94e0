"""Every form, parameter, path, verb and body with what no honest hand sends: a page of ours answers, never a 5xx.

WHOLE=1 goes to every address as everybody, in parts that can run side by side and be repeated alone. What it saves:
- each kind goes alone into a field once, for the first who is shown it; for the others it goes into all fields together
- what every form holds (account, page, token) goes alone into one form: middleware reads it, before any view
- of fields, buttons and paths that differ by a number one stands for all: the same line reads them
- each kind goes to an address for the first who may; for the others one kind in turn, for only the person differs
- a parameter is one that the view asks for, or that some link of its page uses: of others nothing reads the value
Else a sample: some addresses of one part, some people, and one kind in turn.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import product
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse

from competency.models import Assessment
from competency.sharing.link_actions import issue_result_link
from madrasah.accounts.link_actions import activate_account
from tests.cast import PASSWORD, Cast, client_of
from tests.effort import WHOLE, every
from tests.factories import make_teacher
from tests.house.table import Door, Page, Rows, knock
from tests.house.walks.garbage import (
    BODIES,
    FILES,
    GARBAGE,
    PARTS,
    SHORT,
    Asked,
    Target,
    Walk,
    doors_of,
    garbled,
    multipart,
    noted,
    pairs,
    targets_of,
)
from tests.madrasah.factors.makers import switched_on

COOKIES = ("sessionid", "csrftoken", "messages", "isian", "terkirim", "presensi", "tertulis")
SIGNS = (*SHORT.values(), r'"\000aaaaaaaa"', r'"\377\376aaaaaaaa"')  # octal signs in quotes are read as any sign
ASKED = re.compile(r'href="(?:[^"?#]*)\?([^"#]+)')
VERBS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "KETUK")


def send_parameters(walk: Walk, page: Page) -> None:
    """Together, then alone; to be called while the page is the last that was asked for."""
    linked = {name for words in ASKED.findall(page.html) for name, _ in parse_qsl(unescape(words))}
    names, path = sorted(Asked.names | linked), urlsplit(page.path).path
    for kind in walk.some(SHORT, whole=False):
        walk.knock("GET", f"{path}?{urlencode(pairs(names, SHORT[kind]))}", kind)
    for name, kind in product(walk.fresh(page.name, names), walk.some(SHORT)):
        walk.knock("GET", f"{path}?{urlencode({name: SHORT[kind]})}", kind)


def send_form(walk: Walk, target: Target) -> None:
    """All fields with each kind, then each field that is new with each kind, then each file."""
    view, said = resolve(target.path).view_name, target.pressed
    Asked.names.clear()
    walk.knock("POST", target.path, f"{said} all absent")
    names = list(dict.fromkeys([*target.names, *sorted(Asked.names)]))
    fresh = walk.fresh(f"{view} {said}", names)
    is_first = bool(walk.fresh(target.path, [said])) or bool(fresh)
    for kind in walk.some(GARBAGE, whole=is_first):
        walk.knock("POST", target.path, f"{said} all {kind}", urlencode(pairs(names, GARBAGE[kind])))
    for name, kind in product(fresh, walk.some(GARBAGE)):
        walk.knock("POST", target.path, f"{said} {name} {kind}", urlencode(target.but(name, GARBAGE[kind])))
    for name, kind in product(target.files if is_first else (), walk.some(FILES)):
        walk.knock("POST", target.path, f"{said} {name} {kind}", *multipart(target.sound, [(name, *FILES[kind])]))


def send_past_forms(walk: Walk, door: Door, rows: Rows) -> None:
    """Other verbs, garbage in the path itself, and a body that is no form."""
    path = door.path(rows)
    for verb in walk.some(VERBS, whole=walk.fresh(path, ["verbs"])):
        walk.knock(verb, path, "")
    if not walk.may(door):
        return
    for name in walk.fresh(f"{door.method} {door.name}", rows.get(door.row, {})):
        for garbage in garbled(path, str(rows[door.row][name])):
            walk.knock(door.method, garbage, name)
    for said in walk.some(BODIES) if door.method == "POST" and walk.fresh(door.name, ["body"]) else ():
        walk.knock("POST", path, said, *BODIES[said])


def targets(walk: Walk, doors: Iterable[Door], rows: Rows) -> list[Target]:
    """The forms that this person is shown, and the addresses that take a send of theirs without one."""
    found: dict[tuple[object, ...], Target] = {}
    for page in walk.opened(doors, rows):
        send_parameters(walk, page)
        found |= {(target.path, target.pressed, target.names): target for target in targets_of(page)}
    taking = {door.path(rows) for door in doors if door.method == "POST" and walk.may(door)}
    return [*found.values(), *map(Target, sorted(taking - {target.path for target in found.values()}))]


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS if WHOLE else 1))
def test_garbage_is_answered_by_a_page_of_ours(house: tuple[Cast, Rows], part: int) -> None:
    cast, rows = house
    walk, doors = Walk(), doors_of(part, every(2))
    for _ in walk.as_each(cast):
        for target in targets(walk, doors, rows):
            send_form(walk, target)
        for door in doors:
            send_past_forms(walk, door, rows)
    walk.end()


def behind(walk: Walk, door: str, sent: dict[str, str]) -> str:
    """Goes in with a new browser; the address to which it led."""
    walk.client = Client(raise_request_exception=False)
    return walk.client.post(door, sent).headers["Location"]


def half_ways(walk: Walk, cast: Cast, rows: Rows) -> Iterator[str]:
    """Between password and code, and behind the PIN of a personal link and of a result: no log-in leads there."""
    switched_on(cast.aminah)
    yield behind(walk, reverse("madrasah:login"), {"username": cast.aminah.username, "password": PASSWORD})
    own = activate_account(person=make_teacher(cast.satu), by=cast.jafar)
    yield behind(walk, reverse("madrasah:link", args=[own.token]), {"pin": own.pin})
    shared = Assessment.objects.get(**rows["shared"])
    result = issue_result_link(assessment=shared, by=cast.baso)
    yield behind(walk, reverse("competency:result-link", args=[result.token]), {"pin": result.pin})
    for name in ("reflect", "skip", "read", "reply", "take-back"):
        yield reverse(f"competency:result-{name}", args=[result.token])


@pytest.mark.django_db
def test_garbage_half_way_in_is_answered_by_a_page_of_ours(house: tuple[Cast, Rows]) -> None:
    walk = Walk()
    with noted():
        for path in half_ways(walk, *house):
            page = Page("", "", path, knock(walk.client, "GET", path))
            for target in [*targets_of(page), Target(path)]:
                send_form(walk, target)
    walk.end()


@pytest.mark.django_db
def test_garbage_in_every_cookie_is_answered_by_a_page(house: tuple[Cast, Rows]) -> None:
    walk, cast = Walk(), house[0]
    for name, garbage in list(product(COOKIES, SIGNS))[:: every(5)]:
        walk.client = client_of(cast.aminah)
        walk.client.raise_request_exception = False
        walk.client.cookies[name] = ""
        walk.client.cookies[name].set(name, garbage, garbage.encode().decode("latin-1"))  # as a server hands it on
        walk.knock("GET", "/", f"{name} {garbage[:40]!r}")
    walk.end()
