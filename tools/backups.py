"""One file that holds the whole site (database, uploaded files, settings), and the way back from it.

It holds names and secrets: readable by its owner alone, and outside the checkout.
"""

import os
import shutil
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tools import postgres
from tools.accounts import ENVIRONMENT
from tools.console import Stop, step
from tools.project import DATA, OPERATOR_ENV, ROOT, WRITTEN_ENV, setting

KEPT = 14
DUMP, MEDIA = "basisdata.dump", "media"
# Where the settings lie, and their names in a backup; without them log-ins and PINs would no longer be known.
SETTINGS = {OPERATOR_ENV: "env", WRITTEN_ENV: "env-bawaan"}
_EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner"


def back_up() -> Path:
    """Write the backup of this moment into BACKUP_ROOT and keep the newest KEPT; where it lies.

    Raises `Stop` when the database cannot be read; then no file is left behind.
    """
    os.umask(0o077)
    folder = _folder()
    target = folder / time.strftime("kkg-%Y%m%d-%H%M%S.tar")
    with tempfile.TemporaryDirectory(dir=folder) as work:
        dump, half = Path(work, DUMP), Path(work, target.name)
        with step("Basis data"):
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}")
        with step("Berkas unggahan dan setelan"), tarfile.open(half, "w") as book:
            book.add(dump, DUMP)
            for path, name in [(_media(), MEDIA), *SETTINGS.items()]:
                if path.exists():
                    book.add(path, name)
        half.rename(target)
    for old in sorted(folder.glob("kkg-*.tar"))[:-KEPT]:
        old.unlink()
    return target


def restore(book: Path) -> None:
    """Put back what `book` holds: the database as it was, uploaded files beside newer ones, settings where none are.

    Raises `Stop` when it is no backup; then nothing was changed.
    """
    with _opened(book) as work:
        with step("Berkas unggahan dan setelan"):
            if Path(work, MEDIA).exists():
                shutil.copytree(Path(work, MEDIA), _media(), dirs_exist_ok=True)
            for path, name in SETTINGS.items():
                if Path(work, name).exists() and not path.exists():
                    shutil.copy2(Path(work, name), path)
        with step("Basis data"):
            _run("psql", "--quiet", "--single-transaction", f"--command={_EMPTY}")
            # The schema is there already; all else comes in one transaction.
            _run("pg_restore", "--no-owner", "--single-transaction", "--dbname=", str(Path(work, DUMP)))


@contextmanager
def _opened(book: Path) -> Iterator[str]:
    """A folder with what `book` holds, looked through before anything is changed."""
    os.umask(0o077)
    with tempfile.TemporaryDirectory(dir=DATA) as work:
        try:
            with tarfile.open(book) as packed:
                packed.extractall(work, [one for one in packed if _stays_inside(one)])  # noqa: S202
        except (OSError, tarfile.TarError):
            raise Stop(f"{book} tidak dapat dibaca sebagai cadangan. Pilih berkas kkg-….tar yang lain.") from None
        _run("pg_restore", "--list", str(Path(work, DUMP)))
        yield work


def _stays_inside(one: tarfile.TarInfo) -> bool:
    """As the filter "data" of Python 3.11.4 says it, which older ones do not know."""
    path = Path(one.name)
    return (one.isreg() or one.isdir()) and not path.is_absolute() and ".." not in path.parts


def _folder() -> Path:
    """Made for its owner alone; never inside the checkout, where a web server or a `git add` could find it."""
    folder = Path(setting("BACKUP_ROOT", f"{ROOT}-cadangan")).resolve()
    if folder.is_relative_to(ROOT):
        raise Stop(f"BACKUP_ROOT={folder} ada di dalam folder aplikasi. Pilih folder di luarnya.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _media() -> Path:
    return Path(setting("MEDIA_ROOT", str(DATA / "media")))


def _run(program: str, *words: str) -> None:
    """One of PostgreSQL's programs on our database, whose address and password stand in no list of processes."""
    command = [str(postgres.find_binaries() / program), *words]
    environment = {**ENVIRONMENT, **_libpq(postgres.ensure_running())}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{program} tidak berhasil; tidak ada yang berubah:\n{done.stderr.strip()[-500:]}")


def _libpq(url: str) -> dict[str, str]:
    """The parts of `url` by the names under which PostgreSQL's programs look for them."""
    parts = urlsplit(url)
    options = {f"PG{key.upper()}": values[0] for key, values in parse_qs(parts.query).items()}
    named = {
        "PGHOST": parts.hostname,
        "PGPORT": parts.port and str(parts.port),
        "PGUSER": parts.username and unquote(parts.username),
        "PGPASSWORD": parts.password and unquote(parts.password),
        "PGDATABASE": unquote(parts.path[1:]),
    }
    return {**{name: value for name, value in named.items() if value}, **options}
