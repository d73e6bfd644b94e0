"""A planned visit in words, seen by who looks, who is looked at, and who plans."""

from datetime import date
from typing import Any

from competency.visits.models import Visit
from competency.visits.states import LABELS, TONES, VisitState
from core.addresses import row_address
from core.formats import clock, date_long, dotted, relative_due
from madrasah.models import Person

NEAR = 7
AHEAD = (VisitState.PLANNED, VisitState.OVERDUE)


def when(visit: Visit) -> str:
    """'Senin, 30 November 2026 pukul 08.00'."""
    return f"{date_long(visit.day)} pukul {clock(visit.starts_at)}" if visit.starts_at else date_long(visit.day)


def what(visit: Visit) -> str:
    """'Amati pelajaran · kelas IV · Matematika'."""
    return dotted(
        visit.get_kind_display(), f"kelas {visit.class_name}" if visit.class_name else "", str(visit.subject or "")
    )


def observer_words(visit: Visit) -> str:
    """The name, and that it is a colleague's."""
    if visit.withdrawn_at:
        return f"{visit.observer}, penunjukannya ditarik"
    return f"{visit.observer}, guru sejawat" if visit.is_peer else str(visit.observer)


def visit_row(visit: Visit, today: date, reader: Person | None) -> dict[str, Any]:
    """A row of the list; the teacher reads who comes, everybody else to whom."""
    is_own = reader is not None and visit.teacher_id == reader.pk
    return {
        "title": what(visit) if is_own else str(visit.teacher),
        "detail": " · ".join(
            [when(visit), *([] if is_own else [visit.get_kind_display()]), f"oleh {observer_words(visit)}"]
        ),
        "url": row_address("competency:visit-detail", visit.pk),
        **state_chip(visit, today),
    }


def state_chip(visit: Visit, today: date) -> dict[str, str]:
    """Word and tone; of a visit to come in the next days how near it is."""
    state = visit.state_on(today)
    if visit.withdrawn_at and state in AHEAD:
        return {"state": "Belum ada pengamat", "tone": "amber"}
    is_near = state == VisitState.PLANNED and (visit.day - today).days <= NEAR
    return {"state": relative_due(visit.day, today) if is_near else LABELS[state], "tone": TONES[state]}


def visit_facts(visit: Visit) -> list[tuple[str, str]]:
    """Pairs for components/facts.html."""
    pairs = [
        ("Guru", str(visit.teacher)),
        ("Yang mengamati", observer_words(visit)),
        ("Waktu", when(visit)),
        ("Kelas", visit.class_name),
        ("Mata pelajaran", str(visit.subject or "")),
        ("Madrasah", visit.madrasah.name_on(visit.day)),
        ("Alasan batal", visit.called_off_reason),
    ]
    return [(word, value) for word, value in pairs if value]


def talk_shown(visit: Visit | None, telaah: Any = None) -> dict[str, Any] | None:
    """What templates/competency/visits/_talk.html shows of the talk before the lesson; None where there was none."""
    if visit is None or not (visit.wanted or visit.rpp_seen or telaah):
        return None
    is_own = visit.wanted_by_id == visit.teacher_id
    return {
        "wanted": visit.wanted,
        "said": "Ditulis guru sendiri." if is_own else "Dicatat pengamat, dengan kata-kata guru.",
        "rpp_seen": visit.rpp_seen,
        "telaah": telaah,
    }
