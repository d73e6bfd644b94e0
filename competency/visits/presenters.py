"""A planned visit in words, seen by who looks, who is looked at, and who plans."""

from datetime import date
from typing import Any

from django.urls import reverse

from competency.visits.models import Visit
from competency.visits.states import LABELS, TONES
from core.formats import clock, date_long, relative_due
from madrasah.models import Person

NEAR = 7


def when(visit: Visit) -> str:
    """'Senin, 30 November 2026 pukul 08.00'."""
    return f"{date_long(visit.day)} pukul {clock(visit.starts_at)}" if visit.starts_at else date_long(visit.day)


def what(visit: Visit) -> str:
    """'Amati pelajaran · kelas IV · Matematika'."""
    parts = [
        visit.get_kind_display(),
        f"kelas {visit.class_name}" if visit.class_name else "",
        str(visit.subject or ""),
    ]
    return " · ".join(part for part in parts if part)


def visit_row(visit: Visit, today: date, reader: Person | None) -> dict[str, Any]:
    """A row of the list; the teacher reads who comes, everybody else to whom."""
    is_own = reader is not None and visit.teacher_id == reader.pk
    return {
        "title": what(visit) if is_own else str(visit.teacher),
        "detail": " · ".join([when(visit), *([] if is_own else [visit.get_kind_display()]), f"oleh {visit.observer}"]),
        "url": reverse("competency:visit-detail", args=[visit.pk]),
        **state_chip(visit, today),
    }


def state_chip(visit: Visit, today: date) -> dict[str, str]:
    """Word and tone; of a visit to come in the next days how near it is."""
    state = visit.state_on(today)
    is_near = state == "direncanakan" and (visit.day - today).days <= NEAR
    return {"state": relative_due(visit.day, today) if is_near else LABELS[state], "tone": TONES[state]}


def visit_facts(visit: Visit) -> list[tuple[str, str]]:
    """Pairs for components/facts.html."""
    pairs = [
        ("Guru", str(visit.teacher)),
        ("Yang mengamati", str(visit.observer)),
        ("Waktu", when(visit)),
        ("Kelas", visit.class_name),
        ("Mata pelajaran", str(visit.subject or "")),
        ("Madrasah", visit.madrasah.name_on(visit.day)),
        ("Alasan batal", visit.called_off_reason),
    ]
    return [(word, value) for word, value in pairs if value]
