"""A session that ends before it starts ends the next day: said plainly, and right wherever hours are read."""

from datetime import time, timedelta

import pytest

from kkg.calendar.feed import calendar_text
from kkg.calendar.reports import feed_entries
from kkg.checkin.forms import WindowForm
from kkg.checkin.permissions import why_not_check_in
from kkg.sessions.presenters import hours, minutes_sum, session_state
from kkg.todo import tasks
from tests.cast import client_of
from tests.clock import days_from_now, on_day, today, travel, wita
from tests.kkg.makers import make_session, make_topic

pytestmark = on_day(2026, 11, 23)
NIGHT = {"starts_at": time(20), "ends_at": time(1, 30)}


def test_the_form_takes_it_and_says_when_it_ends(cast) -> None:
    sent = {"title": "Lokakarya malam", "kind": "rutin", "date": today().isoformat(), "jp": 3, "group": cast.group.pk}
    sent |= {"starts_at": "20:00", "ends_at": "01:30", "client_token": "5f2b0f1e-8a0c-4a1e-9d5c-2b8a1f3c4d5e"}
    page = client_of(cast.gita).post("/kkg/pertemuan/baru/", sent, follow=True).content.decode()
    assert "Selesai pukul 01.30 keesokan harinya." in page


def test_every_reader_of_hours_knows_the_next_day(cast) -> None:
    session = make_session(cast, **NIGHT)
    topic = make_topic(session, minutes_planned=60)
    assert hours(session) == "20.00–01.30 (keesokan harinya)"
    assert minutes_sum(session, [topic]) == "60 menit direncanakan, dari 330 menit pertemuan"
    assert session_state(session, days_from_now(1)) == ("Hari ini", "amber")
    assert session_state(session, days_from_now(2)) == ("Belum ditutup", "amber")


def test_after_midnight_it_is_not_late_yet(cast) -> None:
    session = make_session(cast, **NIGHT)
    make_topic(session)
    with travel(wita(2026, 11, 24, 0, 30)):
        assert not [task for task in tasks(cast.gita, days_from_now(0)) if task.title.startswith("Tutup")]


@pytest.mark.parametrize(("hour", "counts"), [(wita(2026, 11, 24, 0, 30), True), (wita(2026, 11, 25, 0, 30), False)])
def test_a_scan_after_midnight_counts(cast, hour, counts) -> None:
    session = make_session(cast, **NIGHT)
    assert (why_not_check_in(session, hour) is None) is counts


def test_a_check_in_may_close_after_midnight(cast) -> None:
    session = make_session(cast, **NIGHT)
    form = WindowForm({"opens": "23:00", "closes": "00:30"}, session=session, window=None)
    assert form.is_valid()
    assert form.closes_at - form.opens_at == timedelta(minutes=90)
    day = make_session(cast, starts_at=time(8), ends_at=time(11))
    assert not WindowForm({"opens": "23:00", "closes": "00:30"}, session=day, window=None).is_valid()


def test_the_calendar_ends_it_on_the_next_day(cast) -> None:
    make_session(cast, **NIGHT)
    text = calendar_text("KKG", feed_entries(cast.aminah, today())).decode()
    assert "DTSTART:20261123T120000Z" in text and "DTEND:20261123T173000Z" in text
