"""A meeting of the officers alone: they are called, it has no topics and no JP, it may be closed, it counts nowhere."""

from datetime import timedelta

import pytest

from core.refusals import Refused
from kkg.agenda.actions import add_topic, save_agenda
from kkg.attendance.rosters import roster_of, unmarked_at
from kkg.calendar.reports import feed_entries
from kkg.certificates.awards import awards_of
from kkg.models import Session
from kkg.programme.reports import year_meetings
from kkg.recap.reports import recap_of
from kkg.record.reports import held_sessions
from kkg.sessions.actions import edit_session
from kkg.sessions.reports import session_numbers
from kkg.todo import tasks
from tests.cast import client_of
from tests.clock import days_from_now, on_day, today
from tests.kkg.makers import call_roll, make_session, make_topic
from tests.kkg.work_makers import make_unfinished

pytestmark = on_day(2026, 11, 23)


def committee(cast, **values) -> Session:
    return make_session(cast, **{"kind": "rapat", "title": "Rapat Persiapan"} | values)


def closed(cast, **values) -> Session:
    session = call_roll(committee(cast, **values), cast.gita)
    sent = {"revision": session.revision}
    page = client_of(cast.gita).post(f"/kkg/pertemuan/{session.pk}/tutup/", sent, follow=True).content.decode()
    assert "Pertemuan ditutup." in page
    return Session.objects.get(pk=session.pk)


def test_only_the_officers_are_called_and_others_cannot_check_in(cast) -> None:
    session = committee(cast)
    assert [entry.person for entry in roster_of(session)] == [cast.gita.person]
    assert unmarked_at(session) == [cast.gita.person]


def test_the_form_makes_one_without_agenda_and_jp(cast) -> None:
    sent = {"title": "Rapat", "kind": "rapat", "date": today().isoformat(), "jp": 3, "group": cast.group.pk}
    sent |= {"client_token": "5f2b0f1e-8a0c-4a1e-9d5c-2b8a1f3c4d5e"}
    page = client_of(cast.gita).post("/kkg/pertemuan/baru/", sent, follow=True).content.decode()
    assert "Yang dipanggil hanya pengurus." in page
    assert "Susun agenda" not in page and "<h2>Agenda</h2>" not in page
    assert Session.objects.get().jp == 0


def test_no_page_asks_for_the_agenda_it_cannot_have(cast) -> None:
    client, session = client_of(cast.gita), committee(cast)
    minutes = client.get(f"/kkg/pertemuan/{session.pk}/notulen/").content.decode()
    assert "Susun agenda" not in minutes
    assert "agenda kosong" not in client.get("/kkg/pertemuan/").content.decode()


def test_it_takes_no_topics_of_its_own_or_of_others(cast) -> None:
    make_unfinished(cast)
    session, later = committee(cast, days=2), make_session(cast, days=5)
    assert (session.topics.count(), later.topics.count()) == (0, 1)
    with pytest.raises(Refused, match="Rapat pengurus tidak punya topik"):
        add_topic(session=session, title="Rubrik", by=cast.gita)
    with pytest.raises(Refused, match="Rapat pengurus tidak punya topik"):
        save_agenda(session=session, rows=[{"title": "Rubrik"}], revision=session.revision, by=cast.gita)


def test_a_session_that_becomes_one_hands_its_carried_topics_on(cast) -> None:
    make_unfinished(cast)
    near, later = make_session(cast, days=2), make_session(cast, days=5)
    near = edit_session(session=near, values={"kind": "rapat"}, revision=near.revision, by=cast.gita)
    assert (near.topics.count(), later.topics.count(), near.jp) == (0, 1, 0)
    make_topic(later, "Sendiri")
    with pytest.raises(Refused, match="Hapus dulu topiknya"):
        edit_session(session=later, values={"kind": "rapat"}, revision=later.revision, by=cast.gita)


def test_closed_it_counts_nowhere(cast) -> None:
    session = closed(cast)
    span = (cast.group, today() - timedelta(days=9), today())
    assert (session.is_closed, session.jp) == (True, 0)
    assert session_numbers(cast.group) == {}
    assert year_meetings(cast.group, session.school_year) == []
    assert recap_of(cast.gita, *span).sessions == []
    assert awards_of(*span, least_hours=0) == []
    assert held_sessions(*span) == []


def test_members_who_are_not_called_are_not_told(cast) -> None:
    session = committee(cast, days=2)
    for user, is_told in ((cast.aminah, False), (cast.gita, True)):
        assert any(session.title in task.title for task in tasks(user, days_from_now(0))) is is_told
        assert any(session.title in entry.title for entry in feed_entries(user, today())) is is_told
