"""The demo's library: what the cast shared after closed sessions, and what happened in one class."""

from datetime import timedelta
from uuid import UUID

from competency.ties.actions import tie_indicators
from competency.ties.reports import tying_instrument
from config.demo import words
from config.demo.days import moment
from config.demo.people import Village
from kkg.library.actions import record_use, share_material
from kkg.models import Material, Session
from madrasah.models import User

FIRST_TOKEN = 5_000  # far from the tokens that luck draws


def share_things(village: Village) -> None:
    """One material a closed session, on the afternoon of its day; the first was used a week later."""
    sessions = Session.objects.closed().order_by("date").prefetch_related("topics")
    for number, (session, told) in enumerate(zip(sessions, words.MATERIALS, strict=False)):
        who, title, kind, text, classes = told
        topic = session.topics.first()
        values = {
            "title": title,
            "kind": kind,
            "text": text,
            "classes": classes,
            "link": "",
            "subject": None,
            "session": session,
            "topic": topic,
        }
        material = share_material(
            group=session.group,
            values=values,
            upload=None,
            client_token=UUID(int=FIRST_TOKEN + number),
            by=village.users[who],
            at=moment(session.date, 14),
        )
        if number == 0:
            record_use(
                material=material,
                used_on=session.date + timedelta(days=7),
                class_level=classes[0],
                what_happened=words.WHAT_HAPPENED,
                by=village.users["gita"],
            )
        _tie(material, topic.competency if topic else "", by=village.users[who])


def _tie(material: Material, competency: str, *, by: User) -> None:
    """To the first indicator of the topic's competency."""
    instrument = tying_instrument()
    indicators = instrument.definition.indicators if instrument else ()
    codes = [indicator.code for indicator in indicators if indicator.competency == competency][:1]
    if instrument and codes:
        tie_indicators(material=material, instrument=instrument, codes=codes, by=by)
