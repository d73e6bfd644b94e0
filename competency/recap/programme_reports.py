"""The supervision programme of a semester and the report on it, as tables: planned, carried out, found, agreed on.

Findings are the words that were shared, no scores: those stand in the recap, for fewer eyes than an office has.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from competency.recap.reports import Table, sheets_of
from competency.sharing.models import SharedVersion
from competency.sheets.models import Assessment, FollowUp
from competency.visits.models import Visit
from competency.visits.presenters import observer_words
from competency.visits.states import LABELS, VisitState
from core.formats import clock, date_long, date_short
from madrasah.models import Semester, User

Pairs = list[tuple[str, str]]
COUNTED = {VisitState.PLANNED: "Belum tiba waktunya"}


def programme_of(viewer: User, semester: Semester, where: Sequence[int], today: date) -> tuple[Pairs, list[Table]]:
    """Who visits whom, when and what for, by day; what was called off says so."""
    visits = _visits(viewer, semester, where)
    on = [visit for visit in visits if not visit.called_off_at]
    facts = [
        ("Kunjungan", f"{len(on)} direncanakan" + (f", {len(visits) - len(on)} dibatalkan" if on != visits else "")),
        ("Guru yang dikunjungi", str(len({visit.teacher_id for visit in on}))),
    ]
    head = ["Hari, tanggal", "Guru", "Madrasah", "Kelas, mata pelajaran", "Untuk", "Yang mengamati", "Keterangan"]
    rows = [
        [
            _day(visit),
            str(visit.teacher),
            visit.madrasah.name_on(visit.day),
            _lesson(visit) or "–",
            visit.get_kind_display(),
            observer_words(visit),
            _state_words(visit, visit.state_on(today)),
        ]
        for visit in visits
    ]
    return facts, [Table("Rencana kunjungan", head, rows)]


def report_of(viewer: User, semester: Semester, where: Sequence[int], today: date) -> tuple[Pairs, list[Table]]:
    """What became of the programme, counted, visit by visit, and what was found and agreed on."""
    visits = _visits(viewer, semester, where)
    states = [visit.state_on(today) for visit in visits]
    sheets = list(sheets_of(viewer, semester, where).defer("instrument__document"))
    planned = {visit.pk for visit in visits}
    facts = [("Direncanakan", f"{len(visits)} kunjungan")]
    facts += [
        (COUNTED.get(state, LABELS[state]), f"{states.count(state)} dari {len(visits)}")
        for state in (VisitState.DONE, VisitState.BEGUN, VisitState.OVERDUE, VisitState.PLANNED, VisitState.CALLED_OFF)
        if states.count(state)
    ]
    besides = sum(sheet.visit_id not in planned for sheet in sheets)
    facts += [("Di luar rencana", f"{besides} lembar dibagikan")] if besides else []
    followups = _followups(viewer, sheets)
    facts.append(("Tindak lanjut", _kept(followups)))
    return facts, [_carried_out(visits, states, sheets), _found(sheets, followups)]


def _visits(viewer: User, semester: Semester, where: Sequence[int]) -> list[Visit]:
    rows = Visit.objects.visible_to(viewer).filter(semester=semester, madrasah__in=where)
    named = rows.with_sheet().prefetch_related("madrasah__former_names")
    return list(named.order_by("day", "starts_at", "pk"))


def _day(visit: Visit) -> str:
    return f"{date_long(visit.day)}, {clock(visit.starts_at)}" if visit.starts_at else date_long(visit.day)


def _lesson(visit: Visit) -> str:
    parts = [f"kelas {visit.class_name}" if visit.class_name else "", str(visit.subject or "")]
    return ", ".join(part for part in parts if part)


def _state_words(visit: Visit, state: VisitState) -> str:
    return f"{LABELS[state]}: {visit.called_off_reason}" if visit.called_off_at else LABELS[state]


def _carried_out(visits: Sequence[Visit], states: Sequence[VisitState], sheets: Sequence[Assessment]) -> Table:
    done = {sheet.visit_id: sheet for sheet in sheets}
    rows = []
    for visit, state in zip(visits, states, strict=True):
        sheet = done.get(visit.pk)
        rows.append(
            [
                date_short(visit.day),
                date_short(sheet.observed_on) if sheet else "–",
                str(visit.teacher),
                visit.madrasah.name_on(visit.day),
                sheet.name if sheet else visit.get_kind_display(),
                observer_words(visit),
                _state_words(visit, state),
            ]
        )
    head = ["Direncanakan", "Dilaksanakan", "Guru", "Madrasah", "Untuk", "Yang mengamati", "Keadaan"]
    return Table("Pelaksanaan", head, rows)


def _found(sheets: Sequence[Assessment], followups: Mapping[int, list[FollowUp]]) -> Table:
    latest = SharedVersion.objects.standing([sheet.pk for sheet in sheets])
    words = {row["assessment_id"]: row for row in latest.values("assessment_id", "strengths", "suggestions")}
    rows = [
        [
            date_short(sheet.observed_on),
            str(sheet.teacher),
            sheet.name,
            words[sheet.pk]["strengths"] or "–",
            words[sheet.pk]["suggestions"] or "–",
            "\n".join(_agreed(row) for row in followups.get(sheet.pk, [])) or "–",
        ]
        for sheet in sheets
    ]
    head = ["Tanggal", "Guru", "Lembar", "Yang sudah baik", "Catatan dan saran", "Tindak lanjut"]
    return Table("Temuan dan tindak lanjut", head, rows, "Dari lembar yang sudah dibagikan, menurut tanggal.")


def _followups(viewer: User, sheets: Sequence[Assessment]) -> dict[int, list[FollowUp]]:
    found: dict[int, list[FollowUp]] = {}
    for row in FollowUp.objects.visible_to(viewer).filter(assessment__in=[sheet.pk for sheet in sheets]):
        found.setdefault(row.assessment_id, []).append(row)
    return found


def _agreed(row: FollowUp) -> str:
    """'Membuat alat peraga, sampai 3 Des 2026 (Disepakati)'."""
    if row.status == FollowUp.Status.WAIVED:
        return f"Tidak perlu: {row.reason}"
    until = f", sampai {date_short(row.due_on)}" if row.due_on else ""
    return f"{row.text}{until} ({row.get_status_display()})"


def _kept(followups: Mapping[int, Sequence[Any]]) -> str:
    rows = [row for found in followups.values() for row in found if row.status != FollowUp.Status.WAIVED]
    done = sum(row.status == FollowUp.Status.DONE for row in rows)
    return f"{done} dari {len(rows)} selesai" if rows else "belum ada"
