"""What may stand in a migration, and that a filled database of the last release comes through all of them.

`make manage c=makemigrations` writes what is demanded here; only what is written by hand can break it.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pgtrigger
import pytest
from django.apps import apps
from django.db import connections
from django.db.migrations import (
    AddField,
    AlterField,
    CreateModel,
    Migration,
    RemoveField,
    RenameField,
    RenameModel,
    RunPython,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models import TextField
from pgtrigger.migrations import AddTrigger

from core.tables import ChangeTables, CreateTables, gathered
from tests import releases
from tests.databases import migrated_template, run, url_of

OURS = ("core", "madrasah", "kkg", "competency")
FIELDS = (AddField, AlterField, RemoveField)
STEPS = (RenameField, RenameModel, RunPython)
ADDED = ("AddField", "AddConstraint", "AddIndex", "AddTrigger", "AlterField")
LOCK = pgtrigger.Protect(name="terkunci", operation=pgtrigger.Delete)
CASTS = r"::(character varying|text)(\[\])?|[()]"
# One line a thing, in an order of its own; names that PostgreSQL makes up are part of it.
SCHEMA = """
SELECT 'column', table_name || '.' || column_name,
       concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default, is_identity)
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
UNION ALL SELECT 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid)
  FROM pg_index JOIN pg_class ON oid = indexrelid WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, prosrc
  FROM pg_proc JOIN pg_language ON pg_language.oid = prolang AND lanname = 'plpgsql'
UNION ALL SELECT 'extension', extname, '' FROM pg_extension
"""


def migrations() -> Iterator[Migration]:
    """Every migration of ours, as the disk has it."""
    on_disk = MigrationLoader(None).disk_migrations
    yield from (migration for (app, _), migration in on_disk.items() if app in OURS)


def flat(operations: list[Operation]) -> Iterator[Operation]:
    """Changes one by one; tables made in one go stay one operation."""
    for op in operations:
        is_change = isinstance(op, ChangeTables) and not isinstance(op, CreateTables)
        yield from op.operations if is_change else [op]


def faults_of(operations: list[Operation]) -> list[str]:
    """What stands apart although its table is made in the same migration."""
    return [*faults_within(operations), *faults_apart(list(flat(operations)))]


def faults_within(operations: list[Operation]) -> list[str]:
    """What may not share two states with others: see ChangeTables."""
    changes = [op for op in operations if isinstance(op, ChangeTables)]
    renaming = [op for change in changes for op in change.operations if isinstance(op, STEPS)]
    fields = [
        Counter((op.model_name, op.name) for op in change.operations if isinstance(op, FIELDS)) for change in changes
    ]
    return [
        *(f"{op.describe()}: needs the state before it, so it stands apart" for op in renaming),
        *(f"{field}: changed twice between two states" for many in fields for field, n in many.items() if n > 1),
    ]


def faults_apart(operations: list[Operation]) -> list[str]:
    single = [op for op in operations if isinstance(op, CreateModel)]
    tables = single + [model for op in operations if isinstance(op, CreateTables) for model in op.models]
    made = {table.name_lower for table in tables}
    apart = [op for op in operations if type(op).__name__ in ADDED and op.model_name.lower() in made]
    irreversible = [op for op in operations if not op.reversible]
    return [
        *(f"{op.describe()}: belongs into CreateTables" for op in single),
        *(f"{op.describe()}: belongs into its CreateModel" for op in apart),
        *(f"{op.describe()}: say how it is taken back, or that nothing is to do" for op in irreversible),
    ]


def faults_of_imports(source: str) -> list[str]:
    """Product code changes, a migration doesn't: rows are changed with the models that `apps` hands over."""
    taken = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    return [node.module for node in taken if node.module and node.module.partition(".")[0] in OURS]


def test_a_table_is_made_with_all_that_belongs_to_it() -> None:
    faults = [f"{one}: {fault}" for one in migrations() for fault in faults_of(one.operations)]
    assert not faults, "\n".join(faults)


def test_no_migration_takes_names_from_the_product(project: Path) -> None:
    files = [file for app in OURS for file in (project / app / "migrations").glob("*.py")]
    assert len(files) > len(OURS)
    assert {file.name: faults for file in files if (faults := faults_of_imports(file.read_text()))} == {}


def test_makemigrations_gathers_what_django_writes_apart() -> None:
    table, elsewhere = CreateModel("Contoh", fields=[]), AddField("lain", "nama", TextField())
    field, trigger = (AddField("contoh", "nama", TextField()), AddTrigger("contoh", LOCK))
    assert len(faults_of([table, field, trigger, elsewhere])) == 3
    together, rest = gathered([table, field, trigger, elsewhere])
    assert faults_of([together, rest]) == []
    assert together.models == [table] and rest is elsewhere
    assert table.fields == [("nama", field.field)] and table.options == {"triggers": [trigger.trigger]}


def test_makemigrations_changes_tables_in_one_go() -> None:
    fields = [AddField("lain", name, TextField()) for name in ("nama", "alamat")]
    (change,) = gathered(fields)
    assert isinstance(change, ChangeTables) and change.operations == fields
    renaming = [*fields, RenameField("lain", "satu", "dua")]
    assert gathered(renaming) == renaming


def test_what_needs_a_state_of_its_own_is_seen_among_changes() -> None:
    field = AddField("lain", "nama", TextField(null=True))
    twice = ChangeTables([field, AlterField("lain", "nama", TextField())])
    renaming = ChangeTables([field, RenameField("lain", "satu", "dua")])
    assert len(faults_of([twice])) == len(faults_of([renaming])) == 1
    assert faults_of([ChangeTables([field])]) == []


@pytest.mark.parametrize("source", ["from kkg.models import Session", "from core.jobs import enqueue"])
def test_an_import_from_the_product_is_seen(source: str) -> None:
    assert faults_of_imports(f"import core.tables\n{source}")


@pytest.fixture(scope="module", params=releases.WORLDS)
def forwarded(request: pytest.FixtureRequest) -> Iterator[tuple[str, dict[str, int]]]:
    """A filled database of the last release, upgraded, and how many rows each of its tables held before."""
    with releases.restored(request.param) as url:
        before = rows_of(url)
        releases.set_up(url)
        yield url, before


def shape_of(url: str) -> set[tuple[str, str, str]]:
    """SCHEMA without casts between texts and brackets: a condition that was dumped comes back with others."""
    return {(kind, name, re.sub(CASTS, "", text)) for kind, name, text in run(SCHEMA, url)}


def rows_of(url: str) -> dict[str, int]:
    tables = [name for (name,) in run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", url)]
    counts = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables)  # noqa: S608
    return dict(run(counts, url))


def test_a_released_database_gets_the_newest_shape(forwarded: tuple[str, dict[str, int]]) -> None:
    url, _ = forwarded
    newest = shape_of(url_of(migrated_template()))
    assert len(newest) > 1000
    assert shape_of(url) ^ newest == set()


@pytest.fixture(scope="module")
def installed() -> dict[str, set[object]]:
    """What the code brings along into an empty database."""
    with releases.scratch("installed", migrated_template()) as url:
        releases.set_up(url)
        return releases.brought_along(url)


def test_an_upgrade_ends_where_an_installation_does(
    forwarded: tuple[str, dict[str, int]], installed: dict[str, set[object]]
) -> None:
    url, _ = forwarded
    assert releases.brought_along(url) == installed


def test_a_released_database_loses_no_row(forwarded: tuple[str, dict[str, int]]) -> None:
    url, before = forwarded
    after = rows_of(url)
    assert sum(before.values()) > 500
    assert {table: rows for table, rows in before.items() if after.get(table, rows) < rows} == {}


def test_every_row_of_a_released_database_can_be_read(forwarded: tuple[str, dict[str, int]], django_db_blocker) -> None:
    url, _ = forwarded
    name = url.partition("?")[0].rpartition("/")[2]
    connections.databases["release"] = {**connections.databases["default"], "NAME": name}
    try:
        with django_db_blocker.unblock():
            models = [model for app in OURS for model in apps.get_app_config(app).get_models()]
            read = [len(model._base_manager.using("release").all()) for model in models]
    finally:
        connections["release"].close()
        del connections["release"], connections.databases["release"]
    assert sum(read) > 200
