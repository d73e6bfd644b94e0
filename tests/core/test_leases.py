"""One at a time without a session of the database: on real connections, as behind a pooler."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event
from uuid import UUID

import pytest
from django.db import connection, connections
from django.utils import timezone

from core import leases
from core.leases import alone
from core.models import Lease

pytestmark = pytest.mark.django_db(transaction=True)

LONG_GONE = "now() - interval '1 second'"
SOON_OVER = datetime(2026, 1, 1, tzinfo=UTC)


def noted(name: str, told: list[str], inside: Event, leave: Event) -> None:
    try:
        with alone(7):
            told.append(name)
            inside.set()
            leave.wait(10)
            told.append(f"{name} leaves")
    finally:
        connections.close_all()


def test_the_second_waits_until_the_first_has_left() -> None:
    told: list[str] = []
    inside, leave = Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(noted, "first", told, inside, leave)
        inside.wait(10)
        connections.close_all()  # no session is needed: the second asks on a connection of its own
        second = pool.submit(noted, "second", told, Event(), leave)
        leave.set()
        first.result(20), second.result(20)
    assert told == ["first", "first leaves", "second", "second leaves"]
    assert not Lease.objects.exists()


def test_another_key_does_not_wait() -> None:
    with alone(7), alone(8):
        assert Lease.objects.count() == 2


def test_what_a_dead_holder_left_ends_by_itself() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO core_lease VALUES (7, gen_random_uuid(), {LONG_GONE})")  # noqa: S608
    with alone(7):
        assert Lease.objects.count() == 1


def test_what_a_killed_process_left_is_taken_at_once() -> None:
    """The lease has a day to run; only that its process is gone ends it."""
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    left = UUID(int=leases._machine() << 96 | killed.pid << 64)
    Lease.objects.create(key=7, holder=left, until=timezone.now() + timedelta(days=1))
    with alone(7):
        assert Lease.objects.get().holder != left


def test_what_lives_or_lies_elsewhere_is_left_alone() -> None:
    here, later = leases._machine(), timezone.now() + timedelta(days=1)
    for key, (machine, pid) in enumerate([(here, os.getpid()), (here ^ 1, 2**22 + 1)]):
        held = UUID(int=machine << 96 | pid << 64)
        Lease.objects.create(key=key, holder=held, until=later)
        leases._clear_away(key)
        assert Lease.objects.get(key=key).holder == held


def test_who_overran_takes_nothing_from_the_next() -> None:
    with alone(7):
        Lease.objects.update(holder="6f2e0f6e-0000-4000-8000-000000000000")  # the next one has it by now
    assert Lease.objects.count() == 1


def test_who_goes_on_keeps_it() -> None:
    with alone(7, span=timedelta(days=400)) as stay:
        Lease.objects.update(until=SOON_OVER)
        stay()
        assert Lease.objects.get().until > SOON_OVER


def test_it_waits_for_no_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'core_lease'")
        assert cursor.fetchone() == ("u",)
