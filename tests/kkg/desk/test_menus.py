"""The session's page: one next step for each reader and moment, every other item in its part of the menu."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.formats import date_plain
from kkg.desk.menus import Known, group_menu, later_items, next_step, session_changes, session_menu
from kkg.models import Session
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.kkg.checkin_makers import make_window
from tests.kkg.makers import call_roll, close, make_session, make_topic


def known(session: Session) -> Known:
    session.refresh_from_db()
    return Known(list(session.topics.all()), list(session.attendances.all()), decisions=0, materials=0)


def planned(cast: Cast, days: int) -> Session:
    session = make_session(cast, days=days)
    make_topic(session)
    return session


def step(user: User, session: Session) -> str:
    found = next_step(user, session, known(session))
    return found.label if found else ""


def labels(user: User, session: Session) -> dict[str, list[str]]:
    menu = session_menu(user, session, known(session))
    return {part.title: [item.label for item in part.items] for part in menu}


@pytest.mark.parametrize(("days", "expected"), [(5, "Kirim undangan"), (1, "Kirim pengingat"), (0, "Isi kehadiran")])
def test_next_step_follows_the_calendar(cast: Cast, days: int, expected: str) -> None:
    session = make_session(cast, days=days)
    assert step(cast.gita, session) == "Susun agenda"
    make_topic(session)
    assert step(cast.gita, session) == expected


def test_after_the_roll_call_comes_closing_and_then_the_news(cast: Cast) -> None:
    session = planned(cast, -1)
    call_roll(session, cast.daeng)
    assert step(cast.gita, session) == "Tutup pertemuan"
    close(session, cast.daeng)
    assert step(cast.gita, session) == "Kirim hasilnya"


def test_old_news_is_no_next_step(cast: Cast) -> None:
    assert step(cast.gita, close(planned(cast, -8), cast.daeng)) == ""


def test_a_teacher_is_led_to_check_in_and_then_to_the_reflection(cast: Cast) -> None:
    session = planned(cast, 0)
    assert step(cast.aminah, session) == ""
    make_window(session, cast.gita)
    assert step(cast.aminah, session) == "Saya hadir"
    close(session, cast.daeng)
    assert step(cast.aminah, session) == "Beri tanggapan"


def test_home_leads_to_check_in_while_it_is_open(cast: Cast) -> None:
    session = make_session(cast)
    assert "Saya hadir" not in client_of(cast.aminah).get("/").content.decode()
    make_window(session, cast.gita)
    assert "Saya hadir" in client_of(cast.aminah).get("/").content.decode()


def test_what_waits_for_the_day_says_so(cast: Cast) -> None:
    session = make_session(cast, days=5)
    waiting = {item.label: item.why_not for item in later_items(cast.gita, session, known(session))}
    assert date_plain(session.date) in str(waiting["Daftar panggil"])
    assert labels(cast.gita, session)["Sekarang"] == ["Agenda"]


def test_members_get_no_way_that_would_refuse_them(cast: Cast) -> None:
    session = close(planned(cast, -1), cast.daeng)
    client = client_of(cast.aminah)
    for part in session_menu(cast.aminah, session, known(session)):
        assert {client.get(item.url).status_code for item in part.items} == {200}


@pytest.mark.parametrize("days", [5, 0])
def test_every_way_of_those_who_run_it_opens(cast: Cast, days: int) -> None:
    session = planned(cast, days)
    items = [item for one in session_menu(cast.gita, session, known(session)) for item in one.items]
    items += [item for item in session_changes(cast.gita, session) if not item.why_not]
    items = [item for item in items if not item.url.endswith(".pdf")]  # drawn by the tests of papers
    client = client_of(cast.gita)
    assert {item.label: code for item in items if (code := client.get(item.url).status_code) != 200} == {}


@pytest.mark.parametrize("who", ["gita", "aminah", "baso", "jafar"])
def test_the_group_page_leads_where_it_says(cast: Cast, who: str) -> None:
    user = getattr(cast, who)
    client = client_of(user)
    assert {
        item.label: code for item in group_menu(user, cast.group) if (code := client.get(item.url).status_code) != 200
    } == {}


def test_a_cancelled_session_can_only_be_told_revived_or_deleted(cast: Cast) -> None:
    session = make_session(cast, days=5)
    session.cancelled_at, session.cancelled_by, session.cancelled_reason = timezone.now(), cast.gita, "Banjir"
    session.save()
    assert step(cast.gita, session) == "Kabari anggota"
    assert [item.label for item in session_changes(cast.gita, session)] == ["Adakan kembali", "Hapus"]


def test_one_green_button(cast: Cast) -> None:
    session = make_session(cast, days=5)
    text = client_of(cast.gita).get(reverse("kkg:session-detail", args=[session.pk])).content.decode()
    assert text.count('class="btn"') == 1
