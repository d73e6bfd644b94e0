"""Django's `flush`, as tests that commit are cleaned up: only what was filled is emptied.

To truncate every table and fill in content types and permissions anew takes five times as long, after each test.
"""

from typing import Any

from django.core.management.commands import flush
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from psycopg2.errors import DeadlockDetected

KEPT = {"django_content_type", "auth_permission"}  # as the migrations left them


class Command(flush.Command):
    """Takes Django's options, and needs none of them."""

    def handle(self, **_options: Any) -> None:
        tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - KEPT
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in tables))  # noqa: S608
            filled = [name for (name,) in cursor.fetchall()]
            if filled:
                empty(cursor, filled)


def empty(cursor: CursorWrapper, tables: list[str], tries: int = 5) -> None:
    """A browser that is closing may still ask for a page: of two that wait for each other PostgreSQL stops one."""
    try:
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
    except OperationalError as fault:
        if tries == 1 or not isinstance(fault.__cause__, DeadlockDetected):
            raise
        empty(cursor, tables, tries - 1)
