"""A real worker process on the test database, for tests that kill it, and a job to kill it in."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from core.jobs import progress
from core.models import Job
from tests.databases import url_of
from tools.project import ROOT

Process = subprocess.Popen[bytes]


@contextmanager
def worker(parent: int = 0, **environment: str) -> Iterator[Process]:
    """`manage.py run_jobs` beside this test run; killed at the end if it still lives."""
    url = url_of(connection.settings_dict["NAME"])
    command = [sys.executable, "manage.py", "run_jobs", f"--parent={parent or os.getpid()}"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url, **environment})
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(told: Callable[[], object], seconds: float = 20) -> None:
    """Wait for what another process does."""
    deadline = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@transaction.atomic
def write_slowly(job_id: int, seconds: float) -> None:
    """Writes one row, then dawdles; the second attempt is quick."""
    Job.objects.create(title="Tertulis Contoh", status=Job.Status.DONE)
    progress(job_id, 1, total=2)
    if Job.objects.get(pk=job_id).attempts < 2:
        time.sleep(seconds)
    progress(job_id, 2)
