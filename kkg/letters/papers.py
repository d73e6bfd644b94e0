"""Undangan, surat tugas, surat persetujuan, berita acara and daftar hadir: typed words beside the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.http import HttpResponse

from core.formats import date_long
from core.papers import paper_response, why_not_print
from kkg.attendance.models import Attendance
from kkg.attendance.papers import came_text, person_line
from kkg.attendance.rosters import roster_of
from kkg.groups.models import Officer
from kkg.groups.papers import Data, heading
from kkg.photos.papers import drawn
from kkg.sessions.models import Session
from kkg.sessions.papers import circumstances, speakers_text
from kkg.sessions.presenters import hours_and_zone, where
from kkg.speakers.models import Speaker
from madrasah.models import Assignment, Madrasah, Person
from madrasah.roles import Role


@dataclass(frozen=True)
class Assigner:
    """Somebody who may send teachers to a session; a kepala sends those of `madrasah` only."""

    key: str
    person: Person
    office: str
    madrasah: Madrasah | None = None


def assigners(session: Session) -> list[Assigner]:
    """Kepala and pengawas of the group's places and its ketua on that day, kepala first. Two queries."""
    places = session.group.group_places.open(session.date).values("madrasah")
    held = (
        Assignment.objects.open(session.date)
        .filter(role__in=[Role.KEPALA, Role.PENGAWAS], madrasah__in=places)
        .select_related("person", "madrasah__region")
        .order_by("role", "madrasah__name", "pk")
    )
    found = {f"{a.role}-{a.person_id}-{_place(a)}": _assigner(a) for a in held}
    terms = session.group.officers.open(session.date).filter(office=Officer.Office.KETUA)
    chairs = [
        Assigner(f"ketua-{term.person_id}", term.person, f"Ketua {session.group}")
        for term in terms.select_related("person")
    ]
    return [*found.values(), *chairs]


def _place(assignment: Assignment) -> Any:
    return assignment.madrasah_id if assignment.role == Role.KEPALA else ""


def _assigner(assignment: Assignment) -> Assigner:
    key = f"{assignment.role}-{assignment.person_id}-{_place(assignment)}"
    if assignment.role == Role.KEPALA:
        office = f"{assignment.label} {assignment.madrasah}"
        return Assigner(key, assignment.person, office, assignment.madrasah)
    return Assigner(key, assignment.person, f"{assignment.label} Madrasah")


def assigner_line(assigner: Assigner) -> Data:
    """The one who assigns or approves, as base.typ signs."""
    person = assigner.person
    number = person.nip or "–"
    return {"person": person.pk, "office": assigner.office, "name": str(person), "number": number}


UNKNOWN, MORE = 20, 3  # blank rows of a daftar hadir: where nobody is known, and below the names
TEMPLATES = {
    "undangan": "invitation.typ",
    "surat-tugas": "task.typ",
    "persetujuan": "consent.typ",
    "berita-acara": "record.typ",
    "laporan": "report.typ",
    "lpj": "report.typ",
}
INVITATION_WORDS = ("nature", "enclosure", "subject", "addressee", "opening", "event", "participants", "closing")


def invitation(session: Session, values: Mapping[str, Any], signers: Data) -> Data:
    """`values`: INVITATION_WORDS and "dated"; `signers` as kkg.reports.signers_on."""
    return {
        **heading(session.group, f"Undangan {session.title}", values["dated"]),
        **circumstances(session),
        **{name: values[name] for name in INVITATION_WORDS},
        "speakers": speakers_text(session),
        "signers": signers,
    }


def named_by(session: Session, kind: str, content: Data) -> set[int]:
    """Keys of those who sign or are named: of an undangan who is called and who speaks. A report is for officers."""
    if kind == "undangan":
        return _invited(session)
    if kind == "laporan":
        return set()
    lines = [content.get("assigner"), *content.get("people", ()), *content.get("witnesses", ())]
    return {line["person"] for line in lines if line}


def _invited(session: Session) -> set[int]:
    speaking = Speaker.objects.at(session).exclude(person=None)
    return {entry.person.pk for entry in roster_of(session)} | {speaker.person_id for speaker in speaking}


def task(session: Session, values: Mapping[str, Any]) -> Data:
    """`values`: "dated", "number", "assigner" (Assigner), "people" (roster entries), "target", "duty" and "travel"."""
    return {
        **_sent(session, "Surat Tugas", values),
        "target": values["target"],
        "duty": values["duty"],
        "travel": values["travel"],
    }


def consent(session: Session, values: Mapping[str, Any]) -> Data:
    """`values`: "dated", "number", "assigner" (a kepala), "people" of that madrasah, and "note"."""
    return {**_sent(session, "Surat Persetujuan", values), "note": values["note"]}


def _sent(session: Session, title: str, values: Mapping[str, Any]) -> Data:
    """Letterhead and number are those of who signs (decisions.md 35)."""
    assigner: Assigner = values["assigner"]
    place = assigner.madrasah
    own = {"letterhead": place.letterhead, "number": values["number"]} if place else {}
    return {
        **heading(session.group, f"{title} {session.title}", values["dated"]),
        **own,
        **circumstances(session),
        "assigner": assigner_line(assigner),
        "people": [person_line(entry) for entry in values["people"]],
    }


def record(session: Session, values: Mapping[str, Any], signers: Data) -> Data:
    """`values`: "dated", "result" and "witnesses" (roster entries); who came is counted."""
    return {
        **heading(session.group, f"Berita Acara {session.title}", values["dated"]),
        **circumstances(session),
        "leader": str(session.leader or ""),
        "came": came_text(session),
        "result": values["result"],
        "witnesses": [person_line(entry) for entry in values["witnesses"]],
        "signers": signers,
    }


def lines_for(called: int) -> int:
    """Rows of a blank daftar hadir: one a name that is called and a tenth more for guests; 20 where nobody is known.

    >>> lines_for(67), lines_for(0)
    (74, 20)
    """
    return ceil(called * 1.1) or UNKNOWN


def attendance_paper(
    session: Session,
    rows: list[dict[str, str]],
    guests: Iterable[Attendance],
    signers: Mapping[str, Any],
    invitation: str = "",
    blank_lines: int = MORE,
) -> dict[str, Any]:
    """Everything templates/papers/attendance.typ prints (domain.md §4.5). `invitation`: its number."""
    place = session.group.city or "…………………"
    return {
        "title": f"Daftar Hadir {session.title}",
        "letterhead": session.group.letterhead.splitlines() or [session.group.name],
        "activity": session.title,
        "group": session.group.name,
        "invitation": invitation,
        "day": date_long(session.date),
        "hours": hours_and_zone(session),
        "place": where(session),
        "rows": rows,
        "blank_lines": blank_lines,
        "guests": [{"name": g.guest.name, "place": g.guest.institution} for g in guests],
        "with_numbers": not rows or any(row["number"] for row in rows),
        "dated": f"{place}, {date_long(session.date).partition(', ')[2]}",
        "signers": dict(signers),
    }


def letter_response(kind: str, content: Data, *, standing: str, name: str) -> HttpResponse:
    """The letter as a PDF; `standing` says on top what it is not, or no longer."""
    return paper_response(TEMPLATES[kind], letter_paper(content, standing), name=name)


def letter_paper(content: Mapping[str, Any], standing: str) -> Data:
    """What the template of its kind prints of a letter."""
    return _shown(content) | {"standing": standing}


def why_no_paper(kind: str, content: Mapping[str, Any]) -> str | None:
    """Whether a letter that says `content` can be printed."""
    return why_not_print(TEMPLATES[kind], _shown(content))


def _shown(content: Mapping[str, Any]) -> Data:
    photos = {"photos": drawn(content["photos"])} if "photos" in content else {}
    return {**content, **photos}
