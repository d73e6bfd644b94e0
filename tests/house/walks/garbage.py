"""What no honest hand sends, who carries it where, and by which names a view asks for what it is sent."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import count
from typing import NamedTuple
from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, override_settings
from django.urls import Resolver404, resolve

from core.interrupted import OWN_FIELDS
from core.refill import BUTTONS
from tests.cast import Cast
from tests.effort import WHOLE, every
from tests.house.doors import lend
from tests.house.table import WHO, Door, Page, Rows, knock, lines
from tests.house.walks.test_interrupted import typed_into

GARBAGE: dict[str, str | None] = {
    "absent": None,
    "nothing": "",
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
    "no date": "9999-99-99",
    "before all days": "0000-00-00",
}
SHORT = {kind: words for kind, words in GARBAGE.items() if words is not None and len(words) < 1_000}  # for addresses
FORM = "application/x-www-form-urlencoded"
FILES = {  # name, content, type it claims
    "no picture": ("foto.jpg", b"bukan gambar", "image/jpeg"),
    "cut off": ("foto.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40), "image/jpeg"),
    "empty": ("rpp.pdf", b"", "application/pdf"),
    "without a name": ("", b"%PDF-1.7", "application/pdf"),
    "a name that leads away": ("../../a\u202ejpg.pdf", b"%PDF-1.7\n", "application/pdf"),
    "a long name": ("x" * 5_000 + ".xlsx", b"PK\x03\x04" + bytes(60), "application/zip"),
    "a program": ("foto.jpg.exe", b"MZ" + bytes(60), "nul\x00/none"),
    "a table of NUL": ("guru.csv", b"Nama,NIP\n\x00,\xff\xfe", "text/csv"),
    "no YAML": ("instrumen.yaml", b"{{: *a &b\n\t- !!python/object", "text/yaml"),
}
BODIES = {
    "no boundary": (b"--x", "multipart/form-data"),
    "cut off": (
        b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nc',
        "multipart/form-data; boundary=x",
    ),
    "too many fields": ("&".join(["a=1"] * 3_000), FORM),
    "no UTF-8": (b"a=%ff%fe&%00=%00&=\xff", FORM),
    "no such writing": (b"a=1", f"{FORM}; charset=tak-ada"),
    "JSON": (b'{"a": [1e999, "\\ud800"]}', "application/json"),
}
OURS = re.compile(rb'<html lang="id"')
PARTS = 12


class Target(NamedTuple):
    """Where a form is sent: by which button, with what by an honest hand, and the names of all its controls."""

    path: str
    pressed: str = ""
    sound: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def but(self, name: str, garbage: str | None) -> list[tuple[str, str]]:
        """All fields as they should be but one: so that the fault of the first does not hide the next."""
        return [pair for pair in self.sound if pair[0] != name] + pairs([name], garbage)


def targets_of(page: Page) -> Iterator[Target]:
    """Each form of the page, once for each button that says something of its own."""
    for form in page.forms:
        names = tuple(dict.fromkeys(c.name for c in form.controls if c.name))
        files = tuple(dict.fromkeys(c.name for c in form.controls if c.name and c.kind == "file"))
        presses = {
            shape_of(f"{n}={v}"): (n, v)
            for c in form.controls
            if c.kind in BUTTONS and (n := c.name)
            for v in (c.attributes.get("value") or "",)
        }
        for pressed, pair in (presses or {"": ()}).items():
            sound = (*typed_into(form), *([pair] if pair else ()))
            yield Target(form.aim(page.path), pressed, sound, names, files)


def shape_of(name: str) -> str:
    """What differs by a number alone is read by the same line of code."""
    return re.sub(r"\d+", "#", name)


class Asked(QueryDict):
    """What was sent; notes each name that the view asks for, whether it was sent or not."""

    names: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: list[str] | None = None) -> list[str]:
        self.names.add(key)
        return super().getlist(key, default)


def notes_names(get_response):
    """Middleware next to the views."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.GET, request.POST = (_noting(sent) for sent in (request.GET, request.POST))
        return get_response(request)

    return middleware


def _noting(sent: QueryDict) -> Asked:
    noting = Asked(mutable=True)
    noting.update(sent)
    noting._mutable = False
    return noting


class Walk:
    """Who walks, what was answered so far, what went wrong, and which fields have had every kind."""

    who: str = "-"

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client()
        self.codes, self.faults, self.done, self.turn = Counter[int](), list[str](), set[tuple[str, str]](), count()

    def as_each(self, cast: Cast) -> Iterator[None]:
        """Everybody of the table in turn, the stranger last; of a sample every third."""
        for self.who in [*WHO[1:], WHO[0]][:: every(3)]:
            with noted(), nullcontext(Client()) if self.who == "stranger" else lend(cast.everyone[self.who]) as client:
                self.client = client
                client.raise_request_exception = False
                yield

    def may(self, door: Door) -> bool:
        return door.codes[WHO.index(self.who)] in (200, 302, 400)

    def opened(self, doors: Iterable[Door], rows: Rows) -> Iterator[Page]:
        """The pages that open; the names that one asks its address for are in `Asked` while it is the last."""
        for door in doors:
            if door.method == "GET" and door.codes[WHO.index(self.who)] == 200:
                Asked.names.clear()
                page = Page(self.who, door.name, door.path(rows), knock(self.client, "GET", door.path(rows)))
                if not page.answer.streaming and page.answer["Content-Type"].startswith("text/html"):
                    yield page

    def knock(self, verb: str, path: str, said: str, data: str | bytes = "", kind: str = FORM) -> None:
        answer = knock(self.client, verb, path, data, kind)
        self.codes[answer.status_code] += 1
        self.faults += [f"{self.who} {verb} {path[:200]} {said}: {fault}" for fault in faults_of(answer)]

    def fresh(self, view: str, names: Iterable[str]) -> list[str]:
        """One name of each shape that this view was not yet sent; what every form holds is read before any view."""
        found = {("" if name in OWN_FIELDS else view, shape_of(name)): name for name in names}
        new = {shape: name for shape, name in found.items() if shape not in self.done}
        self.done |= new.keys()
        return list(new.values())

    def some(self, kinds: Iterable[str], *, whole: object = True) -> list[str]:
        """Every kind with WHOLE=1, if it is to be `whole`; else the next in turn."""
        known = list(kinds)
        return known if WHOLE and whole else [known[next(self.turn) % len(known)]]

    def end(self) -> None:
        print(f"{self.codes.total()} sent, {len(self.faults)} faults; answers {dict(self.codes.most_common())}")
        assert not self.faults, "\n".join(self.faults)
        assert self.codes.total()


def faults_of(answer: HttpResponse) -> Iterator[str]:
    """Pages are ours, and none is blank; what is no page (a file, JSON, a redirection) only has to be no 5xx."""
    if answer.status_code >= 500:
        yield str(answer.status_code)
    elif (
        answer.status_code not in (204, 302)
        and answer.get("Content-Type", "").startswith("text/html")
        and not answer.streaming
        and not OURS.search(answer.content)
    ):
        yield f"{answer.status_code} is no page of ours: {answer.content[:60]!r}"


def pairs(names: Iterable[str], garbage: str | None) -> list[tuple[str, str]]:
    return [(name, garbage) for name in names if garbage is not None]


def multipart(sound: Iterable[tuple[str, str]], files: Iterable[tuple[str, str, bytes, str]]) -> tuple[bytes, str]:
    """The body and its type."""
    parts = [f'name="{name}"\r\n\r\n{words}'.encode() for name, words in sound]
    parts += [f'name="{n}"; filename="{f}"\r\nContent-Type: {kind}\r\n\r\n'.encode() + b for n, f, b, kind in files]
    lines = b"".join(b"--batas\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
    return lines + b"--batas--\r\n", "multipart/form-data; boundary=batas"


def garbled(path: str, value: str) -> Iterator[str]:
    """The path with each kind of garbage for `value`, where it still leads to the same view."""
    for garbage in SHORT.values():
        other = re.sub(rf"(?<=/){re.escape(quote(value))}(?=[/.])", quote(garbage, safe=""), path)
        try:
            if other != path and resolve(unquote(other)).view_name == resolve(path).view_name:
                yield other
        except Resolver404:
            continue


def doors_of(part: int, step: int) -> list[Door]:
    """All lines of every twelfth address, from `part` on; of these one in `step`, for a sample."""
    names = sorted({door.name for door in lines()})[part::PARTS][::step]
    return [door for door in lines() if door.name in names]


@contextmanager
def noted() -> Iterator[None]:
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, f"{__name__}.{notes_names.__name__}"]):
        yield
