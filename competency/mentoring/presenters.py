"""Rows and facts of mentor pairs, and how mismatched teachers get on."""

from typing import Any

from django.urls import reverse

from competency.mentoring.models import MentorPair
from competency.summary.presenters import line_cell
from core.formats import date_range, date_short
from madrasah.competencies import Competency

HEAD = ["Semester", *(competency.label for competency in Competency)]


def state_of(pair: MentorPair) -> tuple[str, str]:
    """The chip's word and tone."""
    if pair.ended_on:
        return "Selesai", "grey"
    return ("Berjalan", "green") if pair.confirmed_at else ("Menunggu persetujuan", "amber")


def pair_row(pair: MentorPair, person: int | None, last: Any) -> dict[str, Any]:
    """One pair as its reader names it; `last`: the day of the last meeting, if any."""
    title = str(pair)
    if person == pair.mentor_id:
        title = f"Anda mendampingi {pair.teacher}"
    elif person == pair.teacher_id:
        title = f"Anda didampingi {pair.mentor}"
    state, tone = state_of(pair)
    met = f"bertemu terakhir {date_short(last)}" if last else "belum ada pertemuan yang dicatat"
    return {
        "title": title,
        "detail": f"{pair.aim} · {met}",
        "url": reverse("competency:pair-detail", args=[pair.pk]),
        "state": state,
        "tone": tone,
    }


def pair_facts(pair: MentorPair) -> list[tuple[str, str]]:
    """What both may read."""
    facts = [
        ("Pendamping", f"{pair.mentor}, {pair.mentor_madrasah}"),
        ("Guru", f"{pair.teacher}, {pair.madrasah}"),
        ("Waktu", date_range(pair.since, pair.until)),
        ("Yang ingin dicapai", pair.aim),
    ]
    if pair.ended_on:
        facts.append(("Diakhiri", f"{date_short(pair.ended_on)}: {pair.closing}"))
    return facts


def progress_block(teacher: Any, standings: list[Any], semesters: list[Any]) -> dict[str, Any]:
    """One teacher: which of the two does not fit, and the figures semester by semester (`progress_reports`)."""
    words = [
        f"ijazah {each.degree.verdict.label.lower()}, sertifikat {each.certificate.verdict.label.lower()}"
        for each in standings
    ]
    return {
        "teacher": teacher,
        "url": reverse("madrasah:qualification-standing", args=[teacher.pk]),
        "words": "; ".join(words),
        "rows": [_semester_row(teacher, each) for each in semesters if each.sheets],
        "new_url": f"{reverse('competency:pair-new')}?guru={teacher.pk}",
    }


def _semester_row(teacher: Any, found: Any) -> list[Any]:
    """Opens the sheets behind the figures."""
    version = f" · versi {found.definition.version}" if found.definition else ""
    address = f"{reverse('competency:teacher-summary', args=[teacher.pk])}?semester={found.semester.pk}"
    return [
        {"text": f"{found.semester} · {len(found.sheets)} lembar{version}", "url": address},
        *(line_cell(line, found.definition) for line in found.lines),
    ]
