"""One at a time across processes and machines, without a session of the database: it works behind a pooler too.

A lease is a row that its holder writes and takes away. One that died leaves it: who waits on the same machine sees that
and takes it at once, anybody else after its time.
The table is unlogged: it costs no wait for the disk, and is empty after a crash of the database. What needs a
lock for one transaction only asks PostgreSQL for it (core/revisions.py).
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from hashlib import blake2b
from secrets import randbits
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection

SECONDS_BETWEEN_LOOKS = 0.05
LONGEST = timedelta(seconds=30)

_TAKE = """
INSERT INTO core_lease AS held (key, holder, until) VALUES (%(key)s, %(holder)s, clock_timestamp() + %(span)s)
ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE held.until < clock_timestamp() OR held.holder = excluded.holder
RETURNING key
"""
_HELD_BY = "SELECT holder FROM core_lease WHERE key = %(key)s"
_GIVE = "DELETE FROM core_lease WHERE key = %(key)s AND holder = %(holder)s"


@contextmanager
def alone(key: int, span: timedelta = LONGEST) -> Iterator[Callable[[], None]]:
    """Wait until nobody else is inside with the same `key` (64 bits, signed).

    What takes longer than `span` calls what is handed to it from time to time, and so stays alone.
    """
    values: dict[str, Any] = {"key": key, "holder": _holder(), "span": span}
    while not _has_taken(values):
        _clear_away(key)
        time.sleep(SECONDS_BETWEEN_LOOKS)
    try:
        yield lambda: _run(_TAKE, values)
    finally:
        with suppress(OperationalError, InterfaceError):  # without a database it ends by itself
            _run(_GIVE, values)


def _has_taken(values: dict[str, Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        return cursor.fetchone() is not None


def _run(statement: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _holder() -> UUID:
    """Machine, process and a number of its own."""
    return UUID(int=_machine() << 96 | os.getpid() << 64 | randbits(64))


def _machine() -> int:
    """32 bits for what shares process numbers: this start of this machine, or one container on it."""
    try:
        with open("/proc/sys/kernel/random/boot_id") as file:
            told = file.read() + os.readlink("/proc/self/ns/pid")
    except OSError:  # no Linux: nobody is known to be dead
        return randbits(32)
    return int.from_bytes(blake2b(told.encode(), digest_size=4).digest())


def _clear_away(key: int) -> None:
    """Take away what a process of this machine has left that lives no more."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD_BY, {"key": key})
        for (holder,) in cursor.fetchall():
            if holder.int >> 96 == _machine() and _is_dead(holder.int >> 64 & 0xFFFFFFFF):
                cursor.execute(_GIVE, {"key": key, "holder": holder})


def _is_dead(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError as fault:  # one that may not be asked is alive, and somebody else's
        return isinstance(fault, ProcessLookupError)
    return False
