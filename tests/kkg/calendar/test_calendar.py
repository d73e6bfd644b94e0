"""The calendar page, and the feed behind a secret address: read back, revoked, right in every zone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from icalendar import Calendar

from core.brakes import of_address
from kkg.calendar.actions import issue_feed
from kkg.calendar.months import Month, read_month
from kkg.calendar.views import GUESSES
from kkg.models import PlannedSession, Programme
from kkg.postponements.actions import cancel_session
from madrasah.models import AccessLink, Holiday
from tests.cast import client_of
from tests.clock import days_from_now, on_day
from tests.factories import make_region
from tests.kkg.makers import make_session

pytestmark = on_day(2026, 11, 23)

PAGE = "/kkg/kalender/"


def events(token: str) -> list:
    answer = Client().get(f"/kalender/{token}.ics")
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_month_shows_sessions_plans_holidays_and_bounds(cast) -> None:
    make_session(cast, date=date(2026, 12, 5), title="Tema Desember")
    programme = Programme.objects.create(group=cast.group, semester=cast.semester)
    PlannedSession.objects.create(programme=programme, title="Masih Rencana", date=date(2026, 12, 12))
    free = {"starts_on": date(2026, 11, 30), "ends_on": date(2026, 12, 2), "semester": cast.semester}
    Holiday.objects.create(name="Libur Contoh", **free)
    page = client_of(cast.aminah).get(f"{PAGE}?bulan=2026-12").content.decode()
    for words in ("Tema Desember", "Masih Rencana", "Direncanakan", "Libur Contoh", "berakhir"):
        assert words in page
    assert "bulan=2026-11" in page and "bulan=2027-01" in page


def test_groups_of_others_stay_out(cast) -> None:
    make_session(cast, group=cast.other_group, title="Tema Orang Lain")
    assert "Tema Orang Lain" not in client_of(cast.aminah).get(PAGE).content.decode()
    assert "Tema Orang Lain" in client_of(cast.hasan).get(PAGE).content.decode()


@pytest.mark.parametrize("text", ["2026-13", "besok", "0000-01", "2026-1\0", "９９９９-01", "9999-12"])
def test_a_month_that_cannot_be_read_is_this_one(cast, text) -> None:
    assert client_of(cast.aminah).get(PAGE, {"bulan": text}).status_code == 200
    assert read_month(text.replace("\0", "")) in (None, Month(2026, 1))


def test_months_turn_over_the_year() -> None:
    assert (Month(2026, 12).following, Month(2027, 1).preceding) == (Month(2027, 1), Month(2026, 12))
    assert (Month(2028, 2).last, Month(2026, 12).last) == (date(2028, 2, 29), date(2026, 12, 31))


def test_who_tries_too_many_addresses_is_told_to_wait(db: None) -> None:
    for _ in range(GUESSES.most):
        GUESSES.note(of_address("127.0.0.1"))
    answer = Client().get("/kalender/tidak-ada.ics")
    assert answer.status_code == 429 and "Coba lagi sesudah 15 menit" in answer.content.decode()


def test_the_feed_says_title_time_place_and_group_and_no_more(cast) -> None:
    hours = {"starts_at": time(8), "ends_at": time(11, 30), "date": date(2026, 12, 5)}
    session = make_session(cast, madrasah=cast.satu, place="Aula, lantai 2; utara", **hours)
    make_session(cast, group=cast.other_group)
    (event,) = events(issue_feed(by=cast.aminah))
    assert event.decoded("dtstart") == datetime(2026, 12, 5, 0, 0, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 12, 5, 3, 30, tzinfo=UTC)
    assert str(event["summary"]) == session.title
    assert str(event["location"]) == "MI Contoh Satu, Aula, lantai 2; utara"
    assert str(event["description"]) == cast.group.name
    known = {"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"}
    assert set(event) == known | {"SEQUENCE", "STATUS"}


@pytest.mark.parametrize(("province", "hour"), [("32", 1), ("73", 0), ("81", 23)])
def test_the_clock_is_that_of_the_province(cast, province, hour) -> None:
    cast.satu.region = make_region(f"{province}.99.01")
    cast.satu.save()
    make_session(cast, starts_at=time(8), date=date(2026, 12, 5))
    (event,) = events(issue_feed(by=cast.gita))
    assert event.decoded("dtstart").hour == hour


def test_a_session_without_hours_is_a_whole_day(cast) -> None:
    session = make_session(cast)
    (event,) = events(issue_feed(by=cast.aminah))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (session.date, session.date + timedelta(days=1))


def test_moved_and_cancelled_keep_their_uid_and_count_up(cast) -> None:
    session, token, client = make_session(cast, days=3), issue_feed(by=cast.aminah), client_of(cast.gita)
    (before,) = events(token)
    new = {"date": days_from_now(9).isoformat(), "reason": "Banjir besar", "revision": session.revision}
    client.post(f"/kkg/pertemuan/{session.pk}/tunda/", new)
    (moved,) = events(token)
    cancel_session(session=session, reason="Nama Orang sakit", by=cast.gita)
    (off,) = events(token)
    assert before["uid"] == moved["uid"] == off["uid"]
    assert before["sequence"] < moved["sequence"] < off["sequence"]
    assert (moved.decoded("dtstart"), str(off["status"])) == (days_from_now(9), "CANCELLED")
    assert "Nama Orang" not in off.to_ical().decode()


def test_nothing_new_is_304_and_a_session_that_left_is_not(cast) -> None:
    session, token = make_session(cast), issue_feed(by=cast.aminah)
    first = Client().get(f"/kalender/{token}.ics")
    known = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    assert Client().get(f"/kalender/{token}.ics", headers=known).status_code == 304
    client_of(cast.gita).post(f"/kkg/pertemuan/{session.pk}/hapus/")
    assert Client().get(f"/kalender/{token}.ics", headers=known).status_code == 200
    only_time = {"If-Modified-Since": first["Last-Modified"]}
    assert Client().get(f"/kalender/{token}.ics", headers=only_time).status_code == 200


def test_the_address_is_shown_once_and_a_new_one_replaces_it(cast) -> None:
    client = client_of(cast.aminah)
    shown = client.post(f"{PAGE}alamat/").content.decode()
    token = shown.partition("/kalender/")[2].partition(".ics")[0]
    assert len(token) >= 30 and token not in AccessLink.objects.get().token_digest
    assert token not in client.get(PAGE).content.decode()
    client.post(f"{PAGE}alamat/")
    assert Client().get(f"/kalender/{token}.ics").status_code == 404


def test_a_revoked_address_and_a_closed_account_answer_404(cast) -> None:
    mine, theirs = issue_feed(by=cast.aminah), issue_feed(by=cast.gita)
    client_of(cast.aminah).post(f"{PAGE}cabut/")
    assert Client().get(f"/kalender/{mine}.ics").status_code == 404
    type(cast.gita).objects.filter(pk=cast.gita.pk).update(is_active=False, password=make_password(None))
    assert Client().get(f"/kalender/{theirs}.ics").status_code == 404


@pytest.mark.parametrize("token", ["x", "y" * 5000, "a%00b"])
def test_a_guess_answers_404(cast, token) -> None:
    assert Client().get(f"/kalender/{token}.ics").status_code == 404


def test_the_feed_asks_as_often_for_many_sessions(cast, django_assert_max_num_queries) -> None:
    token = issue_feed(by=cast.aminah)
    for number in range(6):
        make_session(cast, days=number)
    with django_assert_max_num_queries(7):
        assert len(events(token)) == 6
