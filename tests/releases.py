"""Filled databases of the last release, which tests/house/test_migrations.py brings to the newest state.

Each is the plain text of pg_dump, compressed: `demo` has many rows, `doors` one of nearly everything.
`python -m tests.releases` makes them anew, once with each release; in between they stay as they are.
"""

import lzma
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import run, url_of
from tools import postgres
from tools.console import run_command, step
from tools.project import ROOT

FOLDER = ROOT / "tests" / "data" / "release"
_DOORS = "import tests.house.doors as house, tests.cast as cast; house.build_rows(cast.build_cast())"
# What the code brings along for whoever begins.
_REFERENCE = {
    "migrations": "SELECT app, name FROM django_migrations",
    "regions": "SELECT code, level, name, parent_id FROM madrasah_region",
    "aliases": "SELECT region_id, name FROM madrasah_regionalias",
    "subjects": "SELECT code, name, position FROM madrasah_subject",
    "instruments": "SELECT code, version, checksum FROM competency_instrument",
}
WORLDS = {
    "demo": ["seed_demo"],
    "doors": ["shell", "--no-imports", "--settings=config.settings_test", "--command", _DOORS],
}
# What only psql or only the newest server understands.
_FOREIGN = re.compile(r"^(\\.*|SET transaction_timeout.*)$", re.MULTILINE)


@contextmanager
def restored(world: str) -> Iterator[str]:
    """The address of a database that holds `world` as it was released."""
    with scratch(f"release_{world}") as url:
        run(_FOREIGN.sub("", lzma.decompress(_file(world).read_bytes()).decode()), url)
        yield url


def brought_along(url: str) -> dict[str, set[object]]:
    """The rows at `url` that an installation has before anybody typed anything."""
    return {name: set(run(question, url)) for name, question in _REFERENCE.items()}


def manage(url: str, *words: str) -> None:
    """`manage.py` on the database at `url`; raises CalledProcessError."""
    environment = {**os.environ, "DATABASE_URL": url}
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)


def set_up(url: str) -> None:
    """What `make setup` does, on the database at `url`; raises CalledProcessError."""
    command = [sys.executable, "-c", "from tools import site; site.set_up()"]
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)


def make() -> None:
    """Fill and keep every world as the code at hand makes it."""
    os.environ["DATABASE_URL"] = postgres.ensure_running()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for world, words in WORLDS.items():
        with step(f"Basis data {world}"), scratch(f"new_release_{world}") as url:
            manage(url, "migrate")
            manage(url, *words)
            _file(world).write_bytes(lzma.compress(_dumped(url), preset=9 | lzma.PRESET_EXTREME))


def _file(world: str) -> Path:
    return FOLDER / f"{world}.sql.xz"


def _dumped(url: str) -> bytes:
    plain = ["--no-owner", "--no-privileges", "--no-comments", "--inserts", "--rows-per-insert=200"]
    program = postgres.find_binaries() / "pg_dump"
    return subprocess.run([program, *plain, url], capture_output=True, check=True).stdout


@contextmanager
def scratch(name: str, template: str = "template1") -> Iterator[str]:
    """The address of a copy of `template`, by default an empty database, that is gone afterwards."""
    name = f"{name}_{os.getpid()}"
    run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield url_of(name)
    finally:
        _drop(name)


def _drop(name: str) -> None:
    """Not WITH (FORCE), which is refused while autovacuum, not ours to end, looks at a table."""
    own = f"FROM pg_stat_activity WHERE datname = '{name}' AND usename = current_user"
    run(f"SELECT pg_terminate_backend(pid) {own}")
    run(f'DROP DATABASE "{name}"')


if __name__ == "__main__":
    run_command(make)
