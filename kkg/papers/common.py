"""What every paper of a session shares: letterhead, day and place, speakers, people with NIP and jabatan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.formats import date_long, date_plain, joined
from kkg.lettering import rank_and_grade
from kkg.models import Decision, Letter, Officer, RosterEntry, Session, Topic, WorkingGroup, narasumber
from kkg.presenters import hours_and_zone, where
from madrasah.models import Assignment, Madrasah, Person
from madrasah.roles import Role

NO_NUMBER = "…………"
Data = dict[str, Any]


@dataclass(frozen=True)
class Assigner:
    """Somebody who may send teachers to a session; a kepala sends those of `madrasah` only."""

    key: str
    person: Person
    office: str
    madrasah: Madrasah | None = None


def heading(group: WorkingGroup, title: str, dated: date) -> Data:
    """What templates/papers/base.typ needs, and the number's place until there is one."""
    return {
        "title": f"{title} {group}",
        "letterhead": group.letterhead.splitlines() or [group.name],
        "dated": f"{group.city or '…………………'}, {date_plain(dated)}",
        "number": NO_NUMBER,
        "standing": "",
    }


def circumstances(session: Session) -> Data:
    """Activity, day, hours with their zone, and place."""
    return {
        "activity": session.title,
        "day": date_long(session.date),
        "hours": hours_and_zone(session),
        "place": where(session),
    }


def speakers_text(session: Session) -> str:
    """Narasumber of the session and of its topics in one line, guests with where they come from."""
    return joined(narasumber(map(_speaker, session.speakers.all()), session.topics.all()))


def _speaker(speaker: Any) -> str:
    return f"{speaker} ({speaker.institution})" if speaker.institution else str(speaker)


def person_line(entry: RosterEntry) -> Data:
    """Name, NIP, pangkat and jabatan; `person` is the key, so that an erasure finds the words."""
    person = entry.person
    post = ", ".join(part for part in (entry.post, str(entry.madrasah or "")) if part)
    return {
        "person": person.pk, "name": str(person), "number": person.nip or "–",
        "rank": rank_and_grade(person.grade), "post": post or "–",
    }  # fmt: skip


def assigners(session: Session) -> list[Assigner]:
    """Kepala and pengawas of the group's places and its ketua on that day, kepala first. Two queries."""
    places = session.group.group_places.open(session.date).values("madrasah")
    held = (
        Assignment.objects.open(session.date)
        .filter(role__in=[Role.KEPALA, Role.PENGAWAS], madrasah__in=places)
        .select_related("person", "madrasah")
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


def topic_line(topic: Topic) -> Data:
    """One topic with all that was recorded of it; empty where nothing was."""
    minutes = topic.minutes_used if topic.minutes_used is not None else topic.minutes_planned
    return {
        "title": topic.title,
        "competency": topic.get_competency_display() if topic.competency else "",
        "speaker": topic.speaker_name,
        "minutes": f"{minutes} menit" if minutes else "",
        "status": topic.get_status_display() if topic.status else "",
        "achieved": topic.achieved,
        "obstacles": topic.obstacles,
        "advice": topic.advice,
    }


def decision_line(decision: Decision) -> Data:
    """A decision with owner, due day, state and proof."""
    proof = decision.proof or (str(decision.proof_file) if decision.proof_file else "")
    return {
        "text": decision.text,
        "owner": str(decision.owner or ""),
        "due": date_plain(decision.due) if decision.due else "",
        "status": decision.get_status_display(),
        "proof": proof,
    }


def came_text(marks: Iterable[str], guests: int) -> str:
    """ "46 dari 48 orang yang dipanggil; 2 tamu", or nothing before the roll call."""
    called = [mark for mark in marks if mark]
    guest = f"{guests} tamu" if guests else ""
    people = f"{called.count('hadir')} dari {len(called)} orang yang dipanggil" if called else ""
    return "; ".join(part for part in (people, guest) if part)


def invitation_number(session: Session) -> str:
    """The number of the session's latest undangan that stands, or nothing."""
    letters = session.letters.filter(kind=Letter.Kind.INVITATION, withdrawn_at=None)
    return letters.order_by("-year", "-number").values_list("number_text", flat=True).first() or ""
