"""Sessions put off and called off: what members read, what counts, what is refused, the way back."""

import pytest

from core.refusals import Refused
from kkg.models import Session
from kkg.postponements.actions import cancel_session, postpone_session, revive_session
from kkg.record.actions import close_session
from kkg.sessions.reports import session_numbers
from kkg.todo import tasks
from tests.cast import client_of
from tests.clock import days_from_now
from tests.kkg.makers import call_roll, close, make_session, make_topic

LIST = "/kkg/pertemuan/"
REASON = "Jalan putus karena banjir"


def url(session, verb: str = "") -> str:
    return f"{LIST}{session.pk}/{verb}"


def cancelled(cast, **values) -> Session:
    return cancel_session(session=make_session(cast, **values), reason=REASON, by=cast.gita)


def postpone(client, session, days: int):
    data = {"date": days_from_now(days).isoformat(), "reason": REASON, "revision": session.revision}
    return client.post(url(session, "tunda/"), data, follow=True)


def cards(user) -> list[str]:
    return [task.title for task in tasks(user, days_from_now(0))]


def test_a_session_called_off_says_so_everywhere(cast) -> None:
    session, client = make_session(cast, days=3), client_of(cast.gita)
    client.post(url(session, "batalkan/"), {"reason": REASON})
    for path in (LIST, url(session), f"/kkg/kalender/?bulan={session.date:%Y-%m}", "/"):
        page = client_of(cast.aminah).get(path).content.decode()
        assert "ibatalkan" in page and REASON in page, path
    assert cards(cast.aminah.person.user) == [f"Dibatalkan: {session.title}"]


def test_what_is_over_today_stands_among_the_past(cast) -> None:
    cancelled(cast, days=0, title="Batal Contoh")
    make_session(cast, days=0, title="Nanti Contoh")
    done = make_session(cast, days=0, title="Rampung Contoh")
    Session.objects.filter(pk=done.pk).update(closed_at=done.created_at, closed_by=cast.gita)
    coming, past = client_of(cast.gita).get(LIST).content.decode().split("Sudah lewat")
    assert "Nanti Contoh" in coming and "Nanti Contoh" not in past
    for title in ("Batal Contoh", "Rampung Contoh"):
        assert title in past and title not in coming


def test_a_cancelled_one_counts_nowhere(cast) -> None:
    gone, held = cancelled(cast, days=-5), make_session(cast, days=-2)
    assert session_numbers(cast.group) == {held.pk: 1}
    assert list(Session.objects.open()) == [held]
    assert f"Tutup pertemuan “{gone.title}”" in cards(cast.gita)  # the other one's
    assert len([card for card in cards(cast.gita) if card.startswith("Tutup")]) == 1


@pytest.mark.parametrize("verb", ["kehadiran/", "tutup/", "agenda/", "ubah/", "tunda/", "batalkan/"])
def test_a_cancelled_one_takes_no_roll_and_is_not_closed(cast, verb) -> None:
    page = client_of(cast.gita).get(url(cancelled(cast, days=-1), verb))
    assert page.status_code == 403
    assert "dibatalkan" in page.content.decode()


def test_the_action_refuses_too(cast) -> None:
    session = cancelled(cast)
    with pytest.raises(Refused, match="dibatalkan"):
        close_session(session=session, results={}, jp=1, revision=session.revision, by=cast.gita)


def test_it_can_be_taken_back_with_its_topics(cast) -> None:
    past = make_session(cast, days=-9)
    make_topic(past, "Rubrik")
    close(past, cast.daeng, Rubrik="belum")
    near, later = make_session(cast, days=2), make_session(cast, days=9)
    client_of(cast.gita).post(url(near, "batalkan/"), {"reason": REASON})
    assert [topic.title for topic in later.topics.filter(continues__isnull=False)] == ["Rubrik"]
    client_of(cast.gita).post(url(near, "adakan/"))
    near.refresh_from_db()
    assert near.cancelled_at is None and near.cancelled_reason == ""
    assert near.topics.filter(continues__isnull=False).count() == 1
    assert not later.topics.filter(continues__isnull=False).exists()


def test_holding_it_after_all_is_a_button_and_no_link(cast) -> None:
    session = cancel_session(session=make_session(cast, days=5), reason="Jalan putus", by=cast.gita)
    page, way = client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/").content.decode(), "adakan/"
    assert f'action="/kkg/pertemuan/{session.pk}/{way}"' in page
    assert f'href="/kkg/pertemuan/{session.pk}/{way}"' not in page


def test_putting_off_keeps_the_old_day_and_tells_members(cast) -> None:
    make_session(cast, days=1, title="Lebih Dulu Contoh")
    session = make_session(cast, days=3)
    first = session.date
    page = postpone(client_of(cast.gita), session, 10).content.decode()
    session.refresh_from_db()
    assert (session.date, session.postponements.get().from_date) == (days_from_now(10), first)
    assert REASON in page and "Semula" in page
    assert f"Ditunda: {session.title}" in cards(cast.aminah)
    assert REASON in client_of(cast.aminah).get("/").content.decode()
    assert "ditunda, semula" in client_of(cast.aminah).get(LIST).content.decode()


def test_members_are_told_until_the_old_day_has_passed(cast) -> None:
    make_session(cast, days=1, title="Lebih Dulu Contoh")
    session = make_session(cast, days=3)
    postpone(client_of(cast.gita), session, 10)
    told = [task.title for task in tasks(cast.aminah, days_from_now(4))]
    assert f"Ditunda: {session.title}" not in told


def test_a_day_that_has_passed_is_said_and_a_second_step_is_kept(cast) -> None:
    session, client = make_session(cast, days=-2), client_of(cast.gita)
    assert "sudah lewat dan kehadirannya belum dicatat" in client.get(url(session, "tunda/")).content.decode()
    postpone(client, session, 4)
    session.refresh_from_db()
    postpone(client, session, 8)
    assert session.postponements.count() == 2


def test_the_old_day_is_no_new_day(cast) -> None:
    session = make_session(cast, days=3)
    assert "sama dengan tanggal semula" in postpone(client_of(cast.gita), session, 3).content.decode()
    assert not session.postponements.exists()


@pytest.mark.parametrize(("days", "sentence"), [(-1, "sudah lewat."), (500, "masih lebih dari setahun lagi.")])
def test_an_odd_new_day_is_kept_and_pointed_out(cast, days, sentence) -> None:
    session = make_session(cast, days=3)
    assert sentence in postpone(client_of(cast.gita), session, days).content.decode()
    assert session.postponements.get().to_date == days_from_now(days)


@pytest.mark.parametrize("verb", ["tunda/", "batalkan/"])
def test_what_was_held_or_closed_stays(cast, verb) -> None:
    held = make_session(cast, days=-1)
    call_roll(held, cast.daeng)
    assert "Kehadiran sudah dicatat" in client_of(cast.gita).get(url(held, verb)).content.decode()
    make_topic(held)
    close(held, cast.daeng)
    assert "sudah ditutup" in client_of(cast.gita).get(url(held, verb)).content.decode()


def test_a_second_press_changes_nothing(cast) -> None:
    session = cancelled(cast, days=3)
    again = cancel_session(session=session, reason="Lain sebab", by=cast.gita)
    assert again.cancelled_reason == REASON
    back = revive_session(session=session, by=cast.gita)
    assert revive_session(session=session, by=cast.gita).revision == back.revision
    values = {"date": back.date, "starts_at": None, "ends_at": None, "reason": REASON, "revision": 0}
    assert postpone_session(session=session, by=cast.gita, **values).revision == back.revision
