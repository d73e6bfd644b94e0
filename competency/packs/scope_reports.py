"""What a reader sees of supervision, sheet by sheet, and the files that hang on it.

Each sheet starts from `visible_to`. Of a sheet that was shared it is the version that stands, of a draft what its
keeper wrote so far; a result that its teacher has not opened yet is not given away here.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from competency.guidance.models import Guidance
from competency.instruments.models import Instrument
from competency.paper_forms.models import PaperCopy
from competency.reflections.reads import waiting_for
from competency.rpp.models import Rpp
from competency.scoring.definition import Answer
from competency.scoring.result import from_json
from competency.scoring.words import answer_words, result_words
from competency.sharing.models import SharedVersion
from competency.sharing.permissions import is_addressed
from competency.sheets.models import Assessment, FollowUp, Revision
from competency.sheets.noted import Fact, thawed
from competency.visits.models import Visit
from competency.visits.presenters import observer_words
from competency.visits.states import LABELS
from core.formats import clock
from core.packs import Listing, OwnedFile, files_behind
from madrasah.desk.scope_reports import listing
from madrasah.models import User

Files = Iterator[OwnedFile]
PORTION = 2000
UNOPENED = "Buka dulu hasilnya di aplikasi."
SHEET_HEAD = [
    *("No. lembar", "Tanggal", "Guru", "Madrasah", "Semester", "Instrumen", "Versi", "Penilai", "Pemegang", "Kelas"),
    *("Mata pelajaran", "Keadaan", "Dibagikan", "Hasil", "Butir dinilai", "Yang sudah baik", "Saran", "Tanggapan guru"),
]
JOINED = ("teacher", "observer", "keeper", "madrasah", "subject", "semester")


@dataclass(frozen=True)
class Filled:
    """A sheet with what this reader may read on it; without `version` it is a draft, or not opened yet."""

    sheet: Assessment
    instrument: Instrument
    version: SharedVersion | None
    is_hidden: bool = False


def supervision_listings(user: User, today: date) -> list[Listing]:
    """Visits, sheets, answers, tindak lanjut, RPP, agreements about RPP."""
    sheets = Assessment.objects.visible_to(user)
    return [
        _visits(Visit.objects.visible_to(user), today),
        *sheet_listings(sheets, user),
        _followups(FollowUp.objects.visible_to(user)),
        _rpps(Rpp.objects.visible_to(user)),
        _guidances(Guidance.objects.visible_to(user)),
    ]


def own_supervision_listings(user: User) -> list[Listing]:
    """Sheets about oneself, one's tindak lanjut and RPP."""
    sheets = Assessment.objects.visible_to(user).filter(teacher=user.person_id)
    return [
        *sheet_listings(sheets, user),
        _followups(FollowUp.objects.visible_to(user).filter(owner=user.person_id)),
        _rpps(Rpp.objects.visible_to(user).filter(teacher=user.person_id)),
    ]


def supervision_files(user: User) -> Files:
    """Photos of RPP, proofs, mended documents, photos of sheets on paper of one's own."""
    sheets = Assessment.objects.visible_to(user)
    papers = PaperCopy.objects.filter(assessment__in=_seen_paper(sheets, user))
    yield from files_behind("Foto RPP", Rpp.objects.visible_to(user), "photo")
    yield from files_behind("Bukti tindak lanjut", FollowUp.objects.visible_to(user), "proof_file")
    yield from files_behind("Perbaikan", Revision.objects.visible_to(user), "file")
    yield from files_behind("Foto lembar kertas", papers, "photo")


def own_supervision_files(user: User) -> Files:
    """The same of oneself."""
    me = user.person_id
    yield from files_behind("Foto RPP", Rpp.objects.visible_to(user).filter(teacher=me), "photo")
    yield from files_behind("Bukti tindak lanjut", FollowUp.objects.visible_to(user).filter(owner=me), "proof_file")
    yield from files_behind("Perbaikan", Revision.objects.visible_to(user).filter(followup__owner=me), "file")


def _seen_paper(sheets: Any, user: User) -> Any:
    """A photo of a sheet on paper tells its result: not before that was opened."""
    return sheets.exclude(pk__in=waiting_for(user).values("pk")).order_by().values("pk")


def sheet_listings(sheets: Any, user: User) -> list[Listing]:
    """The sheets, and every answer on them."""
    return [
        Listing(
            "Lembar",
            "lembar supervisi dengan hasil yang berlaku; draf hanya milik Anda",
            SHEET_HEAD,
            lambda: (_sheet_line(one, user) for one in filled(sheets, user)),
        ),
        Listing(
            "Jawaban",
            "nilai tiap butir dan catatan faktanya, sebaris satu butir",
            ["No. lembar", "Tanggal", "Guru", "Kode butir", "Butir", "Nilai", "Arti", "Catatan fakta", "Pukul"],
            lambda: (line for one in filled(sheets, user) for line in _answer_lines(one)),
        ),
    ]


def filled(sheets: Any, user: User) -> Iterator[Filled]:
    """Shared ones by key, then drafts. Keys are asked first: with much joined, the planner does not begin at them."""
    kept = list(sheets.order_by().values_list("pk", flat=True))
    instruments = {row.pk: row for row in Instrument.objects.filter(pk__in=sheets.order_by().values("instrument"))}
    hidden: Collection[int] = set(waiting_for(user).values_list("pk", flat=True))
    joined = [f"assessment__{name}" for name in JOINED]
    versions = SharedVersion.objects.standing(kept).select_related("reply", *joined)
    for version in versions.iterator(chunk_size=PORTION):
        sheet = version.assessment
        if sheet.pk in hidden:
            yield Filled(sheet, instruments[sheet.instrument_id], None, is_hidden=True)
        else:
            yield Filled(sheet, instruments[sheet.instrument_id], version)
    drafts = Assessment.objects.filter(pk__in=kept, shared_at=None).select_related(*JOINED).order_by("pk")
    for sheet in drafts.prefetch_related("answers", "notes").iterator(chunk_size=PORTION):
        yield Filled(sheet, instruments[sheet.instrument_id], None)


def _sheet_line(one: Filled, user: User) -> list[Any]:
    sheet, version, definition = one.sheet, one.version, one.instrument.definition
    words = [UNOPENED, "", "", "", ""] if one.is_hidden else ["", "", sheet.strengths, sheet.suggestions, ""]
    if version:
        result = from_json(version.result, definition)
        counted = f"{result.filled} dari {result.count}"
        words = [result_words(result, definition), counted, version.strengths, version.suggestions, ""]
        words[-1] = _reply(version, sheet, user)
    return [
        sheet.pk,
        sheet.observed_on,
        str(sheet.teacher),
        sheet.madrasah.name,
        str(sheet.semester),
        f"{one.instrument.short} {sheet.purpose}".strip(),
        one.instrument.version,
        str(sheet.observer),
        str(sheet.keeper),
        sheet.class_name,
        str(sheet.subject or ""),
        sheet.get_state_display(),
        version.shared_at if version else None,
        *words,
    ]


def _reply(version: SharedVersion, sheet: Assessment, user: User) -> str:
    """One that waits to be opened by its addressee stays closed here."""
    reply = getattr(version, "reply", None)
    if reply is None:
        return ""
    return "Belum Anda buka." if reply.read_at is None and is_addressed(user, sheet) else str(reply.text)


def _answer_lines(one: Filled) -> Iterator[list[Any]]:
    sheet, definition = one.sheet, one.instrument.definition
    if one.is_hidden:
        return
    answers: Mapping[str, Answer] = one.version.given_answers() if one.version else sheet.draft_answers()
    notes: Mapping[str, Fact] = thawed(one.version.notes) if one.version else sheet.draft_notes()
    for item in definition.indicators:
        answer, fact = answers.get(item.code), notes.get(item.code)
        if answer is None and fact is None:
            continue
        value = answer if isinstance(answer, int) else None
        said, seen_at = (fact.text, fact.seen_at) if fact else ("", None)
        meaning = answer_words(definition, item.code, answer)
        yield [
            sheet.pk,
            sheet.observed_on,
            str(sheet.teacher),
            item.code,
            item.text,
            value,
            meaning,
            said,
            clock(seen_at) if seen_at else "",
        ]


def _visits(rows: Any, today: date) -> Listing:
    return listing(
        "Kunjungan",
        "kunjungan supervisi yang direncanakan",
        ["Tanggal", "Pukul", "Guru", "Madrasah", "Kelas", "Mata pelajaran", "Untuk", "Yang mengamati", "Keadaan"],
        rows.with_sheet().select_related("teacher", "observer", "madrasah", "subject").order_by("day", "pk"),
        lambda row: [
            row.day,
            clock(row.starts_at) if row.starts_at else "",
            str(row.teacher),
            row.madrasah.name,
            row.class_name,
            str(row.subject or ""),
            row.get_kind_display(),
            observer_words(row),
            LABELS[row.state_on(today)],
        ],
    )


def _followups(rows: Any) -> Listing:
    return listing(
        "Tindak lanjut",
        "yang disepakati sesudah supervisi",
        ["No. lembar", "Guru", "Tindak lanjut", "Batas waktu", "Keadaan", "Alasan tidak perlu", "Bukti", "Selesai"],
        rows.select_related("owner").order_by("pk"),
        lambda row: [
            row.assessment_id,
            str(row.owner),
            row.text,
            row.due_on,
            row.get_status_display(),
            row.reason,
            row.proof,
            timezone.localtime(row.closed_at).date() if row.closed_at else None,
        ],
    )


def _rpps(rows: Any) -> Listing:
    return listing(
        "RPP",
        "pemeriksaan RPP tiap minggu; minggu tanpa baris berarti belum diperiksa",
        ["Minggu (Senin)", "Guru", "Madrasah", "Mata pelajaran", "Keadaan", "Sebab", "Diperiksa oleh", "Diperiksa"],
        rows.select_related("teacher", "madrasah", "subject", "checked_by").order_by("week", "pk"),
        lambda row: [
            row.week,
            str(row.teacher),
            row.madrasah.name,
            str(row.subject or ""),
            row.get_status_display(),
            row.get_cause_display(),
            str(row.checked_by),
            row.checked_at,
        ],
    )


def _guidances(rows: Any) -> Listing:
    return listing(
        "Pembinaan",
        "kesepakatan tentang pemeriksaan RPP",
        ["Tanggal", "Madrasah", "Disepakati dengan", "Dicatat oleh", "Kesepakatan", "Diperiksa lagi"],
        rows.select_related("madrasah", "head", "noted_by").order_by("agreed_on", "pk"),
        lambda row: [row.agreed_on, row.madrasah.name, str(row.head), str(row.noted_by), row.text, row.due_on],
    )
