"""A planned import as the preview page and the list of faults show it. Reads plans only, never the data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.formats import decimal, joined
from core.sheets.cells import Fault
from madrasah.imports.rows import KIND_WORDS, Answer, PlannedRow, RowKind
from madrasah.models import ImportRun

WITH_FAULTS = "catatan"
ANSWER_WORDS = {
    Answer.SAME_PERSON: "Ya, sama",
    Answer.NEW_PERSON: "Orang lain",
    Answer.SKIP: "Lewati",
}
WRITTEN = ((RowKind.NEW, "data baru"), (RowKind.CHANGED, "perubahan"))
LEFT_OUT = (
    (RowKind.ASK, "yang perlu dipastikan"),
    (RowKind.REFUSED, "ditolak"),
    (RowKind.SAME, "yang sudah sama"),
)
FAULT_HEAD = ("Baris", "Kolom", "Judul kolom", "Isi sel", "Yang keliru", "Cara memperbaiki", "Akibatnya")


@dataclass(frozen=True)
class Tab:
    """One word of the filter with its count; the address keeps the choice."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Card:
    """One row of the file on the page."""

    plan: PlannedRow
    word: str
    tone: str
    faults: tuple[Fault, ...]
    infos: tuple[str, ...]
    options: list[tuple[str, str]]

    @property
    def field(self) -> str:
        """The name of the question's radio buttons."""
        return field_of(self.plan)


def field_of(row: PlannedRow) -> str:
    """The form field in which the question of a row is answered."""
    return f"baris-{row.row.number}"


def faults_of(row: PlannedRow) -> tuple[Fault, ...]:
    """Faults found while reading and while meeting the data."""
    return (*row.row.faults, *row.faults)


def filtered(rows: Iterable[PlannedRow], kind: str) -> list[PlannedRow]:
    """Rows of one kind, those with faults, or all for any other word."""
    if kind == WITH_FAULTS:
        return [row for row in rows if faults_of(row)]
    return [row for row in rows if kind not in set(RowKind) or row.kind == kind]


def tabs(rows: Sequence[PlannedRow], chosen: str) -> list[Tab]:
    """All rows, each kind that occurs, and rows with faults."""
    counts = Counter(row.kind for row in rows)
    counted = [
        ("", "Semua", len(rows)),
        *((kind.value, KIND_WORDS[kind][0], counts[kind]) for kind in RowKind),
    ]
    counted.append((WITH_FAULTS, "Ada kekeliruan", len(filtered(rows, WITH_FAULTS))))
    return [
        Tab(f"{label} {decimal(n)}", f"?jenis={value}" if value else "?", value == chosen)
        for value, label, n in counted
        if n or value == chosen
    ]


def cards(rows: Iterable[PlannedRow]) -> list[Card]:
    """Rows with the words and colours of the page."""
    return [
        Card(
            plan=row,
            word="Dilewati" if row.answer == Answer.SKIP else KIND_WORDS[row.kind][0],
            tone=KIND_WORDS[row.kind][1],
            faults=faults_of(row),
            infos=(*row.row.infos, *row.infos),
            options=[(answer, ANSWER_WORDS[Answer(answer)]) for answer in row.answers],
        )
        for row in rows
    ]


def apply_words(rows: Iterable[PlannedRow]) -> str:
    """What the button writes and what it leaves out, in one or two sentences."""
    counts = Counter(row.kind for row in rows)
    written = [f"{counts[kind]} {word}" for kind, word in WRITTEN if counts[kind]]
    left = [f"{counts[kind]} {word}" for kind, word in LEFT_OUT if counts[kind]]
    out = f" Tidak ikut: {joined(left)}." if left else ""
    return f"Akan ditulis: {joined(written)}.{out}" if written else f"Tidak ada yang perlu ditulis.{out}"


def why_not_apply(run: ImportRun, rows: Iterable[PlannedRow]) -> str | None:
    """A sentence when there is nothing to confirm, or None."""
    if run.status == ImportRun.Status.APPLIED:
        return "Impor ini sudah diterapkan."
    if not any(row.is_written for row in rows):
        return "Tidak ada baris baru atau berubah."
    return None


def fault_rows(rows: Iterable[PlannedRow]) -> list[tuple[object, ...]]:
    """Lines under FAULT_HEAD, one per fault, to take along and correct the file with."""
    return [
        (
            fault.row, fault.column, fault.heading, fault.value, fault.message, fault.fix,
            "Baris ini tidak diimpor" if row.kind == RowKind.REFUSED else "Hanya sel ini yang tidak diimpor",
        )
        for row in rows
        for fault in faults_of(row)
    ]  # fmt: skip


_WRITTEN = ((RowKind.NEW, "data baru"), (RowKind.CHANGED, "perubahan"))
_LEFT = (
    (RowKind.ASK, "yang perlu dipastikan"),
    (RowKind.REFUSED, "ditolak"),
    (RowKind.SAME, "yang sudah sama"),
)
