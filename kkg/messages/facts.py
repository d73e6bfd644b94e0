"""What prepared WhatsApp texts tell of a session, read from its rows. Their words: kkg/messages/texts.py."""

from typing import Any

from core.formats import date_long, joined, with_guests
from kkg.attendance.reports import how_many_came
from kkg.messages.texts import SessionFacts
from kkg.sessions.models import Topic, narasumber
from kkg.sessions.presenters import hours_and_zone, where
from kkg.speakers.models import Speaker


def facts_of_session(session: Any, address: str) -> SessionFacts:
    """What WhatsApp texts say of a session, read `with_first_dates`. Four queries.

    `address`: of its page, which needs a log-in.
    """
    topics = session.topics.with_speaker().select_related("settled_person", "settled_group")
    spoke = narasumber(Speaker.objects.noted_at(session), topics)
    return SessionFacts(
        group=session.group.name,
        title=session.title,
        day=session.date,
        until=session.until,
        address=address,
        hours=hours_and_zone(session),
        place=where(session),
        former=joined([date_long(day) for day in session.first_dates]),
        speakers=joined([speaker.introduced for speaker in spoke]),
        cancelled=session.cancelled_reason,
        result=session.result_text,
        topics=[(topic.title, _state(topic)) for topic in topics],
        decisions=[
            (decision.text, str(decision.owner or ""), decision.due)
            for decision in session.decisions.select_related("owner")
        ],
        came=_came(session),
    )


def _came(session: Any) -> str:
    people, guests = how_many_came(session)
    return with_guests(f"{people} orang", guests) if people or guests else ""


def _state(topic: Topic) -> str:
    """ "sebagian, diserahkan kepada KKG Contoh", "lanjutan" while it waits, or nothing."""
    if not topic.status:
        return "lanjutan" if topic.continues_id else ""
    words = [topic.get_status_display().lower(), topic.get_settled_how_display().lower()]
    to = topic.settled_person or topic.settled_group or topic.settled_to
    if topic.settled_how and to:
        words[1] += f" kepada {to}"
    return ", ".join(word for word in words if word)
