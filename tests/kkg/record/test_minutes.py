"""The notulen's form: written by those who run the group, kept by itself, never over others' words."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from kkg.models import Session, Topic
from tests.cast import Cast, client_of
from tests.clock import in_the_morning
from tests.kkg.makers import close, make_session, make_topic


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return make_topic(make_session(cast))


def url(session: Session, rest: str = "") -> str:
    return f"/kkg/pertemuan/{session.pk}/notulen/{rest}"


def sent(cast: Cast, topic: Topic, **changed: object) -> dict:
    """What the form sends."""
    words = {f"achieved-{topic.pk}": "Selesai separuh", f"obstacles-{topic.pk}": "Listrik\r\npadam"}
    people = {"leader": cast.gita.person_id, "notetaker": cast.aminah.person_id}
    return people | words | {"method": "Diskusi", "result_text": "", "revision": 1} | changed


def test_one_submit_records_all_and_a_second_changes_nothing(cast, topic) -> None:
    for _ in range(2):
        answer = client_of(cast.gita).post(url(topic.session), sent(cast, topic))
        assert answer.status_code == 302
    topic.refresh_from_db()
    session = Session.objects.get()
    assert (topic.achieved, topic.obstacles, session.method) == ("Selesai separuh", "Listrik\npadam", "Diskusi")
    assert (session.leader, session.notetaker, session.revision) == (cast.gita.person, cast.aminah.person, 2)


@in_the_morning
def test_the_page_keeps_by_itself_and_refuses_a_stale_copy(cast, topic) -> None:
    client, path = client_of(cast.gita), url(topic.session, "simpan/")
    assert client.post(path, sent(cast, topic)).json() == {"revision": 2, "saved": "09.41"}
    stale = client.post(path, sent(cast, topic, method="Lain"))
    assert (stale.status_code, stale.json()["url"]) == (409, url(topic.session))
    assert client.post(path, sent(cast, topic, leader="x")).status_code == 400


def test_what_somebody_else_changed_is_not_overwritten(cast, topic) -> None:
    client_of(cast.daeng).post(url(topic.session), sent(cast, topic))
    page = client_of(cast.gita).post(url(topic.session), sent(cast, topic, method="Ceramah")).content.decode()
    assert "orang lain mengubah" in page
    assert "Ceramah" in page
    assert Session.objects.get().method == "Diskusi"


def test_minutes_are_written_at_home_after_closing_and_later_only_if_reopened(cast, topic) -> None:
    session = close(topic.session, cast.gita)
    data = sent(cast, topic, revision=session.revision)
    assert client_of(cast.gita).post(url(session), data).status_code == 302
    Session.objects.update(closed_at=timezone.now() - timedelta(days=settings.WRITE_UP_DAYS + 1))
    assert client_of(cast.gita).post(url(topic.session), sent(cast, topic)).status_code == 403
    assert client_of(cast.gita).post(url(topic.session, "simpan/"), sent(cast, topic)).status_code == 403


def test_words_for_a_topic_of_another_session_are_ignored(cast, topic) -> None:
    other = make_topic(make_session(cast, days=-5))
    client_of(cast.gita).post(url(topic.session), sent(cast, topic, **{f"achieved-{other.pk}": "Salah"}))
    other.refresh_from_db()
    assert other.achieved == ""
