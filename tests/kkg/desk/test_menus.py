"""The session's page: one next step for each reader and moment, every other item in its part of the menu."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.formats import date_plain
from kkg.desk.evening import Known, evening_steps
from kkg.desk.menus import group_menu, next_step, session_changes, session_menu
from kkg.models import Session
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.kkg.checkin_makers import make_window
from tests.kkg.makers import call_roll, close, make_session, make_topic
from tests.kkg.paper_makers import make_photo
from tests.kkg.work_makers import make_decision


def known(session: Session) -> Known:
    session.refresh_from_db()
    rows = list(session.topics.all()), list(session.attendances.all())
    return Known(*rows, decisions=session.decisions.count(), materials=0, photos=session.photos.count())


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


def states(user: User, session: Session) -> dict[str, str]:
    return {one.label: one.state for one in evening_steps(user, session, known(session))}


@pytest.mark.parametrize(("days", "expected"), [(5, "Kirim undangan"), (1, "Kirim pengingat"), (0, "Isi kehadiran")])
def test_next_step_follows_the_calendar(cast: Cast, days: int, expected: str) -> None:
    session = make_session(cast, days=days)
    assert step(cast.gita, session) == "Susun agenda"
    make_topic(session)
    assert step(cast.gita, session) == expected


def test_after_the_roll_call_come_minutes_decisions_photos_closing_and_then_the_news(cast: Cast) -> None:
    session = planned(cast, -1)
    call_roll(session, cast.daeng)
    assert step(cast.gita, session) == "Tulis notulen"
    Session.objects.filter(pk=session.pk).update(result_text="Dua RPP tersusun")
    assert step(cast.gita, session) == "Catat keputusan"
    make_decision(session, cast.aminah.person, cast.gita)
    assert step(cast.gita, session) == "Unggah foto"
    make_photo(session, cast.gita)
    assert step(cast.gita, session) == "Tutup pertemuan"
    close(session, cast.daeng)
    assert step(cast.gita, session) == "Kirim hasilnya"


def test_minutes_that_are_missing_come_before_the_news_as_long_as_they_may_be_written(cast: Cast) -> None:
    session = close(planned(cast, -1), cast.daeng)
    assert (step(cast.gita, session), states(cast.gita, session)["Notulen"]) == ("Tulis notulen", "Belum")
    assert next_step(cast.gita, session, known(session)).beside.label == "Kirim hasilnya"
    long_ago = timezone.now() - timedelta(days=settings.WRITE_UP_DAYS + 1)
    Session.objects.filter(pk=session.pk).update(closed_at=long_ago)
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


def test_what_a_session_may_lack_never_stands_before_its_closing(cast: Cast) -> None:
    session = planned(cast, -1)
    call_roll(session, cast.daeng)
    found = next_step(cast.gita, session, known(session))
    assert found and found.beside and found.beside.label == "Tutup pertemuan"


def test_the_seven_steps_stand_in_order_with_their_state(cast: Cast) -> None:
    session = planned(cast, 0)
    assert list(states(cast.gita, session).items()) == [
        ("Data", "Belum"),
        ("Agenda", "Sudah"),
        ("Kehadiran", "Belum"),
        ("Notulen", "Belum"),
        ("Keputusan", "Belum"),
        ("Foto", "Belum"),
        ("Penutupan", "Belum"),
    ]
    assert states(cast.aminah, session) == {}


def test_all_but_the_steps_is_folded_away(cast: Cast) -> None:
    page = client_of(cast.gita).get(reverse("kkg:session-detail", args=[planned(cast, 0).pk])).content.decode()
    shown = re.sub("<details.*?</details>", "", page.partition("<main")[2], flags=re.DOTALL)
    assert len(re.findall("<a class=.row", shown)) == 8  # the seven, and the topic on the agenda


def test_what_waits_for_the_day_says_so(cast: Cast) -> None:
    session = make_session(cast, days=5)
    waiting = {one.label: one.why_not for one in evening_steps(cast.gita, session, known(session))}
    assert date_plain(session.date) in str(waiting["Kehadiran"])
    assert waiting["Agenda"] is None


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
    items += [one for one in evening_steps(cast.gita, session, known(session)) if not one.why_not]
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
