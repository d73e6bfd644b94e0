"""Keeps one worker process beside the server: started with it, again when it dies, gone with it.

What the worker does is in core/worker.py; it sees for itself when the server was killed.
"""

import os
import subprocess
import sys
import threading
import time

from tools.project import ROOT

SECONDS_TO_LEAVE = 10
SECONDS_BETWEEN_STARTS = 1


class KeptWorker(threading.Thread):
    """A thread that waits for its worker to end and starts the next, until `stop`."""

    def __init__(self) -> None:
        super().__init__(name="kept-worker", daemon=True)
        self._lock = threading.Lock()
        self._is_wanted = True
        self._process = _started()

    def run(self) -> None:
        """Start the next worker whenever one has left."""
        while self._is_wanted:
            self._process.wait()
            time.sleep(SECONDS_BETWEEN_STARTS)
            with self._lock:
                if self._is_wanted:
                    self._process = _started()

    def stop(self) -> None:
        """End the worker for good; its job waits for the next start of the server."""
        with self._lock:
            self._is_wanted = False
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_LEAVE)
        except subprocess.TimeoutExpired:
            self._process.kill()


def _started() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", "run_jobs", f"--parent={os.getpid()}"]
    no_page = {**os.environ, "SERVES_PAGES": "0"}
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, env=no_page)
