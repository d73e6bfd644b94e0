"""The server of this checkout: the port it gets, and the process that holds it."""

import fcntl
import os
import socket
import subprocess
import time
from pathlib import Path

from tools.console import Stop
from tools.project import DATA, setting

SECONDS_TO_STOP = 35


def free_port() -> int:
    """PORT (8000) when nobody listens on it; asked first, so that nothing is prepared in vain."""
    text = setting("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Stop(f"PORT={text} bukan nomor porta. Contoh: make run PORT=8001")
    port = int(text)
    if server_pid(pid_file(port)):
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


def claim(port: int) -> None:
    """Of two starts at once the later one ends here; held until the server that this process becomes has ended."""
    DATA.mkdir(exist_ok=True)
    lock = os.open(DATA / f"run-{port}.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Stop(
            f"Aplikasi ini sedang dinyalakan di http://127.0.0.1:{port}/ oleh perintah lain. Lihat alamat dan kode di "
            "layar perintah itu, atau hentikan dengan: make stop"
        ) from None
    os.set_inheritable(lock, True)


def pid_file(port: int) -> Path:
    """Where the server on this port writes its pid."""
    return DATA / f"gunicorn-{port}.pid"


def server_pid(file: Path) -> int:
    """The pid of the server that wrote `file`; 0 (and no file) when that is gone or its pid another's."""
    try:
        pid = int(file.read_text())
    except (OSError, ValueError):
        pid = 0
    if _is_server(pid):
        return pid
    file.unlink(missing_ok=True)
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


def wait_until_gone(pid: int) -> None:
    """The server's file goes first, its job worker after that, itself last."""
    deadline = time.monotonic() + SECONDS_TO_STOP
    while _is_server(pid):
        if time.monotonic() > deadline:
            raise Stop("Aplikasi belum mau berhenti. Tunggu sebentar, lalu ulangi make stop.")
        time.sleep(0.1)
