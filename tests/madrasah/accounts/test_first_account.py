"""The first account of an empty system: by a printed code, once."""

from io import StringIO
from itertools import product
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client

from madrasah.accounts import link_actions as accounts
from madrasah.models import Assignment
from madrasah.roles import Role
from tests.cast import Cast
from tests.factories import make_region
from tests.house.walks.garbage import GARBAGE, Target, Walk


@pytest.fixture
def first(db: None) -> dict[str, str]:
    make_region("73", level="provinsi", name="Sulawesi Selatan")
    make_region("73.02", level="kabupaten", name="Bulukumba", parent_id="73")
    return {
        "code": accounts.issue_first_code(),
        "name": "H. Contoh Pertama, S.Pd",
        "region": "73.02",
        "password1": "kebun-jagung-2026",
        "password2": "kebun-jagung-2026",
    }


def test_first_account_is_operator_of_the_region(first: dict[str, str]) -> None:
    assert Client().post("/mulai/", first).url == "/"
    office = Assignment.objects.get()
    assert (office.role, office.region_id, office.person.title_before) == (Role.OPERATOR, "73.02", "H.")
    assert office.person.user.username == "contoh-01"


def test_first_page_is_gone_once_there_is_an_account(cast: Cast) -> None:
    assert Client().get("/mulai/").status_code == 404
    assert accounts.issue_first_code() is None


def test_wrong_code_comes_back_filled_and_dies_after_five(first: dict[str, str]) -> None:
    pages = [Client().post("/mulai/", first | {"code": "SALAH"}).content.decode() for _ in range(6)]
    assert "Kode tidak cocok" in pages[0]
    assert "H. Contoh Pertama" in pages[0]
    assert "tidak berlaku lagi" in pages[5]
    assert "tidak berlaku lagi" in Client().post("/mulai/", first).content.decode()


def test_garbage_in_a_field_of_the_first_account_is_answered_by_a_page_of_ours(first: dict[str, str]) -> None:
    """Here, because nobody of the walks is without accounts (tests/house/walks/test_garbage.py)."""
    walk, target = Walk(Client(raise_request_exception=False)), Target("/mulai/", sound=tuple(first.items()))
    for name, kind in product(first, walk.some(GARBAGE)):
        walk.knock("POST", target.path, f"{name} {kind}", urlencode(target.but(name, GARBAGE[kind])))
    walk.end()


def test_command_prints_address_and_code_while_empty(db: None) -> None:
    out = StringIO()
    call_command("first_code", address="http://contoh.id", stdout=out)
    assert "http://contoh.id/mulai/" in out.getvalue()


def test_command_is_silent_once_there_is_an_account(cast: Cast) -> None:
    out = StringIO()
    call_command("first_code", stdout=out)
    assert out.getvalue() == ""
