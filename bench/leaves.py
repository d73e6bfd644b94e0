"""How large the leaves with `school_year` get, and what a read by key costs: `python -m bench.leaves [copies]`.

Asked for by docs/adr/0021-no-partitions-yet.md. One scratch database, dropped afterwards.
"""

import os
import sys
import time
from typing import Any
from urllib.parse import urlsplit

from tools import postgres

os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE") or postgres.ensure_running()

import psycopg2

from bench.country import multiply
from tests import releases

LEAVES = {
    "competency_answer": "assessment_id",
    "competency_note": "assessment_id",
    "competency_score": "assessment_id",
    "competency_rpp": "teacher_id",
    "kkg_attendance": "session_id",
}
FILLING = ("migrate", "load_reference", "load_instruments", "seed_demo")
SIZES = "SELECT count(*), pg_table_size(%s), pg_indexes_size(%s) FROM "
DEPTH = """
SELECT max((bt_metap(i.indexrelid::regclass::text)).level) + 1 FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_am a ON a.oid = c.relam AND a.amname = 'btree' WHERE i.indrelid = %s::regclass
"""


def main() -> None:
    """A row for each leaf, at the size of the demo and of so many."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with releases.scratch("bench_leaves") as url:
        for word in FILLING:
            releases.manage(url, word)
        keeper = urlsplit(url)._replace(netloc="postgres@").geturl()
        with psycopg2.connect(keeper) as link, link.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
        link.close()
        _told(keeper, "demo")
        begun = time.monotonic()
        with psycopg2.connect(url) as link:
            link.autocommit = True
            counts = multiply(link.cursor(), copies)
        link.close()
        print(f"\n{copies} copies: {sum(counts.values()):,} rows in {time.monotonic() - begun:.0f} s\n")
        _told(keeper, f"{copies} copies")


def _told(url: str, size: str) -> None:
    print(f"| {size} | rows | table MB | indexes MB | deepest index | rows read | blocks | ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with psycopg2.connect(url) as link, link.cursor() as cursor:
        for table, column in LEAVES.items():
            cursor.execute(f"{SIZES}{table}", [table, table])
            rows, own, indexes = cursor.fetchone()
            cursor.execute(DEPTH, [table])
            (depth,) = cursor.fetchone()
            read, blocks, took = _read(cursor, table, column)
            sizes = f"{rows:,} | {own / 2**20:.1f} | {indexes / 2**20:.1f}"
            print(f"| {table} | {sizes} | {depth} | {read} | {blocks} | {took:.2f} |")
    link.close()


def _read(cursor: Any, table: str, column: str) -> tuple[int, int, float]:
    """All rows of one sheet, teacher or session in the middle, the third time it is asked."""
    cursor.execute(f"SELECT {column} FROM {table} OFFSET (SELECT count(*) / 2 FROM {table}) LIMIT 1")  # noqa: S608
    (key,) = cursor.fetchone()
    for _ in range(3):
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM {table} WHERE {column} = %s", [key])  # noqa: S608
        told = cursor.fetchone()[0][0]
    plan = told["Plan"]
    return round(plan["Actual Rows"]), plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], told["Execution Time"]


if __name__ == "__main__":
    main()
