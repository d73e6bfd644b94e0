"""Problems and decisions for the tests of this folder, and topics that were settled."""

from datetime import date
from typing import Any
from uuid import uuid4

from kkg.agenda.actions import settle_topic
from kkg.decisions.actions import record_decision
from kkg.models import Decision, Problem, Session, Topic
from kkg.problems.actions import bring_problem
from madrasah.models import Person, User
from tests.cast import Cast
from tests.clock import days_from_now
from tests.kkg.makers import close, make_session, make_topic


def make_problem(cast: Cast, by: User, *, is_named: bool = True, **values: Any) -> Problem:
    """Something difficult in class IV."""
    plain = {"text": "Murid sulit membaca jam", "tried": "", "competency": "pedagogik"}
    plain |= {"class_level": 4, "subject": None}
    return bring_problem(group=cast.group, values=plain | values, is_named=is_named, key=uuid4(), by=by)


def make_decision(
    session: Session, owner: Person, by: User, *, text: str = "Susun soal", due: date | None = None
) -> Decision:
    """To be done within a week unless told otherwise."""
    values = {"text": text, "owner": owner, "due": due or days_from_now(7), "topic": None}
    return record_decision(session=session, values=values, client_token=uuid4(), by=by)


def make_unfinished(cast: Cast, title: str = "Tertunda", *, days: int = -9, status: str = "sebagian") -> Topic:
    """A topic that ended so in a closed session."""
    session = make_session(cast, days=days)
    topic = make_topic(session, title)
    close(session, cast.gita, **{title: status})
    topic.refresh_from_db()
    return topic


def settle(topic: Topic, by: User, **values: Any) -> Topic:
    """Closed with a reason unless told otherwise."""
    return settle_topic(topic=topic, by=by, **{"how": "ditutup", "note": "Sudah di pelatihan"} | values)
