"""The statements that take the database longest, how it goes about them, and which walk a long table whole."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from bench.costs import statements_of

VALUE = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
LONG = 5_000  # rows; what a country has fewer of is read whole for good reason


class Heaviest:
    """Looks at the statements of pages, and explains those that took longest, one of each shape."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[float, str, str]] = {}

    def look_at(self, page: str, work: Callable[[], object]) -> None:
        for asked in statements_of(work):
            shape, seconds = VALUE.sub("?", asked["sql"]), float(asked["time"])
            if asked["sql"].startswith(("SELECT", "WITH", "(SELECT")) and seconds > self.found.get(shape, (0,))[0]:
                self.found[shape] = seconds, page, asked["sql"]

    def explained(self, number: int) -> Iterator[str]:
        """The page, milliseconds, and the plan as EXPLAIN (ANALYZE, BUFFERS) tells it, the slowest first."""
        for seconds, page, sql in sorted(self.found.values(), reverse=True)[:number]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {sql}".replace("%", "%%"))
                plan = "\n".join(line for (line,) in cursor.fetchall())
            yield f"## {page}: {1000 * seconds:.0f} ms\n\n{sql[:600]}\n\n{plan}\n"
