"""How the site is served: the same for `make run` and a real server, which sets BIND and WEB_CONCURRENCY in .env."""

import gc
import os
import shutil
import signal
from pathlib import Path
from typing import Any

from tools import gate
from tools.project import setting
from tools.worker import KeptWorker

_port = setting("PORT", "8000")
_data = Path(__file__).resolve().parent / ".data"
_data.mkdir(exist_ok=True)
# Each process counts for itself; who asks for the figures gets their sum (config/metrics.py).
_counted = _data / f"metrics-{_port}"
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_counted)
from prometheus_client.multiprocess import mark_process_dead  # noqa: E402 - it looks for that folder when imported

# Ctrl-C before it listens ends it without a traceback; from then on gunicorn answers it.
signal.signal(signal.SIGINT, signal.SIG_DFL)

bind = setting("BIND", f"127.0.0.1:{_port}")
workers = int(setting("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
# Loaded once before the workers part: they share its memory, and the first page is as quick as any.
# New code therefore comes with a restart, not with a HUP.
preload_app = True
threads = 4
timeout = 60
# Told to leave, a worker takes no new request and ends those that it has; systemd waits longer than this.
graceful_timeout = 30
# A worker is renewed now and then, not both at once: what leaks, leaks little.
max_requests = 5000
max_requests_jitter = 500
pidfile = str(_data / f"gunicorn-{_port}.pid")
loglevel = setting("SERVER_LOG_LEVEL", "warning")
control_socket_disable = True


def on_starting(_server: Any) -> None:
    """Before it listens. The figures of an earlier server are not those of this one."""
    gate.wait()
    shutil.rmtree(_counted, ignore_errors=True)
    _counted.mkdir(mode=0o700)


def when_ready(server: Any) -> None:
    """Long work is done by one more process beside the server; JOB_WORKER=0 where another unit runs it.

    What is loaded by now stays: the collector shall not touch it, or each worker gets a copy.
    """
    gc.freeze()
    if setting("JOB_WORKER", "1") != "0":
        server.job_worker = KeptWorker()
        server.job_worker.start()


def on_exit(server: Any) -> None:
    """The last thing the server does."""
    if hasattr(server, "job_worker"):
        server.job_worker.stop()


def child_exit(_server: Any, worker: Any) -> None:
    """What it counted stays; its files are closed."""
    mark_process_dead(worker.pid)


def post_worker_init(_worker: Any) -> None:
    """Ctrl-C in a terminal reaches every process; a worker leaves only when the master says so.

    Told twice, a worker of this server can wait for its own lock until it is killed half a minute later.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
