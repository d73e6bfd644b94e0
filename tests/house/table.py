"""The table of doors (doors.txt) as data, and how one knocks: nothing stays of a knock."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from core.refill import Form, forms_of
from tests.cast import Cast, client_of

WHO = ["stranger", "aminah", "baso", "citra", "daeng", "eka"]
WHO += ["faisal", "gita", "hasan", "indah", "jafar", "keeper"]
Rows = dict[str, dict[str, object]]
TABLE = Path(__file__).with_name("doors.txt")


class Door(NamedTuple):
    """A line of the table: `row` names the row behind it ("-" for none), `codes` are in the order of WHO."""

    method: str
    name: str
    row: str
    codes: list[int]

    def path(self, rows: Rows) -> str:
        return reverse(self.name, kwargs=rows[self.row] if self.row != "-" else {})

    @property
    def readers(self) -> list[str]:
        """Those with an account for whom the page opens; nobody where it only takes sends."""
        both = zip(WHO[1:], self.codes[1:], strict=True)
        return [who for who, code in both if code == 200] if self.method == "GET" else []


@dataclass(frozen=True)
class Page:
    """What the first reader of a door is answered; HTML is read once, however many walks come by."""

    who: str
    name: str
    path: str
    answer: Any

    @cached_property
    def html(self) -> str:
        return self.answer.content.decode()

    @cached_property
    def forms(self) -> list[Form]:
        return list(forms_of(self.html))


def lines() -> Iterator[Door]:
    for line in TABLE.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            method, name, row, *codes = line.split()
            yield Door(method, name, row, [int(code) for code in codes])


def pages(cast: Cast, rows: Rows) -> Iterator[Page]:
    """Every page that is not for visitors, as its first reader sees it."""
    for door in lines():
        for who in door.readers[:1]:
            path = door.path(rows)
            answer = knock(client_of(cast.everyone[who]), "GET", path)
            if not answer.streaming and answer["Content-Type"].startswith("text/html"):
                yield Page(who, door.name, path, answer)


def knock(client: Client, method: str, path: str, data: str | bytes = "", kind: str = "") -> HttpResponse:
    """The answer, and if something was done with the `data`, the page to which it led.

    Whatever the knock wrote is undone, the log-in included.
    """
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.generic(method, path, data, kind or "application/octet-stream")
        if data and answer.status_code == 302 and answer.url.startswith("/"):
            answer = client.get(answer.url)
        if answer.streaming:
            answer.getvalue()  # closes the file behind it
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer
