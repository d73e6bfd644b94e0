"""Recording a notulen: leader, notetaker, method, result, and what came of each topic."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from core.refusals import refuse_if
from core.revisions import bump, locked, refuse_stale
from kkg.models import Session, why_not_name
from kkg.permissions import why_not_record_minutes
from madrasah.models import User
from madrasah.scope import fresh

MINUTES_FIELDS = ("leader", "notetaker", "method", "result_text")
TOPIC_WORDS = ("achieved", "obstacles", "advice")


@transaction.atomic
def record_minutes(
    *,
    session: Session,
    values: Mapping[str, Any],
    words: Mapping[int, Mapping[str, str]],
    revision: int,
    by: User,
) -> Session:
    """`values`: MINUTES_FIELDS; `words`: topic pk -> TOPIC_WORDS. The same again writes nothing.

    ValidationError if another person changed the session meanwhile. Topics of other sessions are ignored.
    """
    session = locked(session, "group")
    refuse_if(why_not_record_minutes(fresh(by), session))
    topics = [
        topic for topic in session.topics.filter(pk__in=words)
        if any(getattr(topic, name) != words[topic.pk][name] for name in TOPIC_WORDS)
    ]  # fmt: skip
    if not topics and all(getattr(session, name) == values[name] for name in MINUTES_FIELDS):
        return session
    refuse_stale(session, revision)
    present = (session.leader, session.notetaker)
    named = [values[name] for name in ("leader", "notetaker") if values[name] not in present]
    refuse_if(why_not_name(session, *named))
    for topic in topics:
        for name in TOPIC_WORDS:
            setattr(topic, name, words[topic.pk][name])
        topic.save()
    for name in MINUTES_FIELDS:
        setattr(session, name, values[name])
    bump(session)
    session.save()
    return session
