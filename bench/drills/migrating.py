"""What the migrations since the last release lock, and for how long: `python -m bench.drills.migrating [copies]`.

The filled database of the last release (tests/data/release), its rows copied so many times into other kecamatan
(bench/country.py), on a PostgreSQL of its own. While each migration runs, its locks are looked at every few
milliseconds, and a reader and a writer go round all large tables and note how long they had to wait.
"""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2

from bench.country import multiply
from bench.drills.rig import Cluster
from tests.releases import restored
from tools.console import step
from tools.project import ROOT

COPIES, LARGE, SHOWN = 300, 1_000, 4
NAME = "migrasi"
MODES = [
    "AccessShareLock",
    "RowShareLock",
    "RowExclusiveLock",
    "ShareUpdateExclusiveLock",
    "ShareLock",
    "ShareRowExclusiveLock",
    "ExclusiveLock",
    "AccessExclusiveLock",
]
LOCKS = """
SELECT c.relname, l.mode FROM pg_locks l JOIN pg_stat_activity a USING (pid) JOIN pg_class c ON c.oid = l.relation
 WHERE a.application_name = %s AND l.granted AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
"""
TABLES = """
SELECT relname FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= %s
   AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = c.oid AND attname = 'id') ORDER BY reltuples DESC
"""
READING = 'SELECT * FROM "{}" ORDER BY id DESC LIMIT 1'
WRITING = 'UPDATE "{0}" SET id = id WHERE id = (SELECT max(id) FROM "{0}")'  # rolled back


@dataclass
class Seen:
    """What was met during one migration."""

    modes: dict[str, int] = field(default_factory=dict)  # table -> the strongest lock, by its place in MODES
    held: dict[str, list[float]] = field(default_factory=dict)  # table -> first and last moment of ACCESS EXCLUSIVE
    waits: dict[str, tuple[float, str]] = field(default_factory=dict)  # who -> longest wait, and where

    def forget(self) -> None:
        """A new migration begins."""
        self.modes, self.held, self.waits = {}, {}, {}


def main() -> None:
    """Print a row for each migration."""
    copies = int(sys.argv[1]) if sys.argv[1:] else COPIES
    with tempfile.TemporaryDirectory(prefix="kkg-migrasi-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        cluster = Cluster(Path(folder, "pg"), Path(folder, "s"))
        cluster.create()
        cluster.configure(max_wal_size="4GB", shared_buffers="512MB", max_locks_per_transaction="256")
        cluster.start()
        os.environ["DATABASE_URL"] = cluster.url
        try:
            with restored("demo") as url:
                _measure(url, copies)
        finally:
            cluster.stop("immediate")


def _measure(url: str, copies: int) -> None:
    with step(f"{copies} kali contoh"):
        rows = multiply(_cursor(url), copies)
    largest = sorted(rows.items(), key=lambda one: -one[1])
    print(f"{sum(rows.values()):,} rows: " + ", ".join(f"{count:,} {name}" for name, count in largest[:6]))
    cursor = _cursor(url)
    cursor.execute(TABLES, [LARGE])
    tables = [name for (name,) in cursor.fetchall()]
    print(f"reader and writer go round {len(tables)} tables of {LARGE:,} rows or more\n")
    print("| migration | seconds | strongest lock (held alone, s) | reader waited, ms | writer waited, ms |")
    print("| --- | ---: | --- | ---: | ---: |")
    seen, over = Seen(), threading.Event()
    threads = [
        threading.Thread(target=_watch, args=[url, seen, over]),
        threading.Thread(target=_go_round, args=[url, seen, over, "reader", READING, tables]),
        threading.Thread(target=_go_round, args=[url, seen, over, "writer", WRITING, tables]),
    ]
    for thread in threads:
        thread.start()
    try:
        _migrate(url, seen, set(tables))
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _migrate(url: str, seen: Seen, tables: set[str]) -> None:
    """One `migrate`, which says which migration it begins and ends; a row for each."""
    command = [sys.executable, "-u", "manage.py", "migrate"]
    began = whole = time.monotonic()
    name = said = ""
    with subprocess.Popen(command, cwd=ROOT, env=_environment(url), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout  # noqa: S101 - a pipe was asked for
        while sign := process.stdout.read(1):
            said = said + sign if sign != "\n" else ""
            if found := re.fullmatch(r"\s*Applying (\S+)\.\.\.", said):
                name, began = found[1], time.monotonic()
                seen.forget()
            elif said.endswith(" OK") and name:
                print(_row(name, time.monotonic() - began, seen, tables), flush=True)
                name = ""
    print(f"\nall: {time.monotonic() - whole:.0f} s, with the start of the process")
    if process.returncode:
        raise SystemExit("migrate failed")


def _row(name: str, seconds: float, seen: Seen, tables: set[str]) -> str:
    waits = " | ".join(_wait(seen, who) for who in ("reader", "writer"))
    return f"| {name} | {seconds:.1f} | {_strongest(seen, tables)} | {waits} |"


def _strongest(seen: Seen, tables: set[str]) -> str:
    """The large tables only: a lock on one that is new or small keeps nobody waiting for long."""
    found = sorted(((mode, name) for name, mode in dict(seen.modes).items() if name in tables), reverse=True)
    strong = [(mode, name) for mode, name in found if mode > MODES.index("RowExclusiveLock")]
    said = []
    for mode, name in strong[:SHOWN]:
        first, last = seen.held.get(name, [0, 0])
        alone = f" ({last - first:.2f})" if name in seen.held else ""
        said.append(f"{name}: {_words(MODES[mode])}{alone}")
    more = f", and {len(strong) - SHOWN} tables more" if len(strong) > SHOWN else ""
    return ", ".join(said) + more or "none that keeps readers or writers waiting"


def _words(mode: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", mode.removesuffix("Lock")).upper()


def _wait(seen: Seen, who: str) -> str:
    seconds, table = seen.waits.get(who, (0, ""))
    return f"{seconds * 1000:.0f} ({table})" if table else "–"


def _watch(url: str, seen: Seen, over: threading.Event) -> None:
    cursor = _cursor(url)
    while not over.is_set():
        cursor.execute(LOCKS, [NAME])
        now = time.monotonic()
        for table, mode in cursor.fetchall():
            rank = MODES.index(mode)
            seen.modes[table] = max(rank, seen.modes.get(table, 0))
            if mode == MODES[-1]:
                seen.held.setdefault(table, [now, now])[1] = now
        time.sleep(0.003)


def _go_round(url: str, seen: Seen, over: threading.Event, who: str, statement: str, tables: list[str]) -> None:
    """A table that refuses the statement by a rule of its own is passed over."""
    cursor = _cursor(url)
    cursor.connection.autocommit = False
    while not over.is_set():
        for table in tables:
            began = time.monotonic()
            try:
                cursor.execute(statement.format(table))
            except psycopg2.Error:
                cursor.connection.rollback()
                continue
            cursor.connection.rollback()
            seconds = time.monotonic() - began
            if seconds > seen.waits.get(who, (0, ""))[0]:
                seen.waits[who] = seconds, table


def _environment(url: str) -> dict[str, str]:
    ours = {"DATABASE_URL": url, "PGAPPNAME": NAME, "SECRET_KEY": "only-for-a-drill", "ALLOWED_HOSTS": "127.0.0.1"}
    return {**os.environ, **ours}


def _cursor(url: str) -> Any:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    return connection.cursor()


if __name__ == "__main__":
    main()
