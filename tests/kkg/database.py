"""The whole database as text, for tests that prove what it does not hold."""

import json
from collections.abc import Collection

from django.db import connection


def everything(*, but: Collection[str] = ("key", "pgh_created_at")) -> str:
    """Every row of every table in a fixed order, without the columns named (random keys by default)."""
    left_out = "{" + ",".join(but) + "}"
    query = "select (to_jsonb(t) - %s::text[])::text from {} t"
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(query.replace("{}", connection.ops.quote_name(table)), [left_out])
            found[table] = sorted(row[0] for row in cursor.fetchall())
    return json.dumps(found)
