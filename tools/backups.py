"""One file that holds the whole site (database, uploaded files, settings), and the way back from it.

It holds names and secrets: readable by its owner alone, outside the checkout, and locked where BACKUP_RECIPIENT is set.
What a good archive is: tools/archives.py. The lock: tools/locks.py.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg2
from django.core.files.storage import Storage

from tools import postgres, uploads
from tools.accounts import ENVIRONMENT
from tools.addresses import libpq
from tools.archives import Damaged, Part, Taken, Taker, listed_in, pack, part_of, unpack
from tools.console import Stop, step
from tools.locks import identities_in, is_locked, locking, new_key, recipient_in, unlocked
from tools.project import DATA, OPERATOR_ENV, ROOT, WRITTEN_ENV, one_at_a_time, setting

KEPT = 14
NAME = re.compile(r"kkg-\d{8}-\d{6}\.tar(\.age)?")
HALF = "setengah-"
DUMP = "basisdata.dump"
# Where the settings lie, and their names in a backup; without them log-ins and PINs would no longer be known.
SETTINGS = {OPERATOR_ENV: "env", WRITTEN_ENV: "env-bawaan"}
_EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_COUNT = 'SELECT count(*) FROM public."{}"'
_MIGRATIONS = "SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app"
# Newer programs say it to older servers, which do not know it.
_TOO_NEW = b"SET transaction_timeout"
_LINES_OF_HEAD = 60


def back_up() -> Path:
    """Write the backup of this moment into BACKUP_ROOT, read it back, and keep the newest KEPT; where it lies.

    The database is read first and the files after it, so that no row is without its file: what is uploaded meanwhile
    comes along without a row. What is thrown away on purpose meanwhile is missing here, too. Raises `Stop` when
    anything fails; then no file is left behind.
    """
    os.umask(0o077)
    folder, recipient = _folder(), setting("BACKUP_RECIPIENT")
    # The second key opens the file for this one reading back, and is forgotten with it.
    passing, public = new_key()
    locks = [recipient_in(recipient), recipient_in(public)] if recipient else []
    with one_at_a_time("backup"):
        target = _free_name(folder, ".tar.age" if recipient else ".tar")
        with _work_in(folder) as work:
            half = work / target.name
            with step("Basis data"):
                about = _dumped(work / DUMP)
            with step("Berkas unggahan dan setelan"), uploads.storage() as kept, locking(half, locks) as out:
                count = pack(out, _parts(work, kept), about, work)
            with step(f"Membaca ulang yang ditulis ({count} bagian)"):
                _run("pg_restore", f"--file={os.devnull}", str(work / DUMP))
                _read_back(half, passing, work)
            half.rename(target)
        for old in sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))[:-KEPT]:
            old.unlink()
    return target


def restore(book: Path, key: str = "") -> None:
    """Put back what `book` holds: the database as it was, uploaded files beside newer ones, settings where none are.

    `key`: the text of the private key, where the book is locked. Raises `Stop` when it is not as it was written, or no
    backup; then nothing was changed. So too, but for settings, where a file is there that is another of the same name.
    The database changes in one transaction, once all rows are counted.
    """
    os.umask(0o077)
    with one_at_a_time("backup"), _work_in(DATA) as work:
        try:
            with step("Memeriksa cadangan"):
                about = _judged(book, key, lambda name: _aside(name, work), work)
                _run("pg_restore", "--list", str(work / DUMP))
            for path, name in SETTINGS.items():
                if (work / name).exists() and not path.exists():
                    shutil.copy2(work / name, path)
            with step("Berkas unggahan"), uploads.storage() as kept:
                uploads.refuse_others(kept, listed_in(work))
                _judged(book, key, lambda name: uploads.place(kept, name, work), work)
        except (Damaged, OSError) as fault:
            raise _refusal(book, fault) from None
        with step(f"Basis data ({sum(about['baris'].values())} baris)"):
            _replace_database(work / DUMP, about["baris"])


def _read_back(half: Path, key: str, work: Path) -> None:
    try:
        _judged(half, key, lambda _name: None, work)
    except Damaged as fault:
        raise Stop(f"Yang baru ditulis tidak terbaca utuh: {fault}. Periksa cakram tempat BACKUP_ROOT.") from None


def _judged(book: Path, key: str, take: Taker, work: Path) -> dict[str, Any]:
    identities = identities_in(key) if is_locked(book) else []
    with unlocked(book, identities) as source:
        return unpack(source, take, work)


def _refusal(book: Path, fault: Exception) -> Exception:
    """A damaged archive, or none at all, in a sentence; a disk that refuses has its own (tools/console.py)."""
    if isinstance(fault, Damaged):
        return Stop(f"{book} tidak dapat dibaca sebagai cadangan: {fault}. Tidak ada yang diubah. Pakai yang lain.")
    if isinstance(fault, OSError) and str(fault.filename) == str(book):
        return Stop(f"{book} tidak terbaca. Sebutkan berkas kkg-….tar atau kkg-….tar.age yang dapat Anda baca.")
    return fault


def _parts(work: Path, kept: Storage) -> Iterator[Part]:
    for path, name in {work / DUMP: DUMP, **SETTINGS}.items():
        yield part_of(path, name)
    yield from uploads.parts(kept)


def _aside(name: str, work: Path) -> Taken | None:
    """Dump and settings are laid beside; the files are only judged at first."""
    return open(work / name, "wb") if name in (DUMP, *SETTINGS.values()) else None


def _dumped(dump: Path) -> dict[str, Any]:
    """Write the dump; what the database held in the very same snapshot, and whose code it was."""
    connection = psycopg2.connect(postgres.ensure_running())
    try:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            ((snapshot,),) = cursor.fetchall()
            plain = ("--format=custom", "--no-owner", "--no-privileges")
            _run("pg_dump", f"--snapshot={snapshot}", *plain, f"--file={dump}")
            return {
                "dibuat": datetime.now().astimezone().isoformat(timespec="seconds"),
                "versi": _version(),
                "migrasi": dict(_asked(cursor, _MIGRATIONS)),
                "baris": {name: _asked(cursor, _COUNT.format(name))[0][0] for (name,) in _asked(cursor, _TABLES)},
            }
    finally:
        connection.close()


def _asked(cursor: Any, question: str) -> list[Any]:
    cursor.execute(question)
    return list(cursor.fetchall())


def _version() -> str:
    """The release and, where there is a git that knows it, the very commit."""
    heading = re.search(r"^## (v\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    asked, commit = ["git", "rev-parse", "HEAD"], ""
    if shutil.which(asked[0]):
        commit = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return f"{heading[1] if heading else ''} {commit}".strip()


def _replace_database(dump: Path, rows: dict[str, int]) -> None:
    """What was there goes and the dump comes in one transaction, committed only once every table has its rows."""
    binaries = postgres.find_binaries()
    environment = {**ENVIRONMENT, **libpq(postgres.ensure_running())}
    unpacking = [str(binaries / "pg_restore"), "--no-owner", "--file=-", str(dump)]
    running = [str(binaries / "psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--file=-"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(unpacking, stdout=subprocess.PIPE, stderr=said) as source,
        subprocess.Popen(running, env=environment, stdin=subprocess.PIPE, stdout=said, stderr=said) as target,
    ):
        assert source.stdout and target.stdin  # noqa: S101 - pipes were asked for
        try:
            target.stdin.write(f"BEGIN;\n{_EMPTY};\n".encode())
            for _ in range(_LINES_OF_HEAD):
                line = source.stdout.readline()
                target.stdin.write(b"" if line.startswith(_TOO_NEW) else line)
            shutil.copyfileobj(source.stdout, target.stdin)
            # psql takes a torn stream for an end: only a whole one is followed by the word that keeps it.
            target.stdin.write(f"{_counting(rows)}COMMIT;\n".encode() if source.wait() == 0 else b"")
            target.stdin.close()
        except BrokenPipeError:
            source.kill()
        if target.wait() or source.wait():
            said.seek(0)
            complaint = said.read().decode(errors="replace").strip()[-500:]
            raise Stop(f"Basis data tidak dapat dipulihkan; isinya yang lama masih utuh:\n{complaint}")


def _counting(rows: dict[str, int]) -> str:
    """A statement that fails where a table does not hold as many rows as were counted when it was dumped."""
    asked = ", ".join(f"('{name}', {int(count)})" for name, count in rows.items())
    return f"""
SET search_path = public;
DO $$
DECLARE wanted record; found bigint;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES {asked}) AS noted (name, rows) LOOP
    EXECUTE format('SELECT count(*) FROM public.%I', wanted.name) INTO found;
    IF found <> wanted.rows THEN
      RAISE EXCEPTION 'Tabel % berisi % baris, seharusnya %', wanted.name, found, wanted.rows;
    END IF;
  END LOOP;
END $$;
"""  # noqa: S608 - names come from the sealed list and are quoted by format()


@contextmanager
def _work_in(folder: Path) -> Iterator[Path]:
    """A folder for what is not whole yet; whatever a killed run left there goes first."""
    for old in folder.glob(f"{HALF}*"):
        shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=HALF) as work:
        yield Path(work)


def _free_name(folder: Path, ending: str) -> Path:
    """Named by the second; of two within one, the later waits for the next."""
    while (target := folder / time.strftime(f"kkg-%Y%m%d-%H%M%S{ending}")).exists():
        time.sleep(0.1)
    return target


def _folder() -> Path:
    """Made for its owner alone; never inside the checkout, where a web server or a `git add` could find it."""
    folder = Path(setting("BACKUP_ROOT", f"{ROOT}-cadangan")).resolve()
    if folder.is_relative_to(ROOT):
        raise Stop(f"BACKUP_ROOT={folder} ada di dalam folder aplikasi. Pilih folder di luarnya.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _run(program: str, *words: str) -> None:
    """One of PostgreSQL's programs on our database, whose address and password stand in no list of processes."""
    command = [str(postgres.find_binaries() / program), *words]
    environment = {**ENVIRONMENT, **(libpq(postgres.ensure_running()) if program == "pg_dump" else {})}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{program} tidak berhasil; tidak ada yang berubah:\n{done.stderr.strip()[-500:]}")
