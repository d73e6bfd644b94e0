"""`manage.py makemigrations` as Django has it, with the tables of a migration made in one go."""

from typing import Any

from django.core.management.commands import makemigrations
from django.db.migrations import Migration

from core.tables import gathered


class Command(makemigrations.Command):
    """Writes what tests/house/test_migrations.py demands."""

    def write_migration_files(self, changes: dict[str, list[Migration]], *args: Any, **options: Any) -> None:
        for migration in (migration for migrations in changes.values() for migration in migrations):
            migration.operations = gathered(migration.operations)  # type: ignore[misc] # as Django does
        super().write_migration_files(changes, *args, **options)
