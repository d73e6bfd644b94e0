"""A session copied to another day: place, hours and topics as wanted, nothing of what was recorded."""

from datetime import time
from uuid import uuid4

import pytest

from kkg.models import Session
from kkg.sessions.actions import copy_session
from tests.cast import client_of
from tests.clock import days_from_now
from tests.kkg.makers import close, make_session, make_topic


def held(cast) -> Session:
    hours = {"starts_at": time(8), "ends_at": time(11)}
    session = make_session(cast, days=-3, madrasah=cast.satu, place="Aula", **hours)
    make_topic(session, "Rubrik", minutes_planned=45)
    make_topic(session, "Jam Analog")
    return close(session, cast.gita, Rubrik="belum")


def copied(cast, **values) -> Session:
    plain = {"date": days_from_now(4), "with_topics": True, "client_token": uuid4()}
    return copy_session(by=cast.gita, **plain | values)


def test_place_and_topics_come_along_and_nothing_that_was_recorded(cast) -> None:
    session = held(cast)
    copy = copied(cast, session=session)
    names = ("kind", "title", "starts_at", "ends_at", "madrasah", "place", "jp")
    assert all(getattr(copy, name) == getattr(session, name) for name in names)
    assert (copy.is_closed, copy.attendances.count(), copy.date) == (False, 0, days_from_now(4))
    topics = [(topic.title, topic.status, topic.minutes_planned) for topic in copy.topics.all()]
    assert topics == [("Rubrik", "", 45), ("Jam Analog", "", 0)]
    assert copy.topics.get(title="Rubrik").continues is not None  # it waited anyway, and is not doubled


def test_a_topic_that_waits_on_another_agenda_is_not_doubled(cast) -> None:
    session = held(cast)
    earlier = make_session(cast, days=2)
    assert [topic.title for topic in earlier.topics.all()] == ["Rubrik"]
    assert [topic.title for topic in copied(cast, session=session).topics.all()] == ["Jam Analog"]
    assert [topic.title for topic in copied(cast, session=earlier, date=days_from_now(9)).topics.all()] == []


def test_topics_may_stay_and_a_second_press_makes_no_second_session(cast) -> None:
    session, token = make_session(cast), uuid4()
    make_topic(session, "Rubrik")
    first = copied(cast, session=session, client_token=token, with_topics=False)
    assert copied(cast, session=session, client_token=token, with_topics=False) == first
    assert first.topics.count() == 0


@pytest.mark.parametrize("kind", ["rutin", "rapat"])
def test_the_page_asks_for_the_day_and_leads_to_the_copy(cast, kind) -> None:
    session, client = make_session(cast, kind=kind), client_of(cast.gita)
    address = f"/kkg/pertemuan/{session.pk}/salin/"
    assert ("Salin topiknya juga" in client.get(address).content.decode()) is (kind == "rutin")
    sent = {"date": days_from_now(2).isoformat(), "with_topics": "on", "client_token": str(uuid4())}
    page = client.post(address, sent, follow=True).content.decode()
    assert "Pertemuan disalin ke" in page
    assert Session.objects.filter(kind=kind, title=session.title).count() == 2
