"""Databases beside the one under test; above all the template that test databases are copied from.

It has every migration and is made once per state of them: copying takes a moment, migrating seconds.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit

import psycopg2

from tools.project import DATA, ROOT

PREFIX = "test_template_"


def migrated_template() -> str:
    """The name of the template; whoever comes first makes it, the others wait."""
    name = f"{PREFIX}{_state_of_migrations()}"
    DATA.mkdir(exist_ok=True)
    with open(DATA / "test-template.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if name not in _templates():
            _make(name)
    return name


def _state_of_migrations() -> str:
    files = sorted(ROOT.glob("*/migrations/*.py"))
    state = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for file in files:
        state.update(file.name.encode() + file.read_bytes())
    return state.hexdigest()[:16]


def _make(name: str) -> None:
    """Migrate under another name first, so that a killed run leaves no half template."""
    half = f"{name}_half"
    for old in _templates():
        run(f'DROP DATABASE IF EXISTS "{old}"')
    run(f'CREATE DATABASE "{half}"')
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url_of(half)}, check=True)
    run(f'ALTER DATABASE "{half}" RENAME TO "{name}"')


def _templates() -> list[str]:
    return [name for (name,) in run(f"SELECT datname FROM pg_database WHERE datname LIKE '{PREFIX}%'")]  # noqa: S608


def url_of(name: str) -> str:
    """The address of the database `name` on the server of the tests."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def run(statement: str, url: str = "") -> list[Any]:
    """The rows of `statement`, in the database at `url`, else in the one that DATABASE_URL names."""
    connection = psycopg2.connect(url or os.environ["DATABASE_URL"])
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()
