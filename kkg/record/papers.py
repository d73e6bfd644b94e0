"""Notulen and jurnal kegiatan: printed at once from the record, without a number of their own."""

from typing import Any

from kkg.agenda.reports import past_topics, whys_of
from kkg.attendance.papers import came_text
from kkg.decisions.papers import decision_line
from kkg.groups.papers import Data, heading
from kkg.sessions.models import Session
from kkg.sessions.papers import circumstances, invitation_number, speakers_text, topic_line
from kkg.sessions.presenters import hours_of_days
from madrasah.models import Person


def minutes(session: Session, *, with_numbers: bool) -> Data:
    """Everything templates/papers/minutes.typ prints of a session `with_record`; NIP only where the reader may see
    them.
    """
    return {
        **_base(session, "Notulen"),
        "topics": _topics(session),
        "leader": _signer(session.leader, with_numbers),
        "notetaker": _signer(session.notetaker, with_numbers),
        "decisions": [decision_line(d) for d in session.decisions.all()],
    }


def journal(session: Session, signers: Data, ordinal: int | None) -> Data:
    """Everything templates/papers/journal.typ prints; `ordinal`: which of its school year."""
    return {
        **_base(session, "Jurnal Kegiatan"),
        "ordinal": str(ordinal or ""),
        "method": session.method,
        "jp": hours_of_days(session),
        "signers": signers,
    }


def _topics(session: Session) -> list[Data]:
    """What was recorded of each, and why it stood on the agenda."""
    topics = list(session.topics.all())
    whys = whys_of(topics, past_topics(session, topics))
    return [topic_line(topic) | {"why": "; ".join(whys.get(topic.pk, []))} for topic in topics]


def _base(session: Session, title: str) -> Data:
    return {
        **heading(session.group, f"{title} {session.title}", session.last_date),
        **circumstances(session),
        "invitation": invitation_number(session),
        "speakers": speakers_text(session),
        "participants": came_text(session),
        "topics": [topic_line(topic) for topic in session.topics.all()],
        "result": session.result_text,
    }


def _signer(person: Person | None, with_numbers: bool) -> dict[str, Any]:
    number = (person.nip or "–") if person and with_numbers else ""
    return {"office": "", "name": str(person or ""), "number": number}
