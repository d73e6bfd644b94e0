"""Every form, every parameter and every verb with what no honest hand sends: answered by a page of ours, never a 5xx.

WHOLE=1 sends every kind of garbage into each field of every form; else a kind to each form in turn.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from core.refill import BUTTONS, Form
from tests.cast import Cast, client_of
from tests.effort import WHOLE, every
from tests.house.table import Page, Rows, knock, lines

GARBAGE = {
    "nul": "a\x00b",
    "a megabyte": "x" * 1_000_000,
    "emoji": "👩🏽‍🏫" * 40,
    "right to left": "‮ayab‬",
    "negative": "-1",
    "huge": "9" * 400,
    "beyond 64 bits": "9223372036854775808",
    "no number": "NaN",
    "other digits": "٣²",
    "brackets": "{{7*7}}<script>'\"%s%00",
    "nothing": "",
    "no date": "9999-99-99",
    "before all days": "0000-00-00",
}
SHORT = [name for name in GARBAGE if name != "a megabyte"]  # an address has no room for a megabyte
VERBS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "KETUK")
OURS = re.compile(rb'<html lang="id"')
ASKED = re.compile(r'href="(?:[^"?#]*)\?([^"#]+)')
SAFE = {"csrfmiddlewaretoken"}


def faults_of(answer: HttpResponse) -> Iterator[str]:
    """Pages are ours; what is no page (a file, JSON for our scripts, a redirection) only has to be no 5xx."""
    if answer.status_code >= 500:
        yield str(answer.status_code)
    elif (
        answer.status_code != 302
        and answer.get("Content-Type", "").startswith("text/html")
        and not answer.streaming
        and answer.content
        and not OURS.search(answer.content)
    ):
        yield f"{answer.status_code} is no page of ours: {answer.content[:60]!r}"


def browser_of(cast: Cast, who: str) -> Client:
    client = client_of(cast.everyone[who])
    client.raise_request_exception = False
    return client


def sent_from(form: Form, garbage: str) -> list[tuple[str, str]]:
    """Each control that has a name holds the same garbage, the hidden ones too."""
    names = [control.name for control in form.controls if control.name and control.kind not in (*BUTTONS, "file")]
    return [(name, garbage) for name in dict.fromkeys(names) if name not in SAFE]


def post(client: Client, path: str, sent: list[tuple[str, str]]) -> HttpResponse:
    with transaction.atomic():
        body = urlencode(sent)
        answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return answer


def each_once(shown: list[Page]) -> list[tuple[Page, Form]]:
    """Every form with its page, by where it stands and where it sends."""
    return list({(page.name, form.aim(page.path)): (page, form) for page in shown for form in page.forms}.values())


def in_turn(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return cycle([names]) if WHOLE else cycle([[name] for name in names])


@pytest.mark.django_db
def test_garbage_in_every_field_is_refused_by_a_page_of_ours(house: tuple[Cast, Rows], shown: list[Page]) -> None:
    cast, _ = house
    turn, faults, count = in_turn(list(GARBAGE)), [], 0
    for page, form in each_once(shown)[:: every(16)]:
        client = browser_of(cast, page.who)
        for kind in next(turn):
            answer = post(client, form.aim(page.path), sent_from(form, GARBAGE[kind]))
            faults += [f"{page.name} -> {form.aim(page.path)} with {kind}: {fault}" for fault in faults_of(answer)]
            count += 1
    assert faults == []
    assert count > 10


@pytest.mark.django_db
def test_garbage_in_one_field_of_a_sound_form_is_refused_too(house: tuple[Cast, Rows], shown: list[Page]) -> None:
    """All but one as the page offers it: so that the fault of the first field does not hide the next."""
    cast, _ = house
    kinds, faults = in_turn(list(GARBAGE)), []
    for page, form in each_once(shown)[:: every(60)]:
        client = browser_of(cast, page.who)
        sound = [(c.name, c.attributes.get("value") or "") for c in form.controls if c.name and c.tag == "input"]
        for name in dict.fromkeys(name for name, _ in sent_from(form, "")):
            for kind in next(kinds):
                sent = [pair for pair in sound if pair[0] != name] + [(name, GARBAGE[kind])]
                answer = post(client, form.aim(page.path), sent)
                faults += [f"{page.name}: {name} with {kind}: {fault}" for fault in faults_of(answer)]
    assert faults == []


@pytest.mark.django_db
def test_garbage_in_every_parameter_of_an_address_is_answered_by_a_page(
    house: tuple[Cast, Rows], shown: list[Page]
) -> None:
    """The parameters are those that some link or some filter of the page itself uses."""
    cast, _ = house
    kinds, faults = in_turn(SHORT), []
    for page in shown[:: every(12)]:
        asked = {name for words in ASKED.findall(page.html) for name, _ in parse_qsl(words.replace("&amp;", "&"))}
        asked |= {name for form in page.forms if form.aim(page.path) == page.path for name, _ in sent_from(form, "")}
        client = browser_of(cast, page.who)
        for name in sorted(asked | {"halaman", "next"}):
            for kind in next(kinds):
                answer = knock(client, "GET", f"{urlsplit(page.path).path}?{urlencode({name: GARBAGE[kind]})}")
                faults += [f"{page.name}?{name}= {kind}: {fault}" for fault in faults_of(answer)]
    assert faults == []


@pytest.mark.django_db
def test_every_verb_at_every_address_is_answered_by_a_page(house: tuple[Cast, Rows]) -> None:
    cast, rows = house
    client, faults = browser_of(cast, "gita"), []
    verbs = in_turn(VERBS)
    for path in sorted({door.path(rows) for door in lines()})[:: every(9)]:
        for verb in next(verbs):
            faults += [f"{verb} {path}: {fault}" for fault in faults_of(knock(client, verb, path))]
    assert faults == []
