"""Once a check-in ran, present is an act: who did not check in has no mark until somebody gives one."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from kkg.attendance.actions import mark_roll_call
from kkg.attendance.rosters import default_mark, roster_of
from kkg.coded_lists.actions import print_list
from kkg.models import Session
from kkg.record.actions import close_session
from tests.cast import Cast, client_of
from tests.clock import days_from_now, in_the_morning
from tests.kkg.checkin_makers import make_window, scan
from tests.kkg.makers import make_session, make_topic
from tests.worlds import standing

pytestmark = in_the_morning


@standing
def session(cast: Cast) -> Session:
    """Aminah scanned the code, Gita did not."""
    session = make_session(cast)
    scan(make_window(session, cast.gita), cast.aminah)
    return session


@standing
def gita(cast: Cast) -> Client:
    return client_of(cast.gita)


def roll_of(session: Session) -> str:
    return f"/kkg/pertemuan/{session.pk}/kehadiran/"


def sent(client: Client, path: str, **values: str) -> dict[str, str]:
    """What a browser sends of the page as it is shown, with `values` chosen."""
    form = client.get(path).context["form"]
    rows = [*getattr(form, "printed_rows", form.rows), *getattr(form, "other_rows", [])]
    chosen = {row["name"]: row["chosen"] for row in rows}
    hidden = {"seen": form.seen_now, "checked": form.checked_now, "taken": form.taken_as, "revision": "1"}
    return chosen | hidden | values


def marks(session: Session) -> dict[str, str]:
    return dict(session.attendances.values_list("person__name", "mark"))


def test_who_did_not_check_in_has_no_mark_on_the_page(session, gita) -> None:
    page = gita.get(roll_of(session))
    assert [row["chosen"] for row in page.context["form"].rows] == ["hadir", ""]
    shown = page.content.decode()
    assert "1 nama belum presensi, jadi belum dicatat" in shown
    assert "1 hadir · 1 belum dicatat" in shown
    assert "Yang belum presensi: alpa" in shown


def test_saving_stores_only_what_was_marked_and_says_how_many_are_left(session, gita) -> None:
    answer = gita.post(roll_of(session), sent(gita, roll_of(session)), follow=True)
    assert marks(session) == {"Aminah Contoh": "hadir"}
    assert "1 hadir · 1 belum dicatat" in answer.content.decode()


def test_one_button_marks_all_who_did_not_check_in(session, gita) -> None:
    answer = gita.post(roll_of(session), sent(gita, roll_of(session), rest="alpa"))
    assert marks(session) == {"Aminah Contoh": "hadir", "Gita Contoh": "alpa"}
    assert answer.url == roll_of(session)
    assert "Yang belum presensi: alpa" not in gita.get(roll_of(session)).content.decode()


def test_the_button_leaves_what_was_chosen_and_who_checked_in_meanwhile(cast, session, gita) -> None:
    data = sent(gita, roll_of(session), rest="alpa", **{f"m-{cast.gita.person_id}": "izin"})
    gita.post(roll_of(session), data)
    assert marks(session)["Gita Contoh"] == "izin"
    late = make_session(cast)
    window = make_window(late, cast.gita)
    data = sent(gita, roll_of(late), rest="alpa")
    scan(window, cast.aminah)
    gita.post(roll_of(late), data)
    assert marks(late) == {"Aminah Contoh": "hadir", "Gita Contoh": "alpa"}


def test_a_page_from_before_the_check_in_makes_nobody_present(cast, gita) -> None:
    session = make_session(cast)
    before = sent(gita, roll_of(session), whole="1")
    scan(make_window(session, cast.gita), cast.aminah)
    assert gita.post(f"{roll_of(session)}simpan/", before).status_code == 200
    gita.post(roll_of(session), before)
    assert marks(session) == {"Aminah Contoh": "hadir"}


def test_a_tap_on_a_page_from_before_the_check_in_still_counts(cast, gita) -> None:
    session = make_session(cast)
    before = sent(gita, roll_of(session), **{f"m-{cast.gita.person_id}": "sakit"})
    make_window(session, cast.gita)
    gita.post(roll_of(session), before)
    assert marks(session) == {"Gita Contoh": "sakit"}


def test_a_mark_given_by_tap_after_the_check_in_is_never_overwritten_in_silence(cast, session, gita) -> None:
    mine = sent(gita, roll_of(session), **{f"m-{cast.gita.person_id}": "alpa"})
    daeng = client_of(cast.daeng)
    daeng.post(roll_of(session), sent(daeng, roll_of(session), **{f"m-{cast.gita.person_id}": "hadir"}))
    page = gita.post(roll_of(session), mine)
    assert "tersimpan dari orang lain: hadir" in page.content.decode()
    assert marks(session)["Gita Contoh"] == "hadir"


def test_the_page_that_keeps_itself_stores_taps_and_no_default(cast, session, gita) -> None:
    for whole in ("", "1"):
        assert gita.post(f"{roll_of(session)}simpan/", sent(gita, roll_of(session), whole=whole)).status_code == 200
        assert marks(session) == {"Aminah Contoh": "hadir"}
    tapped = sent(gita, roll_of(session), **{f"m-{cast.gita.person_id}": "hadir"})
    answer = gita.post(f"{roll_of(session)}simpan/", tapped)
    assert f"{cast.gita.person_id}:hadir" in answer.json()["fields"]["seen"]
    assert marks(session) == {"Aminah Contoh": "hadir", "Gita Contoh": "hadir"}


def test_a_paper_sheet_follows_the_same_rule(cast, session, gita) -> None:
    sheet = print_list(session=session, blank_lines=0, by=cast.gita)
    path = f"/kkg/lembar/{sheet.code}/"
    assert "Yang tidak bertanda tangan: alpa" in gita.get(path).content.decode()
    gita.post(path, sent(gita, path))
    assert marks(session) == {"Aminah Contoh": "hadir"}
    gita.post(path, sent(gita, path, rest="alpa"))
    assert marks(session) == {"Aminah Contoh": "hadir", "Gita Contoh": "alpa"}


def test_the_law_holds_for_whoever_calls_the_action(cast, session) -> None:
    everybody = {entry.person.pk: "hadir" for entry in roster_of(session)}
    mark_roll_call(session=session, marks={}, assumed=everybody, seen={}, revision=0, by=cast.gita)
    assert marks(session) == {"Aminah Contoh": "hadir"}


def test_the_session_is_not_closed_before_everybody_has_a_mark(cast, session, gita) -> None:
    topic = make_topic(session)
    assert (
        "1 nama belum dicatat kehadirannya: Gita Contoh"
        in gita.get(f"/kkg/pertemuan/{session.pk}/tutup/").content.decode()
    )
    results = {topic.pk: {"status": "tuntas", "minutes_used": None}}
    session.refresh_from_db()
    with pytest.raises(ValidationError, match="1 nama belum tercatat kehadirannya: Gita Contoh"):
        close_session(session=session, results=results, jp=3, revision=session.revision, by=cast.gita)


def test_a_check_in_ran_once_it_opened_on_the_sessions_day(cast) -> None:
    session = make_session(cast)
    assert default_mark(session, ()) == "hadir"
    make_window(session, cast.gita, opens=5, closes=60)
    assert default_mark(Session.objects.get(), ()) == "hadir"
    make_window(session, cast.gita)
    assert default_mark(Session.objects.get(), ()) == ""
    Session.objects.update(date=days_from_now(-1))
    assert default_mark(Session.objects.get(), ()) == "hadir"


def test_without_a_check_in_everybody_is_present_once_the_button_is_pressed(cast, gita) -> None:
    session = make_session(cast)
    data = sent(gita, roll_of(session))
    gita.post(f"{roll_of(session)}simpan/", data)
    assert marks(session) == {}
    gita.post(roll_of(session), data)
    assert marks(session) == {"Aminah Contoh": "hadir", "Gita Contoh": "hadir"}


def test_who_came_onto_the_roll_after_it_was_shown_is_not_present_by_default(cast, gita) -> None:
    session = make_session(cast)
    data = sent(gita, roll_of(session))
    cast.citra.person.placements.create(madrasah=cast.satu, since=days_from_now(-9), is_home=False)
    gita.post(roll_of(session), data)
    assert set(marks(session)) == {"Aminah Contoh", "Gita Contoh"}
