"""The worker beside the server: started again when it dies, gone for good when the server stops."""

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tools import worker

Process = subprocess.Popen[bytes]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Process]]:
    """The processes in the order of their start; each only sleeps."""
    processes: list[Process] = []

    def start() -> Process:
        processes.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))
        return processes[-1]

    monkeypatch.setattr(worker, "_started", start)
    monkeypatch.setattr(worker, "SECONDS_BETWEEN_STARTS", 0)
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def test_a_worker_that_dies_is_started_again_until_the_server_stops(started: list[Process]) -> None:
    kept = worker.KeptWorker()
    kept.start()
    started[0].kill()
    deadline = time.monotonic() + 10
    while len(started) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    kept.stop()
    kept.join(10)
    assert len(started) == 2
    assert started[1].poll() is not None
