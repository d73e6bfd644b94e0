"""Makes a country out of a filled database: every row of every madrasah so many times again, elsewhere.

Knows no table by name but those that all share, and that of who changed what. A copy's keys are the original's moved by
a fixed step, so what hung together hangs together, its history too; what must be unique is made up anew; a copied
madrasah stands in another kecamatan.
"""

from dataclasses import dataclass, field
from typing import Any

APPS = ("madrasah", "kkg", "competency")
SHARED = {
    "competency_districtcube",  # figures of a kabupaten, frozen by themselves
    "competency_instrument",
    "madrasah_holiday",
    "madrasah_region",
    "madrasah_regionalias",
    "madrasah_semester",
    "madrasah_subject",
    "madrasah_yearopening",
}
AT_ONCE = 100
HISTORY = "event"  # the end of the name of a table that keeps the history of another
CONTEXT = "pghistory_context"  # who wrote it, and why
NUMBERS = ("bigint", "integer")
SHORT = 10  # digits in which made-up numbers would meet by chance
COLUMNS = """
SELECT column_name, data_type, character_maximum_length FROM information_schema.columns
 WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
TIES = """
SELECT a.attname, c.confrelid::regclass::text FROM pg_constraint c
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
 WHERE c.contype = 'f' AND c.conrelid = %s::regclass
"""
UNIQUE = """
SELECT i.indexrelid::regclass::text, array_agg(a.attname::text) FROM pg_index i
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
 WHERE i.indisunique AND i.indrelid = %s::regclass GROUP BY 1
"""
KEY = """
SELECT a.attname, format_type(a.atttypid, NULL) FROM pg_index i
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
 WHERE i.indisprimary AND i.indrelid = %s::regclass
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
# A region is replaced by one of its own level, another for each copy.
REGION = """
(SELECT of_level.codes[1 + copy.k %% array_length(of_level.codes, 1)] FROM of_level
  WHERE of_level.level = (SELECT level FROM madrasah_region WHERE code = old.{column}))
"""
CONTEXTS = f"""
INSERT INTO {CONTEXT} SELECT md5(id::text || k)::uuid, created_at, updated_at, metadata
  FROM {CONTEXT}, generate_series(1, %s) copy(k)
"""  # noqa: S608
OF_LEVEL = """
CREATE TEMP TABLE of_level AS
SELECT level, array_agg(code ORDER BY md5(code)) AS codes FROM madrasah_region GROUP BY level
"""


@dataclass
class Table:
    """What is known of one: columns with their types, its key, which columns point where, what must be unique."""

    name: str
    columns: dict[str, tuple[str, int | None]]
    key: tuple[str, str]
    ties: dict[str, str]
    unique: list[list[str]] = field(default_factory=list)
    rows: int = 0


def multiply(cursor: Any, times: int, only: frozenset[str] = frozenset()) -> dict[str, int]:
    """Copy all that is not SHARED `times` times; how many rows each table has then. Analyses what it filled.

    `only` these tables: what they point at beyond them is then that of the original, so that a reader's own data grow.
    """
    cursor.execute("SET synchronous_commit = off")
    cursor.execute(OF_LEVEL)
    cursor.execute(TABLES)
    names = [name for (name,) in cursor.fetchall() if name.partition("_")[0] in APPS]
    wanted = only or {name for name in names if name.removesuffix(HISTORY) not in SHARED}
    tables = [_table(cursor, name) for name in names if name in wanted]
    for table in tables:
        table.rows = 1 + _highest(cursor, table)
    step = max(table.rows for table in tables)
    copied = {table.name for table in tables}
    statements = [_copying(table, copied, step) for table in tables]
    for table in tables:
        cursor.execute(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER')
    if not only:
        cursor.execute(CONTEXTS, [times])
    for first in range(1, times + 1, AT_ONCE):
        cursor.execute("BEGIN")
        for statement in statements:
            cursor.execute(statement, {"first": first, "last": min(first + AT_ONCE - 1, times)})
        cursor.execute("COMMIT")
    for table in tables:
        cursor.execute(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER')
        _count_on(cursor, table)
    cursor.execute("VACUUM ANALYZE")
    return {table.name: _count(cursor, table) for table in tables}


def _table(cursor: Any, name: str) -> Table:
    cursor.execute(COLUMNS, [name])
    columns = {column: (kind, length) for column, kind, length in cursor.fetchall()}
    cursor.execute(TIES, [name])
    ties = dict(cursor.fetchall())
    cursor.execute(UNIQUE, [name])
    unique = [list(found) for _, found in cursor.fetchall()]
    cursor.execute(KEY, [name])
    (key,) = cursor.fetchall()
    table = Table(name, columns, key, ties, unique)
    return _of_history(table, _table(cursor, name.removesuffix(HISTORY))) if name.endswith(HISTORY) else table


def _of_history(table: Table, tracked: Table) -> Table:
    """Its columns are bare copies: what they point at, and what is made up of them, is that of the row they tell of."""
    told = {column: target for column, target in tracked.ties.items() if column in table.columns}
    table.ties = {**told, tracked.key[0]: tracked.name, "pgh_obj_id": tracked.name}
    table.unique += [columns for columns in tracked.unique if table.columns.keys() >= set(columns)]
    return table


def _highest(cursor: Any, table: Table) -> int:
    column, kind = table.key
    if kind not in NUMBERS:
        return 0
    cursor.execute(f'SELECT COALESCE(max("{column}"), 0) FROM "{table.name}"')  # noqa: S608
    return int(cursor.fetchone()[0])


def _count_on(cursor: Any, table: Table) -> None:
    """What is written next gets a key of its own."""
    column, kind = table.key
    if kind in NUMBERS:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table.name, column, 1 + _highest(cursor, table)]
        )


def _count(cursor: Any, table: Table) -> int:
    cursor.execute(f'SELECT count(*) FROM "{table.name}"')  # noqa: S608
    return int(cursor.fetchone()[0])


def _copying(table: Table, copied: set[str], step: int) -> str:
    moved = {column for column, target in table.ties.items() if target in copied}
    if table.key[1] in NUMBERS:
        moved.add(table.key[0])
    fresh = {_made_up(table, columns) for columns in table.unique if not moved & set(columns)}
    values = ", ".join(_value(table, column, moved, fresh, step) for column in table.columns)
    names = ", ".join(f'"{column}"' for column in table.columns)
    return (
        f'INSERT INTO "{table.name}" ({names}) SELECT {values} FROM "{table.name}" old, '  # noqa: S608
        f"generate_series(%(first)s, %(last)s) copy(k) WHERE {_is_original(table, step)}"
    )


def _is_original(table: Table, step: int) -> str:
    """Only what was there at first is copied: by its own key, or by what it hangs on."""
    column, kind = table.key
    if kind in NUMBERS:
        return f'old."{column}" < {step}'
    tie = next(column for column, target in table.ties.items() if target not in SHARED)
    return f'old."{tie}" < {step}'


def _made_up(table: Table, columns: list[str]) -> str:
    """Of columns that are unique together, the one that can be made up: a uuid before a text."""
    kinds = {table.columns[column][0]: column for column in columns if column in table.columns}
    return kinds.get("uuid") or next(kinds[kind] for kind in ("character varying", "text", "integer") if kind in kinds)


def _value(table: Table, column: str, moved: set[str], fresh: set[str], step: int) -> str:
    kind, length = table.columns[column]
    old = f'old."{column}"'
    if column in moved:
        return f"{old} + copy.k * {step}"
    if column == "pgh_context_id":
        return f"md5({old}::text || copy.k)::uuid"
    if table.ties.get(column) == "madrasah_region":
        return REGION.format(column=column)
    if column in fresh and kind == "uuid":
        return "gen_random_uuid()"
    if column in fresh and kind == "integer":
        return f"{old} + copy.k"
    if column in fresh and length and length <= SHORT:
        return f"CASE WHEN {old} = '' THEN '' ELSE lpad((copy.k * {table.rows} + old.id)::text, {length}, '0') END"
    if column in fresh:
        digits = f"translate(md5({old} || copy.k), 'abcdef', '123456') || translate(md5({old}), 'abcdef', '123456')"
        return (
            f"CASE WHEN {old} = '' THEN '' ELSE left({digits}, least({length or 60}, greatest(length({old}), 24))) END"
        )
    return old
