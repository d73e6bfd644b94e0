"""A whole site of its own for a drill: PostgreSQL with its data folder, gunicorn, files, and the rows of the demo.

Everything lies in one folder and goes with it. The server of this checkout and that of anybody else is never touched.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2

from bench.drills.machines import ask, kill_postmaster, make_cluster
from tests.databases import _state_of_migrations
from tools import postgres
from tools.accounts import Account, account_for
from tools.console import step
from tools.project import DATA, ROOT

PORT = int(os.environ.get("PORT", "8120"))
PATIENCE = 60


class Cluster:
    """One PostgreSQL with its own data folder, reached by a socket in a folder of its own."""

    def __init__(self, folder: Path, socket_folder: Path) -> None:
        self.folder, self.socket, self.binaries = folder, socket_folder, postgres.find_binaries()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.account: Account = account_for(self.binaries, self.folder)
        self.account.give(self.socket)

    @property
    def url(self) -> str:
        return f"postgresql://app@/app?host={quote(str(self.socket), safe='')}"

    def create(self) -> None:
        """An empty cluster with the role and the database of the site."""
        make_cluster(self.account, self.binaries, self.folder)
        statements = "CREATE ROLE app LOGIN SUPERUSER;\nCREATE DATABASE app OWNER app;\n"
        self.account.run(self.binaries / "postgres", "--single", "-D", self.folder, "postgres", text=statements)

    def configure(self, **settings: str) -> None:
        """Lines at the end of postgresql.conf."""
        with open(self.folder / "postgresql.conf", "a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def start(self) -> float:
        """Start until it answers; the seconds that took, which is what recovery costs after a kill."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.socket}"
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            words = ("-D", self.folder, "-l", self.folder / "server.log", "-o", options, "-w", "-t", "30", "start")
            said = self.account.run(self.binaries / "pg_ctl", *words).stdout
            if self.answers():
                return time.monotonic() - began
            time.sleep(0.2)
        raise SystemExit(f"PostgreSQL does not start: {said}\n{(self.folder / 'server.log').read_text()[-800:]}")

    def answers(self) -> bool:
        """Whether a statement gets through."""
        try:
            self.ask("SELECT 1")
        except psycopg2.Error:
            return False
        return True

    def stop(self, mode: str = "fast") -> None:
        """As pg_ctl does it."""
        self.account.run(self.binaries / "pg_ctl", "-D", self.folder, "-m", mode, "-w", "stop")

    def kill(self) -> None:
        """kill -9 of the postmaster."""
        kill_postmaster(self.folder)

    def ask(self, statement: str, *values: Any) -> list[Any]:
        """The rows of `statement`, committed."""
        return ask(self.url, statement, *values, seconds=5)


class Site:
    """The cluster, the folder of files, and the real server in front of both."""

    def __init__(self, folder: Path, cluster: Cluster, media: Path) -> None:
        self.folder, self.cluster, self.media = folder, cluster, media
        self.server: subprocess.Popen[bytes] | None = None
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PG", "DJANGO"))},
            "DATABASE_URL": cluster.url,
            "MEDIA_ROOT": str(media),
            "STATIC_ROOT": str(folder / "static"),
            "SECRET_KEY": "only-for-a-drill-" + "x" * 40,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_COOKIES": "0",
            "SSL_REDIRECT": "0",
            "BEHIND_PROXY": "0",
            "DEBUG": "0",
            "BIND": f"127.0.0.1:{PORT}",
            "PORT": str(PORT),
            "JOB_WORKER": "0",
            "SERVES_PAGES": "1",
        }

    def manage(self, *words: str) -> None:
        """`manage.py` on this site."""
        environment = {**self.environment, "SERVES_PAGES": "0"}
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True
        )

    def serve(self) -> float:
        """gunicorn, until it answers; the seconds that took. A killed master's workers hold the port a moment."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            if self.server is None or self.server.poll() is not None:
                log = open(self.folder / "gunicorn.log", "ab")  # noqa: SIM115 - the server's own from here on
                command = [sys.executable, "-m", "gunicorn", "config.wsgi"]
                self.server = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
            if self.health() == 200:
                return time.monotonic() - began
            time.sleep(0.1)
        raise SystemExit(f"the server does not answer:\n{(self.folder / 'gunicorn.log').read_text()[-800:]}")

    def health(self) -> int:
        """What /sehat/ answers; 0 where nobody does."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/sehat/", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as fault:
            return fault.code
        except OSError:
            return 0

    def workers(self) -> list[int]:
        """The processes that answer pages."""
        if self.server is None:
            return []
        return [
            int(pid) for pid in Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        ]

    def kill_master(self) -> None:
        """kill -9 of gunicorn's master; its workers leave by themselves."""
        if self.server:
            self.server.kill()
            self.server.wait()

    def kill_workers(self) -> int:
        """kill -9 of all that answer pages; how many."""
        pids = self.workers()
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        return len(pids)

    def close(self) -> None:
        """Stop what was started here."""
        if self.server and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(40)
        self.cluster.stop("immediate")


@contextmanager
def site(name: str, *, data: Path | None = None, media: Path | None = None) -> Iterator[Site]:
    """A site with the rows of the demo, not yet served; `data`, `media`: folders elsewhere, such as on a tmpfs."""
    _refuse_busy_port()
    folder = Path(tempfile.mkdtemp(prefix=f"kkg-{name}-", dir="/tmp"))
    folder.chmod(0o755)
    with step("Situs contoh"):
        filled = _filled()
        data = data or folder / "pg"
        shutil.copytree(filled, data, symlinks=True, dirs_exist_ok=True)
        data.chmod(0o700)
        cluster = Cluster(data, folder / "s")
        cluster.start()
    made = Site(folder, cluster, media or folder / "media")
    made.media.mkdir(exist_ok=True)
    made.manage("collectstatic", "--no-input", "--verbosity=0")
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(folder, ignore_errors=True)


def _filled() -> Path:
    """A stopped cluster with the demo, made once per state of the migrations and kept in `.data`."""
    place = DATA / "latihan" / _state_of_migrations()
    if not place.exists():
        shutil.rmtree(place.parent, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix="kkg-isi-", dir="/tmp") as work:
            Path(work).chmod(0o755)
            cluster = Cluster(Path(work, "pg"), Path(work, "s"))
            cluster.create()
            cluster.start()
            try:
                whole = Site(Path(work), cluster, Path(work, "media"))
                whole.manage("migrate", "--verbosity=0")
                whole.manage("seed_demo")
            finally:
                cluster.stop()
            shutil.copytree(cluster.folder, place, symlinks=True)
    return place


def _refuse_busy_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            raise SystemExit(f"Port {PORT} is taken; choose another: PORT=8121 python -m bench.drills.…") from None
