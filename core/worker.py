"""The process that does the jobs, one after another, with a thread that beats for the one under way.

Belongs here: the loop and when it leaves. Not here: the life of a job (core/jobs.py), and who starts this
process and keeps it running (tools/worker.py, or systemd).
"""

import logging
import os
import resource
import signal
import sys
import threading
import time
from datetime import date
from typing import NoReturn

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from core import jobs
from core.duties import Duties, start_due
from core.models import Job

logger = logging.getLogger(__name__)

SECONDS_IDLE = 0.5
SECONDS_WITHOUT_DATABASE = 3
SECONDS_BETWEEN_BEATS = 1
# What Python took for one big file it seldom gives back: past this the process leaves and is started afresh.
MOST_MEMORY = 150 * 1024 * 1024


def work(duties: Duties, parent: int = 0) -> None:
    """Do jobs until SIGTERM, until `parent` (a process id; 0 for none) is gone, or until grown too big.

    `duties` become jobs at the start and whenever a new day begins.
    """
    signal.signal(signal.SIGTERM, _leave)
    if parent:
        # Ctrl-C in a terminal reaches every process; the parent says when to leave.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    pulse = Pulse(parent)
    pulse.start()
    # A process is charged with what its parent held before it: only growth counts.
    most = max(MOST_MEMORY, peak_memory())
    day: date | None = None
    while peak_memory() <= most:
        try:
            close_old_connections()
            if day != timezone.localdate():
                start_due(duties, at=timezone.now())
                day = timezone.localdate()
            if not work_once(pulse):
                time.sleep(SECONDS_IDLE)
        except Error as fault:
            logger.warning("no database for jobs: %s", str(fault).strip())
            connection.close()
            time.sleep(SECONDS_WITHOUT_DATABASE)


class Pulse(threading.Thread):
    """Says once a second that the worker lives; on its own connection, so also during a long transaction."""

    def __init__(self, parent: int) -> None:
        super().__init__(name="pulse", daemon=True)
        self.parent = parent
        self.job: Job | None = None

    def run(self) -> None:
        """Beat until the process ends."""
        while True:
            time.sleep(SECONDS_BETWEEN_BEATS)
            try:
                self._beat()
            except Error:
                connection.close()

    def _beat(self) -> None:
        job = self.job
        if self.parent and os.getppid() != self.parent:
            if job:
                jobs.hand_back(job)
            os._exit(1)
        # A worker that was thought dead must not go on beside the one that took its job up.
        if job and not jobs.beat(job) and jobs.is_taken_over(job):
            os._exit(1)


def work_once(pulse: Pulse) -> bool:
    """Do one job if there is one; whether there was."""
    job = jobs.claim_job()
    if job is None:
        return False
    jobs.listen_to(job)
    pulse.job = job
    try:
        jobs.run_job(job)
    except SystemExit:
        pulse.job = None
        connection.close()
        jobs.hand_back(job)
        raise
    finally:
        pulse.job = None
        jobs.stop_listening(job)
    return True


def peak_memory() -> int:
    """Bytes this process held at most."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _leave(*_: object) -> NoReturn:
    """SIGTERM unrolls the job's transaction and hands the job back."""
    raise SystemExit(0)
