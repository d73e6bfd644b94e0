"""Reports read the copy, all else the database; who wrote, and a copy that is away, are sent to the database.

Here the "copy" is a second connection to the same rows; bench/drills/replica.py tries it on a real standby.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.replica import MARK, REPLICA, REPORTS, ReplicaRouter, _number, _reads_replica
from madrasah.models import Madrasah
from tests.cast import Cast, build_cast, client_of

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = "competency:supervision-recap"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return build_cast()


@pytest.fixture
def copied(cast: Cast, django_db_blocker: Any) -> Iterator[Client]:
    """A pengawas at a site with a copy."""
    connections.databases[REPLICA] = {**connections.databases["default"]}
    try:
        with django_db_blocker.unblock():
            yield client_of(cast.daeng)
    finally:
        connections[REPLICA].close()
        del connections[REPLICA], connections.databases[REPLICA]


def statements(browser: Client, address: str) -> tuple[int, int]:
    """How many each of both got: the database's own and the copy's."""
    with CaptureQueriesContext(connections["default"]) as own, CaptureQueriesContext(connections[REPLICA]) as copys:
        assert browser.get(address).status_code == 200
    return len(own), len(copys)


def test_a_report_is_read_from_the_copy_and_another_page_is_not(copied: Client) -> None:
    own, copys = statements(copied, reverse(REPORT))
    assert copys > 5 and copys > own
    assert statements(copied, reverse("madrasah:madrasah-list"))[1] == 0


def test_the_copy_gets_no_statement_but_reads(copied: Client) -> None:
    with CaptureQueriesContext(connections[REPLICA]) as copys:
        copied.get(reverse(REPORT))
    assert [query["sql"] for query in copys if not query["sql"].startswith("SELECT")] == []


def test_a_copy_that_has_not_come_as_far_as_the_reader_wrote_is_not_asked(copied: Client) -> None:
    copied.post(reverse("madrasah:password"), {"old_password": "keliru"})
    cookie = copied.cookies[MARK]
    assert cookie["httponly"] and cookie["max-age"] == 300
    assert statements(copied, reverse(REPORT))[1] > 5  # the same log: it has come that far
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("config.replica.THERE", "SELECT '0/1'::pg_lsn")
        assert statements(copied, reverse(REPORT))[1] == 1


def test_nobody_writes_such_a_mark(copied: Client) -> None:
    copied.cookies[MARK] = "FFFFFFFF/0:x:y"
    assert statements(copied, reverse(REPORT))[1] > 5


def test_a_copy_that_is_away_leaves_its_pages_to_the_database(copied: Client) -> None:
    connections[REPLICA].close()
    connections[REPLICA].settings_dict["PORT"] = "1"
    with CaptureQueriesContext(connections["default"]) as own:
        assert copied.get(reverse(REPORT)).status_code == 200
    assert len(own) > 10


def test_a_copy_that_breaks_in_the_middle_of_a_page_does_too(copied: Client) -> None:
    def breaks(execute, sql, params, many, context):
        if "pg_is_in_recovery" not in sql:
            context["connection"].connection.close()
        return execute(sql, params, many, context)

    with connections[REPLICA].execute_wrapper(breaks):
        assert copied.get(reverse(REPORT)).status_code == 200
    assert statements(copied, reverse(REPORT))[1] == 0  # left alone for a while


def test_what_is_written_or_locked_meanwhile_goes_to_the_database(copied: Client) -> None:
    token = _reads_replica.set(True)
    try:
        assert Madrasah.objects.all().db == REPLICA
        assert Madrasah.objects.select_for_update().db == "default"
        with transaction.atomic():
            assert Madrasah.objects.all().db == "default"
    finally:
        _reads_replica.reset(token)
    assert ReplicaRouter().allow_migrate(REPLICA) is False


def test_every_page_on_the_list_exists(project: Path) -> None:
    doors = (project / "tests/house/doors.txt").read_text("utf-8").splitlines()
    assert {line.split()[1] for line in doors if line.startswith("GET")} >= REPORTS


@pytest.mark.parametrize(("told", "number"), [("16/B374D848", (0x16 << 32) + 0xB374D848), ("", 0), ("x/y", 0)])
def test_a_place_in_the_log_is_a_number(told: str, number: int) -> None:
    assert _number(told) == number
