"""The statements that take the database longest, how it goes about them, and which walk a long table whole."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from bench.costs import statements_of

READ, ANY = re.compile(r"\s*\(*(SELECT|WITH) "), re.compile(r"\s*\(*(SELECT|WITH|INSERT|UPDATE|DELETE) ")
MARK = re.compile(r"^(\s*SELECT set_config\(.*?\);\s*)+", re.DOTALL)  # of the history, before what it marks
VALUE = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
LONG = 5_000  # rows; what a country has fewer of is read whole for good reason


class Heaviest:
    """Looks at the statements of pages, and explains those that took longest, one of each shape."""

    def __init__(self, kinds: re.Pattern[str] = READ) -> None:
        self.kinds = kinds
        self.found: dict[str, tuple[float, str, str]] = {}

    def look_at(self, page: str, work: Callable[[], object]) -> None:
        for asked in statements_of(work):
            sql, seconds = MARK.sub("", asked["sql"]), float(asked["time"])
            shape = VALUE.sub("?", sql)
            if self.kinds.match(sql) and seconds > self.found.get(shape, (0,))[0]:
                self.found[shape] = seconds, page, sql

    def explained(self, number: int) -> Iterator[str]:
        """The page, milliseconds, and the plan as EXPLAIN (ANALYZE, BUFFERS) tells it, the slowest first."""
        for seconds, page, sql in sorted(self.found.values(), reverse=True)[:number]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {sql}".replace("%", "%%"))
                plan = "\n".join(line for (line,) in cursor.fetchall())
            yield f"## {page}: {1000 * seconds:.0f} ms\n\n{sql[:600]}\n\n{plan}\n"

    def walks(self) -> Iterator[str]:
        """Page, tables and beginning of each statement that reads a table of more than `LONG` rows from end to end."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LONG])
            long = {name for (name,) in cursor.fetchall()}
            for _, page, sql in self.found.values():
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}".replace("%", "%%"))
                ((plan,),) = cursor.fetchall()
                if tables := sorted(long.intersection(_read_whole(plan[0]["Plan"]))):
                    yield f"walks {', '.join(tables)}: {page}: {' '.join(sql.split())[:200]}"


def _read_whole(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for part in node.get("Plans", ()):
        yield from _read_whole(part)
