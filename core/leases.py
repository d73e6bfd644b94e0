"""One at a time across processes and machines, without a session of the database: it works behind a pooler too.

A lease is a row that its holder writes and takes away. One that died leaves it; after its time anybody may take it.
The table is unlogged: it costs no wait for the disk, and is empty after a crash of the database. What needs a
lock for one transaction only asks PostgreSQL for it (core/revisions.py).
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import InterfaceError, OperationalError, connection

SECONDS_BETWEEN_LOOKS = 0.05
LONGEST = timedelta(seconds=30)

_TAKE = """
INSERT INTO core_lease AS held (key, holder, until) VALUES (%(key)s, %(holder)s, clock_timestamp() + %(span)s)
ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE held.until < clock_timestamp() OR held.holder = excluded.holder
RETURNING key
"""
_GIVE = "DELETE FROM core_lease WHERE key = %(key)s AND holder = %(holder)s"


@contextmanager
def alone(key: int, span: timedelta = LONGEST) -> Iterator[Callable[[], None]]:
    """Wait until nobody else is inside with the same `key` (64 bits, signed).

    What takes longer than `span` calls what is handed to it from time to time, and so stays alone.
    """
    values: dict[str, Any] = {"key": key, "holder": uuid4(), "span": span}
    while not _has_taken(values):
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
