"""The whole database as text, for tests that prove what it does not hold."""

import json
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import connection


def everything(*, but: Collection[str] = ("key", "pgh_created_at")) -> str:
    """Every row of every table in a fixed order, without the columns named (random keys by default)."""
    found = defaultdict(list)
    with connection.cursor() as cursor:
        _prepare(cursor)
        cursor.execute("execute everything(%s)", ["{" + ",".join(but) + "}"])
        for table, row in sorted(cursor.fetchall()):
            found[table].append(row)
    return json.dumps(found)


def _prepare(cursor: Any) -> None:
    """One statement over all tables, planned once for a connection: asking table by table takes five times as long."""
    cursor.execute("set local plan_cache_mode = force_generic_plan")
    cursor.execute("select 1 from pg_prepared_statements where name = 'everything'")
    if not cursor.fetchone():
        one = "select '{0}'::text, (to_jsonb(t) - $1)::text from {1} t"
        tables = connection.introspection.table_names(cursor)
        every = " union all ".join(one.format(table, connection.ops.quote_name(table)) for table in tables)
        cursor.execute(f"prepare everything(text[]) as {every}")
