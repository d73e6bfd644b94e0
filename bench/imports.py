"""Time and peak memory of an import: `python -m bench.imports`.

A sheet is read to a preview, applied, read once more, and the import undone.

Each size runs in a process of its own, on an empty database that is dropped afterwards. The floor is what the
same machine needs in the same run to read the file's cells and to store every row once, without a thought.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools import postgres

os.environ.setdefault("DATABASE_URL", postgres.ensure_running())
os.environ.update(SECRET_KEY="only-for-bench", ALLOWED_HOSTS="localhost", DEBUG="0")  # noqa: S106
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

import django
from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

django.setup()

from bench.books import madrasah_count, nsm_of, write_book  # noqa: E402
from core.workbooks.source import open_source  # noqa: E402
from madrasah.imports import runs  # noqa: E402
from madrasah.imports.passes import batches  # noqa: E402
from madrasah.models import Assignment, ImportRow, ImportRun, Madrasah, Person, Region, User  # noqa: E402
from madrasah.roles import Role  # noqa: E402

SIZES = (1_000, 5_000, 10_000, 100_000)
DATABASE = f"bench_app_{os.getpid()}"  # two runs at once do not meet
STEPS = ("floor", "preview", "apply", "again", "undo")
HEAD = ("rows", *(f"{step} s" for step in STEPS), "preview CPU s", "preview/floor", "ms/row", "peak MB")


def main() -> None:
    """Print a table for the sizes given as words, or for all."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print("| " + " | ".join(HEAD) + " |")
    print("|" + " ---: |" * len(HEAD))
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "bench.imports", "--one", str(size)], check=True, capture_output=True, text=True
        )
        print(_line(size, json.loads(done.stdout.splitlines()[-1])), flush=True)


def measure(size: int) -> dict[str, float]:
    """Seconds by step, CPU seconds of Python for the preview, and the peak of this process in MB."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
            with override_settings(STORAGES={**settings.STORAGES, "default": files}):
                return _measured(size, Path(folder) / "guru.xlsx")
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def _measured(size: int, book: Path) -> dict[str, float]:
    write_book(book, size)
    user = _world(size)
    before = _peak()
    figures = {"floor": _seconds(lambda: _floor(book, user))}
    cpu = time.process_time()
    figures["preview"] = _seconds(lambda: _upload(book, user))
    figures["cpu"] = time.process_time() - cpu
    run = ImportRun.objects.get()
    _expect(run.counts, "baru", size)
    figures["apply"] = _seconds(lambda: runs.apply_import(run=run, by=user))
    figures["again"] = _seconds(lambda: _upload(book, user))
    _expect(ImportRun.objects.latest("pk").counts, "sama", size)
    figures["undo"] = _seconds(lambda: runs.undo_import(run=run, by=user))
    _expect({"left": Person.objects.count()}, "left", 1)
    return {**figures, "peak": _peak(), "before": before}


def _world(size: int) -> User:
    """The operator of a kabupaten with as many madrasah as the file names."""
    kabupaten = Region.objects.create(code="73.02", level="kabupaten", name="Bulukumba")
    kecamatan = Region.objects.create(code="73.02.01", level="kecamatan", name="Gantarang", parent=kabupaten)
    places = range(madrasah_count(size))
    Madrasah.objects.bulk_create(
        [Madrasah(name=f"MI Contoh {n}", nsm=nsm_of(n), region=kecamatan) for n in places], 1000
    )
    person = Person.objects.create(name="Operator Contoh")
    Assignment.objects.create(person=person, role=Role.OPERATOR, region=kabupaten, since="2024-07-01")
    return User.objects.create_user("operator-01", person=person)


def _floor(book: Path, user: User) -> None:
    """Read every cell and store every row as it is."""
    run = ImportRun.objects.create(by=user, file_name="floor")
    for batch in batches(_cells(book)):
        ImportRow.objects.bulk_create(
            [ImportRow(run=run, table=0, number=number, label="", payload=cells) for number, cells in batch]
        )
    run.delete()


def _cells(book: Path) -> Iterator[tuple[int, list[str]]]:
    with book.open("rb") as file, open_source(file, book.name) as source:
        for row in source.rows(0):
            yield row.number, [cell.text for cell in row.cells.values()]


def _upload(book: Path, user: User) -> ImportRun:
    with book.open("rb") as file:
        return runs.start_import(file=file, name=book.name, by=user)


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _expect(counts: dict[str, int], kind: str, size: int) -> None:
    if counts.get(kind) != size:
        raise SystemExit(f"expected {size} {kind}, found {counts}")


def _line(size: int, figures: dict[str, float]) -> str:
    times = [f"{figures[step]:.1f}" for step in STEPS]
    ratio, each = figures["preview"] / figures["floor"], figures["preview"] / size * 1000
    memory = f"{figures['peak']:.0f} ({figures['before']:.0f} idle)"
    return (
        "| " + " | ".join([f"{size:,}", *times, f"{figures['cpu']:.1f}", f"{ratio:.1f}", f"{each:.2f}", memory]) + " |"
    )


if __name__ == "__main__":
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = DATABASE
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        main()
