"""The second half of every `make` word, inside the virtual environment: run, test, check, map, manage, stop.

How each step prints is in tools/console.py, the database server in tools/postgres.py.
"""

import contextlib
import hashlib
import io
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tools import postgres
from tools.console import Stop, run_command, step
from tools.project import DATA, ROOT, VENV, setting

STATIC_STAMP = DATA / "static.stamp"
SECONDS_TO_STOP = 35

CHECKS = {
    "Gaya kode": ["ruff", "check", "."],
    "Bentuk kode": ["ruff", "format", "--check", "."],
    "Tipe": ["mypy"],
    "Templat": ["djlint", "--check", "templates"],
    "Skrip": ["oxlint", "static/js"],
    "Migrasi": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "Setelan": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def run() -> None:
    """Database, migrations, static files, reference and sample data; then this process becomes the server."""
    port = _free_port()
    with step("PostgreSQL"):
        os.environ["DATABASE_URL"] = postgres.ensure_running()
    try:
        log_ins = _prepare_site(port)
    except (ImproperlyConfigured, OperationalError) as fault:
        raise Stop(f"Aplikasi belum dapat dijalankan: {fault}") from fault
    _announce_when_answering(port, log_ins)
    os.environ["PORT"] = str(port)
    _become(sys.executable, "-m", "gunicorn", "config.wsgi")


def test() -> None:
    """pytest with the words of ARGS; the whole suite, without any, on all processors at once."""
    with step("PostgreSQL"):
        os.environ["DATABASE_URL"] = postgres.ensure_running()
    _become(sys.executable, "-m", "pytest", *(_words("ARGS") or ["-n", "auto", "--dist", "worksteal"]))


def check() -> None:
    """Everything that judges the code without running the tests; all of it, also after a first fault."""
    with step("PostgreSQL"):
        os.environ["DATABASE_URL"] = postgres.ensure_running()
    # `check --deploy` judges the settings of a real site, not those of this desk.
    served = {"DEBUG": "0", "SECURE_COOKIES": "1", "ALLOWED_HOSTS": "kkg.example"}
    faults = [label for label, words in CHECKS.items() if not _passes(label, words, {**os.environ, **served})]
    if faults:
        raise Stop(f"Belum beres: {', '.join(faults)}.")


def draw_map() -> None:
    """The floors and rooms of the code, with every arrow between them counted."""
    _become(sys.executable, "-m", "tests.house.rooms")


def manage() -> None:
    """`manage.py` with the words of c."""
    os.environ["DATABASE_URL"] = postgres.ensure_running()
    _become(sys.executable, "manage.py", *_words("c"))


def stop() -> None:
    """Stop the servers of this checkout and its PostgreSQL; each may already be gone."""
    for pid_file in DATA.glob("gunicorn-*.pid"):
        pid = _server_pid(pid_file)
        if pid:
            with step(f"Menghentikan aplikasi (proses {pid})"):
                os.kill(pid, signal.SIGTERM)
                _wait_until_gone(pid)
    with step("Menghentikan PostgreSQL"):
        postgres.stop()


WORDS = {"run": run, "test": test, "check": check, "map": draw_map, "manage": manage, "stop": stop}


def _prepare_site(port: int) -> str:
    """Everything Django does before it serves. Returns what the people at the desk must know to log in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    with step("Migrasi basis data"):
        _quietly("migrate", verbosity=0)
    _collect_static()
    with step("Data rujukan"):
        _quietly("load_reference")
        _quietly("load_instruments")
    if setting("DEMO", "1") == "0":
        return _quietly("first_code", address=f"http://127.0.0.1:{port}")
    with step("Data contoh"):
        return _seed_demo()


def _seed_demo() -> str:
    """The cast's log-ins, or the sentence with which a database of real people refuses them."""
    try:
        return _quietly("seed_demo")
    except CommandError as refusal:
        return str(refusal)


def _collect_static() -> None:
    """Only when a static file or a package has changed since the last time."""
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    marks = [f"{path} {path.stat().st_mtime_ns}" for path in files]
    marks.append((ROOT / "requirements.txt").read_text())
    mark = hashlib.sha256("\n".join(marks).encode()).hexdigest()
    if STATIC_STAMP.exists() and STATIC_STAMP.read_text() == mark:
        return
    with step("Berkas statis"):
        _quietly("collectstatic", interactive=False, verbosity=0)
    STATIC_STAMP.write_text(mark)


def _quietly(command: str, **options: object) -> str:
    """Run one Django command and return what it printed."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        call_command(command, **options)
    return said.getvalue()


def _free_port() -> int:
    """PORT (8000) when nobody listens on it; asked first, so that nothing is prepared in vain."""
    text = setting("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Stop(f"PORT={text} bukan nomor porta. Contoh: make run PORT=8001")
    port = int(text)
    if _server_pid(_pid_file(port)):
        raise Stop(f"Aplikasi ini sudah berjalan di http://127.0.0.1:{port}/. Hentikan dengan: make stop")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Stop(f"Porta {port} hanya boleh dibuka root. Pilih yang lain: make run PORT=8000") from None
        except OSError:
            raise Stop(f"Porta {port} sedang dipakai. Pilih yang lain: make run PORT={port + 1}") from None
    return port


def _announce_when_answering(port: int, log_ins: str) -> None:
    """Leave a helper that waits for the server's first answer and only then says where to go."""
    helper = subprocess.Popen([sys.executable, "-m", "tools.announce", str(port)], stdin=subprocess.PIPE, text=True)
    assert helper.stdin is not None  # noqa: S101 - a pipe was asked for
    helper.stdin.write(log_ins)
    helper.stdin.close()


def _pid_file(port: int) -> Path:
    return DATA / f"gunicorn-{port}.pid"


def _server_pid(pid_file: Path) -> int:
    """The pid of the server that wrote `pid_file`; 0 (and no file) when that is gone or its pid another's."""
    try:
        pid = int(pid_file.read_text())
    except (OSError, ValueError):
        pid = 0
    if _is_server(pid):
        return pid
    pid_file.unlink(missing_ok=True)
    return 0


def _is_server(pid: int) -> bool:
    try:
        return "gunicorn" in _command_line(pid)
    except (OSError, ValueError):
        return False


def _command_line(pid: int) -> str:
    if Path("/proc/self").exists():
        return Path("/proc", str(pid), "cmdline").read_text()
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout


def _wait_until_gone(pid: int) -> None:
    """The server's file goes first, its job worker after that, itself last."""
    deadline = time.monotonic() + SECONDS_TO_STOP
    while _is_server(pid):
        if time.monotonic() > deadline:
            raise Stop("Aplikasi belum mau berhenti. Tunggu sebentar, lalu ulangi make stop.")
        time.sleep(0.1)


def _passes(label: str, words: list[str], environment: dict[str, str]) -> bool:
    program = [sys.executable, words[0]] if words[0].endswith(".py") else [str(VENV / "bin" / words[0])]
    command = [*program, *words[1:]]
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    print(f"  {'✗' if done.returncode else '✓'} {label}: {shlex.join(words)}", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def _words(variable: str) -> list[str]:
    return shlex.split(os.environ.get(variable, ""))


def _become(*command: str) -> None:
    """This process turns into `command`, so that Ctrl-C and signals reach it and nobody else."""
    sys.stdout.flush()
    os.execv(command[0], command)


if __name__ == "__main__":
    run_command(WORDS[sys.argv[1]])
