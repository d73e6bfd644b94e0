"""Backup and restore of a site whose files lie in a bucket: `python -m bench.drills.archive`, set up as files.py.

From the bucket into an archive under lock, from there into an empty bucket and into a folder, every file compared; then
what must be refused. FILES=1000 sets how many there are, of which one is as large as a pack may be.
"""

import os
import subprocess
import sys
import time
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from bench.drills.buckets import SETTINGS, Buckets
from bench.drills.files import DATABASE, expect
from bench.drills.machines import Server, Stage, ask, say, stage
from tools.locks import new_key
from tools.project import ROOT

FILES, LARGE = int(os.environ.get("FILES", "1000")), 400 << 20
UPLOADS = f"""
import io, os
from core.files import store_file
from madrasah.models import User
by = User.objects.first()
for number in range({FILES}):
    store_file(io.BytesIO(os.urandom(200_000)), name="foto.jpg", suffix=".jpg", by=by)
with open("/dev/urandom", "rb") as noise, open(os.environ["LARGE"], "w+b") as large:
    large.write(noise.read({LARGE})); store_file(large, name="paket.zip", suffix=".zip", by=by)
"""
RUN = """
import resource
from pathlib import Path
from tools import backups
from tools.console import run_command
def main():
    {}
    print("memori", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
run_command(main)
"""
BACK_UP = "print(backups.back_up())"


class Ran(NamedTuple):
    """How a process ended, what it said, and how long it took."""

    code: int
    said: list[str]
    fault: str
    seconds: float


def main() -> None:
    """Prints what it sees; ends with 1 at the first thing that is not as it should be."""
    private, public = new_key()
    with stage("archive") as place:
        server = place.server("pg", DATABASE)
        server.create()
        bucket = Buckets(place, "kkg", "baru")
        place.fill(server.url(), **SETTINGS)
        place.manage(
            server.url(), "shell", "--no-imports", "--command", UPLOADS, LARGE=f"{place.folder}/besar", **SETTINGS
        )
        before = bucket.digests("kkg")
        made = _run(place, server.url(), BACK_UP, BACKUP_RECIPIENT=public, **SETTINGS)
        expect(made.code == 0, f"backed up: {len(before):,} files, {_cost(made)}")
        book = Path(made.said[-2])
        say(f"     {book.name}: {book.stat().st_size >> 20:,} MB")
        _restored(place, server, bucket, _restore(book, private), before)
        _refused(place, server, bucket, _restore(book, private))
        bucket.stop()
        away = _run(place, server.url(), BACK_UP, BACKUP_RECIPIENT=public, **SETTINGS)
        kept = [path.name for path in book.parent.iterdir()]
        expect(away.code == 1 and kept == [book.name], f"bucket away: {away.fault}")


def _restored(place: Stage, server: Server, bucket: Buckets, restore: str, before: dict[str, str]) -> None:
    rows = _rows(server.url())
    for name, settings in {"bucket": SETTINGS | {"MEDIA_S3_BUCKET": "baru"}, "folder": {}}.items():
        ask(server.url("postgres", "postgres"), f"CREATE DATABASE {name} OWNER app")
        done = _run(place, server.url(name), restore, **settings)
        expect(done.code == 0, f"restored into an empty {name}, {_cost(done)}")
        there = bucket.digests("baru") if settings else _digests(place.folder / "media")
        expect(there == before, f"every one of {len(there):,} files is there, equal to the byte")
        expect(_rows(server.url(name)) == rows, f"every table has its rows: {sum(rows.values()):,}")


def _refused(place: Stage, server: Server, bucket: Buckets, restore: str) -> None:
    """Over the new bucket, one of whose files is another's by now; then over itself."""
    victim = bucket.keys("baru")[0]
    content = bucket.read("baru", victim)
    bucket.write("baru", victim, content[::-1])
    again = SETTINGS | {"MEDIA_S3_BUCKET": "baru"}
    done = _run(place, server.url("bucket"), restore, **again)
    expect(done.code == 1 and bucket.read("baru", victim) == content[::-1], f"another's file: {done.fault}")
    bucket.write("baru", victim, content)
    done = _run(place, server.url("bucket"), restore, **again)
    expect(done.code == 0, f"restored over itself, all files there already, {_cost(done)}")
    closed = again | {"MEDIA_S3_BUCKET": "tiada"}
    done = _run(place, server.url("bucket"), restore, **closed)
    expect(done.code == 1 and "Traceback" not in done.fault, f"no such bucket: {done.fault}")


def _restore(book: Path, key: str) -> str:
    return f"backups.restore(Path({str(book)!r}), {key!r})"


def _run(place: Stage, url: str, code: str, **settings: str) -> Ran:
    environment = place.environment(url, BACKUP_ROOT=str(place.folder / "cadangan"), **settings)
    command, begun = [sys.executable, "-c", RUN.format(code)], time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout.splitlines(), done.stderr.strip(), time.monotonic() - begun)


def _cost(ran: Ran) -> str:
    return f"{ran.seconds:.0f} s, {ran.said[-1]} MB" if ran.code == 0 else f"in vain: {ran.fault[-800:]}"


def _digests(folder: Path) -> dict[str, str]:
    found = {}
    for path in filter(Path.is_file, folder.rglob("*")):
        with path.open("rb") as content:
            found[str(path.relative_to(folder))] = file_digest(content, "sha256").hexdigest()
    return found


def _rows(url: str) -> dict[str, int]:
    tables = [name for (name,) in ask(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    return {name: ask(url, f'SELECT count(*) FROM "{name}"')[0][0] for name in tables}  # noqa: S608


if __name__ == "__main__":
    sys.exit(main())
