"""A worker killed in the middle leaves nothing half done, and whoever takes up its work finishes it."""

import io
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from madrasah.imports.applying import apply_run
from madrasah.imports.intake import read_run
from madrasah.imports.runs import apply_import
from madrasah.models import ImportRun, Person
from tests.cast import Cast, build_cast
from tests.madrasah.imports.uploads import upload
from tests.workbooks import SATU, teachers

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 1_200  # more than one batch


@pytest.fixture
def cast(settings) -> Iterator[Cast]:
    """The cast, committed, in a world where jobs wait for a worker."""
    settings.JOBS_AT_ONCE = False
    yield build_cast()


def book() -> io.BytesIO:
    return teachers(
        *(SATU | {"name": f"Contoh {n:04d}".translate(LETTERS), "peg_id": f"99{n:012d}"} for n in range(ROWS))
    )


LETTERS = str.maketrans("0123456789", "abcdefghij")


def kill_when(work: Callable[..., None], run: ImportRun, *, done: int) -> int:
    """Have the work done by another process, which is killed once it says that it has done so much."""

    def tell(so_far: int, *_total: int) -> None:
        if so_far >= done:
            os.kill(os.getpid(), signal.SIGKILL)

    def forked() -> None:
        connection.connection = None  # that of the parent: its lock would outlive this process
        work(run.pk, tell)

    worker = multiprocessing.get_context("fork").Process(target=forked)
    worker.start()
    worker.join(60)
    return worker.exitcode or 0


def test_a_killed_import_is_taken_up_again_without_a_trace(cast: Cast) -> None:
    before = Person.objects.count()
    run = upload(book(), cast.faisal)
    assert kill_when(read_run, run, done=1_000) == -signal.SIGKILL
    run.refresh_from_db()
    assert (run.status, Person.objects.count()) == (ImportRun.Status.READING, before)
    read_run(run.pk, lambda done: None)
    run.refresh_from_db()
    assert (run.status, run.counts["baru"], run.rows.count()) == (ImportRun.Status.PREVIEW, ROWS, ROWS + 1)
    run = apply_import(run=run, by=cast.faisal)
    assert kill_when(apply_run, run, done=1_000) == -signal.SIGKILL  # past the planning, in the writing
    assert (Person.objects.count(), run.writes.count()) == (before, 0)
    apply_run(run.pk, lambda done, total: None)
    apply_run(run.pk, lambda done, total: None)
    assert (Person.objects.count(), run.writes.count()) == (before + ROWS, ROWS)
