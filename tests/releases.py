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
WORLDS = {
    "demo": ["seed_demo"],
    "doors": ["shell", "--no-imports", "--settings=config.settings_test", "--command", _DOORS],
}
# What only psql or only the newest server understands.
_FOREIGN = re.compile(r"^(\\.*|SET transaction_timeout.*)$", re.MULTILINE)


@contextmanager
def restored(world: str) -> Iterator[str]:
    """The address of a database that holds `world` as it was released."""
    with _scratch(f"release_{world}") as url:
        run(_FOREIGN.sub("", lzma.decompress(_file(world).read_bytes()).decode()), url)
        yield url


def manage(url: str, *words: str) -> None:
    """`manage.py` on the database at `url`; raises CalledProcessError."""
    environment = {**os.environ, "DATABASE_URL": url}
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)


def make() -> None:
    """Fill and keep every world as the code at hand makes it."""
    os.environ["DATABASE_URL"] = postgres.ensure_running()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for world, words in WORLDS.items():
        with step(f"Basis data {world}"), _scratch(f"new_release_{world}") as url:
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
def _scratch(name: str) -> Iterator[str]:
    name = f"{name}_{os.getpid()}"
    run(f'CREATE DATABASE "{name}"')
    try:
        yield url_of(name)
    finally:
        run(f'DROP DATABASE "{name}" WITH (FORCE)')


if __name__ == "__main__":
    run_command(make)
