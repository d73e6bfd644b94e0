"""An import as its pages show it: the stage it is in, figures, filter, rows, faults to take along.

Belongs here: reading what was planned, in words. Not here: planning, and any other data.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localtime

from core.formats import decimal, dotted, joined, moment_short
from core.jobs import STOPPED
from core.workbooks.cells import Fault
from madrasah.imports.fields import FIELDS
from madrasah.imports.headings import claim_of
from madrasah.imports.mapping import OpenColumn
from madrasah.imports.models import ImportRow, ImportRun
from madrasah.imports.name_presenters import answer_words
from madrasah.imports.passes import ELSEWHERE, HEADS, OF_FILE, WITH_FAULTS, planned_of
from madrasah.imports.permissions import why_not_appoint_heads
from madrasah.imports.rows import KIND_WORDS, Answer, PlannedRow, RowKind
from madrasah.places.models import Madrasah, Region
from madrasah.users.models import User

MOST_IN_WORKBOOK = 10_000  # rows with faults; a longer list is made as CSV, in a tenth of the time
MOST_ANSWERS = 200  # of one page; more are not read
LONGEST_SEGMENT = 14
WRITTEN = ((RowKind.NEW, "data baru"), (RowKind.CHANGED, "perubahan"))
UNDONE = ((RowKind.NEW, "data baru dihapus lagi"), (RowKind.CHANGED, "perubahan dikembalikan seperti sebelumnya"))
LEFT_OUT = ((RowKind.ASK, "yang perlu dipastikan"), (RowKind.REFUSED, "ditolak"), (RowKind.SAME, "yang sudah sama"))
HEADS_STAY = "Kepala yang sudah ditunjuk dari berkas ini tetap menjabat; akhiri tugasnya di halaman orangnya."
FAULT_HEAD = ("Lembar", "Baris", "Kolom", "Judul kolom", "Isi sel", "Yang keliru", "Cara memperbaiki", "Akibatnya")
TITLES = {
    ImportRun.Status.PREVIEW: "Periksa dahulu",
    ImportRun.Status.APPLIED: "Sudah diterapkan",
    ImportRun.Status.UNDONE: "Sudah dibatalkan",
}
TONES = {
    ImportRun.Status.READING: "blue",
    ImportRun.Status.NEEDS_COLUMNS: "amber",
    ImportRun.Status.PREVIEW: "amber",
    ImportRun.Status.WRITING: "blue",
    ImportRun.Status.APPLIED: "green",
    ImportRun.Status.UNDONE: "grey",
    ImportRun.Status.FAILED: "red",
}
_ANSWER_FIELD = re.compile(r"jawab-(\d{1,18})")


class Stage(StrEnum):
    """Which page a run has now."""

    UNDERWAY = "underway"
    COLUMNS = "columns"
    ROWS = "rows"
    FAILED = "failed"


@dataclass(frozen=True)
class Figure:
    """One count on top of the preview; the address shows its rows."""

    number: str
    label: str
    url: str
    tone: str
    current: bool


@dataclass(frozen=True)
class Card:
    """One row of the file on the page."""

    plan: PlannedRow
    place: str
    field: str
    word: str
    tone: str
    faults: tuple[Fault, ...]
    infos: tuple[str, ...]
    options: list[tuple[str, str]]

    @property
    def is_wordy(self) -> bool:
        """Whether the answers are too long to stand side by side."""
        return any(len(word) > LONGEST_SEGMENT for _, word in self.options)


@dataclass(frozen=True)
class RunLine:
    """One upload in the list of one's own."""

    run: ImportRun
    detail: str
    word: str
    tone: str


def stage_of(run: ImportRun) -> Stage:
    """The page of a run; work whose process failed is over, whatever the run itself still says."""
    if run.status == ImportRun.Status.FAILED or _is_stuck(run):
        return Stage.FAILED
    if run.status in (ImportRun.Status.READING, ImportRun.Status.WRITING):
        return Stage.UNDERWAY
    return Stage.COLUMNS if run.status == ImportRun.Status.NEEDS_COLUMNS else Stage.ROWS


def problem_of(run: ImportRun) -> str:
    """Why a run could not go on, in one or two sentences."""
    return run.problem or (run.job.problem if run.job else "") or STOPPED


def run_lines(runs: Iterable[ImportRun]) -> list[RunLine]:
    """Uploads with the word and colour of their state."""
    return [_line(run, ImportRun.Status.FAILED if _is_stuck(run) else ImportRun.Status(run.status)) for run in runs]


def why_not_columns(run: ImportRun) -> str | None:
    """Columns are asked before anything is written."""
    if run.status not in (ImportRun.Status.NEEDS_COLUMNS, ImportRun.Status.PREVIEW):
        return "Arti kolom hanya bisa dipilih sebelum impor diterapkan."
    return None if run.file_id else "Berkas ini sudah tidak disimpan. Unggah sekali lagi untuk mengubah arti kolomnya."


def columns_of(run: ImportRun) -> list[OpenColumn]:
    """The columns that are asked about, and then those that may be changed, each heading once."""
    told = {column["key"]: OpenColumn(**column) for column in reversed(run.open_columns)}
    return sorted(reversed(told.values()), key=lambda column: not column.is_open)


def open_columns(run: ImportRun) -> list[OpenColumn]:
    """The columns to ask about."""
    return [column for column in columns_of(run) if column.is_open]


def guesses(kind: str, columns: Iterable[OpenColumn]) -> dict[str, str]:
    """What columns are taken for, or their headings say by themselves, by key; nothing where two say the same."""
    columns = list(columns)
    known = {column.key: column.field for column in columns if column.field}
    claims = {column.key: claim_of(kind, tuple(column.heading.split(": "))) for column in columns if column.is_open}
    told = {key: claim.fields[0] for key, claim in claims.items() if claim and len(claim.fields) == 1}
    counts = Counter(told.values())
    taken = set(known.values())
    fresh = {key: field for key, field in told.items() if field in FIELDS[kind] and counts[field] == 1}
    return known | {key: field for key, field in fresh.items() if field not in taken}


def shown_rows(run: ImportRun, kind: str) -> QuerySet[ImportRow]:
    """Rows of one kind, those with faults, or all of the list for any other word."""
    if kind == WITH_FAULTS:
        return run.rows.filter(has_faults=True)
    return run.rows.filter(kind=kind) if kind in set(RowKind) else run.rows.exclude(kind=RowKind.PASSED)


def figures(run: ImportRun, chosen: str) -> list[Figure]:
    """All rows of the list, each kind that occurs, and rows with faults."""
    counts = run.counts
    total = sum(counts.get(kind, 0) for kind in RowKind if kind != RowKind.PASSED)
    told = [("", "Isi daftar", total, "")]
    told += [(kind.value, KIND_WORDS[kind][0], counts.get(kind, 0), KIND_WORDS[kind][1]) for kind in RowKind]
    told.append((WITH_FAULTS, "Ada kekeliruan", counts.get(WITH_FAULTS, 0), "red"))
    return [
        Figure(decimal(n), label, f"?{address_of(value)}", tone, value == chosen)
        for value, label, n, tone in told
        if n or value in ("", chosen)
    ]


def address_of(kind: str, page: int = 1) -> str:
    """The query that shows these rows again."""
    return urlencode({**({"jenis": kind} if kind else {}), **({"halaman": page} if page > 1 else {})})


def cards(run: ImportRun, rows: Iterable[ImportRow]) -> list[Card]:
    """Rows with the words and colours of the page; a teacher's with the madrasah, a madrasah's with the kecamatan."""
    plans = [(row, planned_of(row)) for row in rows]
    if run.kind == ImportRun.Kind.TEACHERS:
        names = dict(Madrasah.objects.filter(pk__in={plan.place for _, plan in plans}).values_list("pk", "name"))
        words = answer_words(plan for _, plan in plans)
        return [_card(row, plan, names.get(plan.place) or _place_as_written(plan), words) for row, plan in plans]
    codes = {plan.row.text("region") for _, plan in plans}
    regions = dict(Region.objects.filter(pk__in=codes).values_list("pk", "name"))
    return [_card(row, plan, regions.get(plan.row.text("region"), ""), {}) for row, plan in plans]


def asked_rows(run: ImportRun, names: Iterable[str]) -> QuerySet[ImportRow]:
    """The rows whose questions the posted fields answer."""
    found = [match for name in names if (match := _ANSWER_FIELD.fullmatch(name))]
    return run.rows.filter(pk__in=[int(match[1]) for match in found[:MOST_ANSWERS]])


def question_fields(rows: Iterable[ImportRow]) -> dict[str, tuple[Any, tuple[str, ...]]]:
    """The primary key and the offered answers of each row, by the name of its radio buttons."""
    return {_field(row): (row.pk, planned_of(row).answers) for row in rows}


def apply_words(run: ImportRun) -> str:
    """What the button writes and what it leaves out, in one or two sentences."""
    written, left = _counted(run, WRITTEN), _counted(run, LEFT_OUT)
    out = f" Tidak ikut: {joined(left)}." if left else ""
    return f"Akan ditulis: {joined(written)}.{out}" if written else f"Tidak ada yang perlu ditulis.{out}"


def sum_words(run: ImportRun) -> str:
    """All rows of the file and what becomes of them, so that a person sees that none got lost."""
    words = {kind: KIND_WORDS[kind][0].lower() for kind in RowKind} | {RowKind.ASK: "perlu dipastikan"}
    told = [
        *((run.counts.get(kind, 0), word) for kind, word in words.items()),
        (run.counts.get(ELSEWHERE, 0), "di lembar lain yang tidak dibaca"),
    ]
    parts = joined([f"{decimal(count)} {word}" for count, word in told if count])
    return f"Berkas ini berisi {decimal(run.counts[OF_FILE])} baris: {parts}." if OF_FILE in run.counts else ""


def written_words(run: ImportRun) -> str:
    """What an applied run has written."""
    return f"Sudah ditulis: {joined(_counted(run, WRITTEN))}."


def next_steps(run: ImportRun, user: User) -> list[tuple[str, str]]:
    """What is done after a run was applied, the first thing first: words of the link, and its address.

    Heads can be found once the teachers are there.
    """
    heads = [("Tunjuk kepala dari berkas ini", reverse("madrasah:import-heads", args=[run.pk]))]
    heads = heads if run.counts.get(HEADS) and why_not_appoint_heads(user, run) is None else []
    if run.kind == ImportRun.Kind.MADRASAHS:
        return [("Impor daftar guru", reverse("madrasah:import-list")), *heads]
    return [*heads, ("Buka semua yang belum punya akun", f"{reverse('madrasah:account-list')}?keadaan=belum")]


def undo_words(run: ImportRun) -> str:
    """What taking back an applied run means."""
    what = joined(_counted(run, UNDONE))
    stay = f" {HEADS_STAY}" if HEADS in run.counts else ""
    return f"{run.file_name}: {what}.{stay}"


def why_not_apply(run: ImportRun) -> str | None:
    """A sentence when there is nothing to confirm, or None."""
    if run.status == ImportRun.Status.APPLIED:
        return "Impor ini sudah diterapkan."
    return None if _counted(run, WRITTEN) else "Tidak ada baris baru atau berubah."


def fault_rows(run: ImportRun) -> Iterator[tuple[object, ...]]:
    """Lines under FAULT_HEAD, one per fault, to take along and correct the file with."""
    for row in shown_rows(run, WITH_FAULTS).iterator(chunk_size=1000):
        plan = planned_of(row)
        refused = plan.kind == RowKind.REFUSED
        result = "Baris ini tidak diimpor" if refused else "Hanya sel ini yang tidak diimpor"
        for fault in plan.all_faults:
            where = (fault.sheet, fault.row, fault.column, fault.heading)
            yield (*where, fault.value, fault.message, fault.fix, result)


def _is_stuck(run: ImportRun) -> bool:
    underway = run.status in (ImportRun.Status.READING, ImportRun.Status.WRITING)
    return underway and run.job is not None and run.job.is_over


def _line(run: ImportRun, status: ImportRun.Status) -> RunLine:
    detail = dotted(run.get_kind_display(), moment_short(localtime(run.created_at)))
    return RunLine(run, detail, status.label, TONES[status])


def _place_as_written(plan: PlannedRow) -> str:
    return next((text for name in ("madrasah", "nsm", "npsn") if (text := plan.row.text(name))), "")


def _card(row: ImportRow, plan: PlannedRow, place: str, words: Mapping[str, str]) -> Card:
    return Card(
        plan=plan,
        place=place,
        field=_field(row),
        word="Anda lewati" if plan.answer == Answer.SKIP else KIND_WORDS[plan.kind][0],
        tone=KIND_WORDS[plan.kind][1],
        faults=plan.all_faults,
        infos=(*plan.row.infos, *plan.infos),
        options=[(answer, words[answer]) for answer in plan.answers if answer in words],
    )


def _field(row: ImportRow) -> str:
    return f"jawab-{row.pk}"


def _counted(run: ImportRun, kinds: Iterable[tuple[RowKind, str]]) -> list[str]:
    return [f"{decimal(run.counts[kind])} {word}" for kind, word in kinds if run.counts.get(kind)]
