"""What a piece of work costs: processor time here and in the server's process that answers, so that other work beside
it adds little; and how often it asks the database.
"""

import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection, reset_queries
from django.test import override_settings

Cost = tuple[float, int]
Statement = dict[str, str]


def count_all() -> None:
    """Of this connection: no parallel workers, whose time would not be counted."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")


def cost_of(work: Callable[[], object], rounds: int) -> Cost:
    """(ms of the cheapest of so many rounds after a first one that is not counted, queries)."""
    work()
    times = []
    for _ in range(rounds):
        begun = _spent()
        work()
        times.append(_spent() - begun)
    return 1000 * min(times), len(statements_of(work))


def statements_of(work: Callable[[], object]) -> list[Statement]:
    """What it asks the database: each "sql" with its "time" in seconds, as text."""
    reset_queries()
    with override_settings(DEBUG=True):
        connection.force_debug_cursor = True
        work()
        connection.force_debug_cursor = False
    return list(connection.queries)


def _spent() -> float:
    """Seconds on a processor so far, here and in the server's process that answers here."""
    served = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return time.process_time() + int(served) / 1e9
