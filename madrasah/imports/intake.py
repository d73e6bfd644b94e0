"""Reads the file of a run into planned rows: the job behind an upload. Begun again, it begins anew.

Not here: what a heading or a cell means (recognise, lines), and what a row would change (passes).
"""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from django.db import transaction

from core.formats import decimal, joined
from core.jobs import progress
from core.leases import alone
from core.workbooks.kept import open_kept
from core.workbooks.limits import FileRefused
from core.workbooks.source import Sheets
from madrasah.imports.fields import FIELDS
from madrasah.imports.heads import names_head
from madrasah.imports.layout import Layout
from madrasah.imports.likenings import Likenings
from madrasah.imports.lines import HIDDEN, read_rows
from madrasah.imports.mapping import Memory
from madrasah.imports.models import ColumnMemory, ImportRun
from madrasah.imports.passes import ELSEWHERE, HEADS, OF_FILE, Pass, batches, count_rows, keep_rows
from madrasah.imports.recognise import Recognised, recognise
from madrasah.imports.words import words_of_data
from madrasah.users.models import User

READ_LEASE = 7_302 << 32  # with the run's primary key: one worker reads a run at a time
FILE_GONE = "Berkas ini sudah tidak disimpan. Unggah sekali lagi."
FAILED = (
    "Berkas ini gagal dibaca karena gangguan pada aplikasi, bukan karena isinya. Unggah sekali lagi; "
    "bila terulang, hubungi pengelola aplikasi."
)
Tell = Callable[[int], None]


def read_job(job_id: int, *, run_pk: int) -> None:
    """The task of core.jobs: see read_run."""
    read_run(run_pk, partial(progress, job_id))


def read_run(run_pk: int, tell: Tell) -> None:
    """Read and plan the file of a run that waits for it; rows of an attempt that died are thrown away.

    `tell` is called with the number of rows read so far. What the file is refused for stands in `problem`.
    """

    def go_on(rows: int) -> None:
        stay()
        tell(rows)

    with alone(READ_LEASE + run_pk) as stay:
        run = ImportRun.objects.select_related("by__person", "file").filter(pk=run_pk).first()
        if run and run.status == ImportRun.Status.READING:
            _read_file(run, go_on)


def _read_file(run: ImportRun, tell: Tell) -> None:
    run.rows.all().delete()
    try:
        if run.file is None:
            raise FileRefused(FILE_GONE)
        with run.file.file.open("rb") as file, open_kept(file) as source:
            _read(run, source, tell)
    except FileRefused as refusal:
        _fail(run, str(refusal))
    except Exception:
        _fail(run, FAILED)
        raise


def _read(run: ImportRun, source: Sheets, tell: Tell) -> None:
    recognised = recognise(source, memory_of(run.by), run.kind or None)
    _note(run, recognised)
    if recognised.layout is None:
        run.status = ImportRun.Status.NEEDS_COLUMNS
        run.save()
        return
    work, words, done, hidden, heads = Pass(run), words_of_data(), 0, 0, 0
    for rows in batches(read_rows(source, recognised.layout, words)):
        keep_rows(run, work.plan(rows, {}))
        done += len(rows)
        hidden += sum(HIDDEN in row.infos for row in rows)
        heads += sum(map(names_head, rows))
        tell(done)
    run.marks |= work.likenings.as_marks()
    if hidden:
        run.notes.append(f"{decimal(hidden)} baris yang tersembunyi di Excel, misalnya oleh saringan, ikut dibaca.")
    elsewhere = _rows_elsewhere(source, recognised.layout)
    run.counts = {OF_FILE: source.counted, ELSEWHERE: elsewhere, **({HEADS: heads} if heads else {})}
    _finish(run)


def _rows_elsewhere(source: Sheets, layout: Layout) -> int:
    """How many rows stand in sheets that are not read."""
    others = set(range(len(source.sheets))) - {table.sheet for table in layout.tables}
    return sum(1 for sheet in others for _row in source.rows(sheet))


def memory_of(user: User) -> Memory:
    """What the user once said about columns: field, or "" for not used, by kind and key of the heading."""
    remembered = ColumnMemory.objects.filter(user=user).values_list("kind", "key", "field")
    return {(kind, key): field for kind, key, field in remembered}


def _note(run: ImportRun, recognised: Recognised) -> None:
    run.kind = recognised.kind or run.kind
    run.layout = recognised.layout.as_json() if recognised.layout else None
    run.open_columns = [asdict(column) for column in (*recognised.open_columns, *recognised.known_columns)]
    run.marks = {"missing": list(recognised.missing), **Likenings.of(run).as_marks()}
    run.notes = list(recognised.notes)
    labels = [FIELDS[run.kind].get(name, name) for name in recognised.missing] if run.kind else []
    run.problem = f"Kolom {joined(labels)} belum ditemukan. Tentukan kolomnya, lalu lanjut." if labels else ""


def _finish(run: ImportRun) -> None:
    """What was kept of the file stays with the preview: its columns may still be changed."""
    run.counts = count_rows(run)
    run.status = ImportRun.Status.PREVIEW
    run.save()


def _fail(run: ImportRun, problem: str) -> None:
    """The run stays in the list with its sentence, without rows and without its file."""
    run.rows.all().delete()
    run.status, run.problem = ImportRun.Status.FAILED, problem
    with transaction.atomic():
        run.drop_file()
        run.save()
