"""Two real connections in a known order: the second begins while the first has not committed yet."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction

BLOCKED = (
    "select pg_sleep(0.02), exists(select from pg_locks"
    " where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))"
)  # not pg_stat_activity: that is read once per transaction


def meanwhile(first: Callable[[], Any], second: Callable[[], Any]) -> Future[Any]:
    """What came of `second`, which had to wait for what `first` had locked; marked `transaction=True`."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            begun = pool.submit(_alone, second)
            _wait_until_blocked()
        begun.exception(timeout=20)
        return begun


def _alone(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connections.close_all()


def _wait_until_blocked() -> None:
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(BLOCKED)
            if cursor.fetchone()[1]:
                return
    pytest.fail("Nobody waits: the second action took no lock.")
