"""An unfinished topic returns with its whole history until it is finished, closed, or handed on."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from competency.models import TopicIndicator
from core.refusals import Refused
from kkg.agenda.actions import take_back_topic
from kkg.agenda.history import PastTopic, past_words, returned_words
from kkg.models import Decision, Officer, Session, Topic
from kkg.sessions.presenters import minutes_sum
from tests.cast import client_of
from tests.clock import days_from_now, on_day
from tests.competency.sheet_makers import publish
from tests.kkg.makers import close, make_session, make_topic
from tests.kkg.work_makers import make_problem, make_unfinished, settle

pytestmark = on_day(2026, 11, 23)

SEP, OCT = date(2026, 9, 12), date(2026, 10, 3)


def page_of(topic: Topic) -> str:
    return reverse("kkg:topic-settle", args=[topic.pk])


def titles(session: Session) -> list[str]:
    return [topic.title for topic in session.topics.all()]


def test_history_names_every_day_and_which_time_this_is() -> None:
    chain = [PastTopic(pk=1, status="sebagian", date=SEP), PastTopic(pk=2, status="belum", date=OCT, continues=1)]
    expected = "Dibahas 12 Sep 2026 (sebagian), 3 Okt 2026 (belum); ketiga kalinya"
    assert returned_words(chain) == expected
    assert (past_words([]), returned_words([])) == ("", "")


def test_history_names_the_other_group_and_what_it_handed_on() -> None:
    chain = [PastTopic(pk=1, status="belum", date=SEP, group="KKG Lain", note="dua contoh RPP")]
    assert returned_words(chain) == (
        "Dibahas 12 Sep 2026 di KKG Lain (belum); kedua kalinya. Titipan KKG Lain: dua contoh RPP."
    )


def test_the_third_agenda_tells_both_earlier_sessions(cast) -> None:
    make_unfinished(cast, days=-20)
    second = make_session(cast, days=-10)
    close(second, cast.gita, Tertunda="belum")
    third = make_session(cast, days=5)
    page = client_of(cast.gita).get(reverse("kkg:session-topics", args=[third.pk])).content.decode()
    assert "Dibahas 3 Nov 2026 (sebagian), 13 Nov 2026 (belum); ketiga kalinya" in page


@pytest.mark.parametrize("is_planned", [True, False])
def test_a_closed_topic_leaves_the_agenda_and_returns_no_more(cast, is_planned) -> None:
    planned = make_session(cast, days=3) if is_planned else None
    topic = make_unfinished(cast)
    sent = {"aksi": "tutup", "reason": "Sudah dibahas di pelatihan"}
    assert client_of(cast.gita).post(page_of(topic), sent).status_code == 302
    assert titles(planned or make_session(cast, days=3)) == []
    page = client_of(cast.aminah).get(page_of(topic)).content.decode()
    assert "Ditutup tanpa dituntaskan: Sudah dibahas di pelatihan" in page


def test_what_waits_on_an_agenda_is_settled_from_there(cast) -> None:
    topic, coming = make_unfinished(cast), make_session(cast, days=3)
    sent = {"aksi": "serahkan", "person": cast.aminah.person.pk, "note": "catatan diskusi"}
    answer = client_of(cast.gita).post(page_of(coming.topics.get()), sent)
    assert answer.url == page_of(topic)
    topic.refresh_from_db()
    assert (topic.settled_person, titles(coming)) == (cast.aminah.person, [])


def test_exactly_one_receiver_is_named(cast) -> None:
    topic, client = make_unfinished(cast), client_of(cast.gita)
    for named in ({}, {"to": "Seksi Madrasah", "person": cast.aminah.person.pk}):
        page = client.post(page_of(topic), {"aksi": "serahkan", "note": "catatan"} | named)
        assert "Isi satu penerima saja" in page.content.decode()


def test_handed_on_to_another_group_it_leads_their_next_agenda_only(cast) -> None:
    topic = make_unfinished(cast)
    theirs = make_session(cast, days=4, group=cast.other_group)
    make_topic(theirs, "Punya mereka")
    settle(topic, cast.gita, how="diserahkan", group=cast.other_group, note="dua contoh RPP")
    assert titles(theirs) == ["Tertunda", "Punya mereka"]
    assert titles(make_session(cast, days=5)) == []
    page = client_of(cast.hasan).get(reverse("kkg:session-detail", args=[theirs.pk])).content.decode()
    assert "Titipan KKG MI Contoh Gantarang: dua contoh RPP" in page


def test_taken_back_it_leads_the_own_agenda_again_and_leaves_theirs(cast) -> None:
    topic, own = make_unfinished(cast), make_session(cast, days=5)
    theirs = make_session(cast, days=4, group=cast.other_group)
    settle(topic, cast.gita, how="diserahkan", group=cast.other_group)
    address = reverse("kkg:topic-take-back", args=[topic.pk])
    assert client_of(cast.gita).post(address, {"reason": "Mereka batal bertemu"}).status_code == 302
    assert (titles(own), titles(theirs)) == (["Tertunda"], [])
    page = client_of(cast.aminah).get(page_of(topic)).content.decode()
    assert "Dikembalikan ke agenda: Mereka batal bertemu" in page


def test_what_the_other_group_dealt_with_is_theirs(cast) -> None:
    topic = make_unfinished(cast)
    settle(topic, cast.gita, how="diserahkan", group=cast.other_group)
    Officer.objects.create(
        group=cast.other_group, person=cast.gita.person, office="sekretaris", since=days_from_now(-90)
    )
    close(make_session(cast, days=-1, group=cast.other_group), cast.gita, Tertunda="belum")
    with pytest.raises(Refused, match="KKG MI Contoh Lain sudah membahasnya"):
        take_back_topic(topic=topic, reason="Terlambat", by=cast.gita)
    assert titles(make_session(cast, group=cast.other_group, days=6)) == ["Tertunda"]


def test_what_hangs_on_the_waiting_topic_stays_with_it(cast) -> None:
    topic, coming = make_unfinished(cast), make_session(cast, days=3)
    waiting = coming.topics.get()
    problem = make_problem(cast, cast.aminah)
    decision = Decision.objects.create(session=coming, text="Susun soal")
    for row in (problem, decision):
        row.topic = waiting
        row.save()
    settle(topic, cast.gita)
    problem.refresh_from_db()
    decision.refresh_from_db()
    assert problem.topic == decision.topic == topic


def test_settling_twice_changes_nothing_and_a_finished_topic_is_refused(cast) -> None:
    topic = make_unfinished(cast)
    first = settle(topic, cast.gita).settled_by
    assert settle(topic, cast.daeng).settled_by == first
    done = make_unfinished(cast, "Beres", days=-2, status="tuntas")
    with pytest.raises(Refused, match="sudah tuntas"):
        settle(done, cast.gita)


def test_the_database_keeps_reason_and_receiver(cast) -> None:
    topic = make_unfinished(cast)
    for how in ("ditutup", "diserahkan"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Topic.objects.filter(pk=topic.pk).update(settled_how=how, settled_at=timezone.now())


def test_the_list_shows_state_age_and_history_to_members(cast) -> None:
    make_unfinished(cast, days=-20)
    settle(make_unfinished(cast, "Lain Lagi", days=-30), cast.gita)
    coming = make_session(cast, days=3)
    client = client_of(cast.aminah)
    page = client.get(reverse("kkg:topic-list")).content.decode()
    assert "Dibahas 3 Nov 2026 (sebagian)" in page and "menunggu 2 minggu" in page
    assert f"di agenda {coming.date.day} Nov 2026" in page and "Lain Lagi" not in page
    assert "Lain Lagi" in client.get(reverse("kkg:topic-list"), {"tampil": "ditutup"}).content.decode()
    assert client_of(cast.hasan).get(reverse("kkg:topic-list")).content.decode().count("Tertunda") == 0


def test_minutes_are_added_up_beside_the_length(cast) -> None:
    session = make_session(cast)
    make_topic(session, minutes_planned=60, minutes_used=75)
    assert minutes_sum(session, session.topics.all()) == "60 menit direncanakan, 75 menit terpakai"
    assert minutes_sum(session, []) == ""


def test_indicators_stay_with_a_topic_that_returns(cast) -> None:
    instrument = publish()
    topic = make_unfinished(cast)
    waiting = make_session(cast, days=3).topics.get()
    address = reverse("competency:topic-indicators", args=[waiting.pk])
    item = instrument.definition.indicators[0]
    client_of(cast.gita).post(address, {item.competency.value: [item.code]})
    assert TopicIndicator.objects.get().topic == topic
    assert item.text in client_of(cast.aminah).get(address).content.decode()
