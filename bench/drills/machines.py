"""The machines of a drill on this one's loopback: PostgreSQL, other programs, the application.

All lie in one folder, which goes at the end.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from tools import postgres
from tools.accounts import Account, account_for
from tools.project import ROOT

FIRST_PORT = int(os.environ.get("DRILL_PORT", "8130"))


def say(text: str) -> None:
    """One line of what the drill sees."""
    print(text, flush=True)


def until(told: Callable[[], Any], seconds: float = 60, what: str = "") -> Any:
    """Wait for what another process does; whatever it answered."""
    deadline = time.monotonic() + seconds
    while not (answer := told()):
        if time.monotonic() > deadline:
            raise SystemExit(f"waited in vain {seconds} s: {what}")
        time.sleep(0.1)
    return answer


def is_listening(port: int) -> bool:
    """Whether somebody answers at this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(url: str, statement: str, *values: object, seconds: int = 3) -> list[Any]:
    """The rows of one statement on a connection of its own."""
    connection = psycopg2.connect(url, connect_timeout=seconds)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def demand(account: Account, program: Path, *words: object) -> None:
    """Run one of PostgreSQL's programs as the account that may; its words end the drill where it fails."""
    done = account.run(program, *words)
    if done.returncode:
        raise SystemExit(f"{program.name}: {done.stdout[-800:]}")


def make_cluster(account: Account, binaries: Path, folder: Path) -> None:
    """An empty cluster in `folder`, as `make run` makes one."""
    demand(account, binaries / "initdb", "-D", folder, *postgres._initdb_options(postgres._major(binaries)))


def kill_postmaster(folder: Path) -> None:
    """kill -9, as a machine that loses its power."""
    os.kill(int((folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)


class Server:
    """A PostgreSQL of the programs that `make run` uses, at a port of loopback without passwords: for a drill only."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.binaries = postgres.find_binaries()
        folder.mkdir(mode=0o700)
        self.account: Account = account_for(self.binaries, folder)

    def url(self, database: str = "app", user: str = "app", port: int = 0) -> str:
        return f"postgresql://{user}@127.0.0.1:{port or self.port}/{database}"

    def create(self) -> None:
        """A new cluster that others may copy, with the role and the database `app`."""
        make_cluster(self.account, self.binaries, self.folder)
        words = "wal_level = replica\nmax_wal_senders = 10\nhot_standby = on\nmax_connections = 60\nfsync = on\n"
        with (self.folder / "postgresql.conf").open("a") as file:
            file.write(words)
        with (self.folder / "pg_hba.conf").open("a") as file:
            file.write("host replication all 127.0.0.1/32 trust\n")
        self.start()
        ask(self.url("postgres", "postgres"), "CREATE ROLE app LOGIN CREATEDB")
        ask(self.url("postgres", "postgres"), "CREATE DATABASE app OWNER app")

    def copy_of(self, primary: "Server") -> None:
        """A hot standby that streams from `primary`."""
        source = ("-h", "127.0.0.1", "-p", primary.port, "-U", "postgres")
        self._run("pg_basebackup", *source, "-D", self.folder, "-R", "-c", "fast")
        self.start()

    def start(self) -> None:
        options = f"-c port={self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self._run("pg_ctl", "-D", self.folder, "-l", self.folder / "server.log", "-o", options, "-w", "start")

    def stop(self) -> None:
        """In order, if it runs."""
        self.account.run(self.binaries / "pg_ctl", "-D", self.folder, "-m", "fast", "-w", "stop")

    def kill(self) -> None:
        """As a machine that loses its power."""
        kill_postmaster(self.folder)

    def _run(self, program: str, *words: object) -> None:
        demand(self.account, self.binaries / program, *words)


class Stage:
    """The folder of a drill and what runs in it; everything is stopped when it is left."""

    def __init__(self, folder: Path, ends: ExitStack) -> None:
        self.folder, self._ends = folder, ends

    def server(self, name: str, port: int) -> Server:
        server = Server(self.folder / name, port)
        self._ends.callback(server.stop)
        return server

    def program(self, *command: object, **options: Any) -> "subprocess.Popen[bytes]":
        """Start `command`; its words go to a file of the folder."""
        log = (self.folder / f"{Path(str(command[0])).name}-{len(list(self.folder.glob('*.out')))}.out").open("wb")
        process = subprocess.Popen([str(word) for word in command], stdout=log, stderr=log, cwd=ROOT, **options)
        self._ends.callback(_end, process)
        return process

    def app(self, port: int, url: str, **environment: str) -> "subprocess.Popen[bytes]":
        """The application as gunicorn serves it, with `url` for its DATABASE_URL; answers when this returns."""
        process = self.program(
            sys.executable, "-m", "gunicorn", "config.wsgi", env=self.environment(url, port, **environment)
        )
        until(lambda: is_listening(port) or process.poll(), 90, "gunicorn")
        if process.poll() is not None:
            raise SystemExit(f"gunicorn ended: {self.words_of('python')[-1500:]}")
        return process

    def environment(self, url: str, port: int = 0, **more: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_", "PG", "MEDIA_"))}
        ours = {
            "DATABASE_URL": url,
            "SECRET_KEY": "only-for-drills-" * 4,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_COOKIES": "0",
            "MEDIA_ROOT": str(self.folder / "media"),
            "PORT": str(port),
            "LOG_LEVEL": "ERROR",
        }
        return kept | ours | more

    def manage(self, url: str, *words: str, **more: str) -> str:
        """One Django command against `url`; what it printed."""
        command = [sys.executable, "manage.py", *words]
        environment = self.environment(url, **more)
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{words}: {done.stdout[-800:]}{done.stderr[-1500:]}")
        return done.stdout

    def fill(self, url: str, **more: str) -> None:
        """Tables, reference data and the sample data of `make run`."""
        for words in (["migrate", "--verbosity=0"], ["collectstatic", "--noinput", "--verbosity=0"]):
            self.manage(url, *words, **more)
        for word in ("load_reference", "load_instruments", "seed_demo"):
            self.manage(url, word, **more)

    def words_of(self, program: str) -> str:
        """What the programs of this name have printed."""
        return "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob(f"{program}*.out")))


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(35)
    except subprocess.TimeoutExpired:
        process.kill()


@contextmanager
def stage(name: str) -> Iterator[Stage]:
    """A new folder under /tmp, open to the account that PostgreSQL runs as."""
    folder = Path(tempfile.mkdtemp(prefix=f"kkg-{name}-"))
    folder.chmod(0o755)
    try:
        with ExitStack() as ends:
            yield Stage(folder, ends)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
