"""Topics of agendas in words, with what was said of them before. The chain: kkg/agenda/history.py."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.addresses import row_address
from core.formats import date_long, date_short, dotted
from kkg.agenda.history import PastTopic, age, history, past_words, returned_words
from kkg.groups.presenters import Line
from kkg.sessions.models import Topic

TOPIC_TONES = {"tuntas": "green", "sebagian": "amber", "belum": "red"}


def continued_from(topic: Topic, past: Mapping[int, PastTopic]) -> str:
    """ "Dibahas 12 Okt 2026 (sebagian), 9 Nov 2026 (belum); ketiga kalinya", or nothing."""
    return returned_words(history(topic.continues_id, past))


def topic_line(topic: Topic, past: Mapping[int, PastTopic], whys: Sequence[str] = ()) -> Line:
    """A topic with its state, or the word "lanjutan" while it waits, and why it is there; leads to its own page."""
    detail = dotted(
        topic.get_competency_display(),
        str(topic.speaker or ""),
        topic_minutes(topic),
        continued_from(topic, past),
        settled_words(topic),
        because(whys),
    )
    url = row_address("kkg:topic-settle", topic.pk)
    return Line(topic.title, detail, *topic_state(topic), url)


def because(whys: Sequence[str]) -> str:
    """ "Karena: …", or nothing where nobody said why."""
    return f"Karena: {'; '.join(whys)}" if whys else ""


def topic_state(topic: Topic) -> tuple[str, str]:
    """Word and tone of the chip."""
    if topic.settled_how:
        return topic.get_settled_how_display(), "grey"
    if topic.status:
        return topic.get_status_display(), TOPIC_TONES[topic.status]
    return ("Lanjutan", "amber") if topic.continues_id else ("", "grey")


def topic_minutes(topic: Topic) -> str:
    """ "45 menit", "60 menit (rencana 45)", or nothing."""
    used, planned = topic.minutes_used, topic.minutes_planned
    if used is None or not (used or planned):
        return f"{planned} menit" if planned else ""
    return f"{used} menit (rencana {planned})" if planned and planned != used else f"{used} menit"


def settled_words(topic: Topic) -> str:
    """What became of an unfinished topic: closed with its reason, or handed on to whom with what."""
    if topic.settled_how == Topic.Settled.CLOSED:
        return f"Ditutup tanpa dituntaskan: {topic.settled_note}"
    if topic.settled_how == Topic.Settled.HANDED_ON:
        receiver = topic.settled_person or topic.settled_group or topic.settled_to
        return f"Diserahkan kepada {receiver}: {topic.settled_note}"
    return f"Dikembalikan ke agenda: {topic.returned_reason}" if topic.returned_reason else ""


def pending_line(topic: Topic, past: Mapping[int, PastTopic], today: date, *, with_group: bool) -> Line:
    """An unfinished or settled topic in the list of its group; needs `TopicQuerySet.for_list`."""
    chain = history(topic.pk, past)
    waiting = getattr(topic, "continued_by", None)
    detail = dotted(
        topic.session.group.name if with_group else "",
        past_words(chain),
        "" if topic.settled_how else f"menunggu {age(chain[0].date, today)}",
        f"di agenda {date_short(waiting.session.date)}" if waiting and waiting.session.is_to_be_held else "",
        settled_words(topic),
    )
    url = row_address("kkg:topic-settle", topic.pk)
    return Line(topic.title, detail, *topic_state(topic), url)


def topic_facts(topic: Topic) -> list[tuple[str, str]]:
    """What was recorded of one topic: words and values for components/facts.html."""
    facts = [
        ("Pertemuan", f"{topic.session.title}, {date_long(topic.session.date)}"),
        ("Kompetensi", topic.get_competency_display()),
        ("Narasumber", topic.speaker.introduced if topic.speaker else ""),
        ("Menit", topic_minutes(topic)),
        ("Capaian", topic.achieved),
        ("Kendala", topic.obstacles),
        ("Masukan", topic.advice),
    ]
    return [(word, value) for word, value in facts if value]
