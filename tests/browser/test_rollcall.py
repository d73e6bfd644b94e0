"""The roll call on a phone whose signal drops, whose log-in ends, and beside another officer."""

import re

import pytest
from django.contrib.sessions.models import Session as WebSession
from playwright.sync_api import APIResponse, Page, expect

from kkg.coded_lists.actions import print_list
from kkg.models import Session
from tests.cast import Cast, client_of
from tests.clock import clock_words
from tests.factories import make_teacher
from tests.kkg.checkin_makers import make_window, scan
from tests.kkg.makers import call_roll, make_session

UNSENT = re.compile("belum terkirim, tersimpan di perangkat ini")


def enter(page: Page, user, base: str) -> None:
    """Logged in as this user, without the form."""
    key = client_of(user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": base}])


def tap(page: Page, name: str) -> None:
    page.locator("summary", has_text=name).click()


def saved() -> str:
    return f"tersimpan {clock_words()}"


def marks(session: Session) -> dict[str, str]:
    return dict(session.attendances.values_list("person__name", "mark"))


@pytest.fixture
def session(live_server, cast: Cast) -> Session:
    return make_session(cast)


@pytest.fixture
def roll(session: Session, cast: Cast, open_page, live_server) -> Page:
    """Gita's phone with the roll open."""
    page = open_page()
    enter(page, cast.gita, live_server.url)
    page.goto(f"/kkg/pertemuan/{session.pk}/kehadiran/")
    return page


def line(page: Page):
    return expect(page.locator("[data-saved]"))


def test_what_is_sent_without_a_signal_arrives_once_when_it_returns(roll: Page, session: Session) -> None:
    roll.context.set_offline(True)
    tap(roll, "Aminah")
    roll.get_by_role("button", name="Simpan", exact=True).click()
    line(roll).to_have_text(UNSENT)
    assert marks(session) == {}
    roll.context.set_offline(False)
    line(roll).to_have_text(saved())
    assert marks(session) == {"Aminah Contoh": "izin", "Gita Contoh": "hadir"}
    roll.get_by_role("button", name="Simpan", exact=True).click()
    roll.wait_for_url(f"**/pertemuan/{session.pk}/")
    assert [row.events.count() for row in session.attendances.all()] == [1, 1]


def test_a_row_says_its_one_mark_also_where_the_style_cannot_follow(roll: Page) -> None:
    """Chrome 80 knows no :has; the server hides the other marks, and the script follows the tap."""
    row = roll.locator("[data-roll]", has_text="Aminah")
    for has_it in (True, False):
        if not has_it:
            roll.route(
                "**/app*.css", lambda route: route.fulfill(body=without_has(route.fetch()), content_type="text/css")
            )
            roll.reload()
        before = row.locator(".state").inner_text()
        tap(roll, "Aminah")
        expect(row.locator(".state .chip:visible")).to_have_count(1)
        expect(row.locator(".state")).not_to_have_text(before, use_inner_text=True)


def without_has(answer: APIResponse) -> str:
    return answer.text().replace("selector(:has(*))", "(younger: 1)")


def test_after_a_reload_and_an_expired_log_in_every_tap_is_back(
    roll: Page, session: Session, cast: Cast, live_server
) -> None:
    WebSession.objects.all().delete()
    tap(roll, "Aminah")
    roll.get_by_role("button", name="Simpan", exact=True).click()
    line(roll).to_contain_text("Masuk lagi")
    assert marks(session) == {}
    enter(roll, cast.gita, live_server.url)
    roll.reload()
    line(roll).to_have_text(saved())
    expect(roll.locator("[data-totals]")).to_have_text("1 hadir · 1 izin")
    assert marks(session) == {"Aminah Contoh": "izin", "Gita Contoh": "hadir"}


def test_another_log_in_on_the_phone_finds_nothing(roll: Page, session: Session, cast: Cast, live_server) -> None:
    roll.context.route("**/kehadiran/simpan/", lambda route: route.abort())
    tap(roll, "Aminah")
    line(roll).to_have_text(UNSENT)
    enter(roll, cast.daeng, live_server.url)
    roll.reload()
    expect(roll.locator("[data-totals]")).to_have_text("2 hadir")
    enter(roll, cast.gita, live_server.url)
    roll.reload()
    expect(roll.locator("[data-totals]")).to_have_text("1 hadir · 1 izin")


def test_a_row_that_another_officer_marked_is_asked_about(roll: Page, session: Session, cast: Cast) -> None:
    call_roll(session, cast.daeng, **{f"p{cast.aminah.person_id}": "alpa"})
    tap(roll, "Aminah")
    line(roll).to_contain_text("ditandai lain")
    roll.get_by_role("button", name="Simpan", exact=True).click()
    expect(roll.locator(".roll", has_text="Aminah")).to_contain_text("tersimpan dari orang lain: alpa")
    assert marks(session)["Aminah Contoh"] == "alpa"
    roll.get_by_role("button", name="Simpan", exact=True).click()
    roll.wait_for_url(f"**/pertemuan/{session.pk}/")
    assert marks(session)["Aminah Contoh"] == "izin"


def test_without_script_the_roll_is_one_plain_submit(session: Session, cast: Cast, open_page, live_server) -> None:
    page = open_page(javascript=False)
    enter(page, cast.gita, live_server.url)
    page.goto(f"/kkg/pertemuan/{session.pk}/kehadiran/")
    tap(page, "Aminah")
    page.locator(".roll", has_text="Aminah").locator(".seg label", has_text="Sakit").click()
    page.get_by_role("button", name="Simpan", exact=True).click()
    assert marks(session) == {"Aminah Contoh": "sakit", "Gita Contoh": "hadir"}


def test_a_sheet_being_typed_is_kept_on_the_phone(roll: Page, session: Session, cast: Cast) -> None:
    sheet = print_list(session=session, blank_lines=1, by=cast.gita)
    roll.goto(f"/kkg/lembar/{sheet.code}/")
    tap(roll, "Aminah")
    line(roll).to_contain_text("tersimpan di perangkat ini")
    roll.reload()
    expect(roll.locator("[data-totals]")).to_have_text("1 hadir · 1 izin")
    roll.get_by_role("button", name="Simpan lembar").click()
    roll.wait_for_url(f"**/pertemuan/{session.pk}/")
    assert marks(session) == {"Aminah Contoh": "izin", "Gita Contoh": "hadir"}


def chip(page: Page, name: str):
    return expect(page.locator(".roll", has_text=name).locator(".state .chip:visible"))


def test_after_a_check_in_one_tap_marks_all_who_did_not_come(roll: Page, session: Session, cast: Cast) -> None:
    scan(make_window(session, cast.gita), cast.aminah)
    roll.reload()
    chip(roll, "Gita").to_have_text("Belum dicatat")
    roll.get_by_role("button", name="Yang belum presensi: alpa").click()
    chip(roll, "Gita").to_have_text("Alpa")
    expect(roll.locator("[data-rest]")).to_be_hidden()
    expect(roll.locator("[data-totals]")).to_have_text("1 hadir · 1 alpa")
    line(roll).to_have_text(saved())
    assert marks(session) == {"Aminah Contoh": "hadir", "Gita Contoh": "alpa"}
    tap(roll, "Gita")
    chip(roll, "Gita").to_have_text("✓ Hadir")
    roll.get_by_role("button", name="Simpan", exact=True).click()
    roll.wait_for_url(f"**/pertemuan/{session.pk}/")
    assert marks(session) == {"Aminah Contoh": "hadir", "Gita Contoh": "hadir"}


def test_a_draft_from_before_the_check_in_brings_back_taps_and_no_default(
    roll: Page, session: Session, cast: Cast
) -> None:
    make_teacher(cast.satu, name="Zul Contoh")
    roll.reload()
    roll.context.route("**/kehadiran/simpan/", lambda route: route.abort())
    tap(roll, "Aminah")
    line(roll).to_have_text(UNSENT)
    scan(make_window(session, cast.gita), cast.gita)
    roll.context.unroute("**/kehadiran/simpan/")
    roll.reload()
    line(roll).to_have_text(saved())
    expect(roll.locator("[data-totals]")).to_have_text("1 hadir · 1 izin · 1 belum dicatat")
    tap(roll, "Zul")
    expect(roll.locator("[data-totals]")).to_have_text("2 hadir · 1 izin")
    roll.get_by_role("button", name="Simpan", exact=True).click()
    roll.wait_for_url(f"**/pertemuan/{session.pk}/")
    assert marks(session) == {"Aminah Contoh": "izin", "Gita Contoh": "hadir", "Zul Contoh": "hadir"}


def test_names_are_found_while_they_are_typed(session: Session, cast: Cast, open_page, live_server) -> None:
    for number in range(20):
        make_teacher(cast.satu if number % 2 else cast.dua, name=f"Guru Contoh {number:02}")
    page = open_page()
    enter(page, cast.gita, live_server.url)
    page.goto(f"/kkg/pertemuan/{session.pk}/kehadiran/")
    page.get_by_role("searchbox").fill("contoh 07")
    expect(page.locator("li[data-person]:visible")).to_have_count(1)
    expect(page.locator("li[data-section]:visible")).to_contain_text("MI Contoh Satu")
    tap(page, "Guru Contoh 07")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Kehadiran disimpan")).to_be_visible()
    assert list(marks(session).values()).count("izin") == 1


def test_looking_for_names_within_a_form_sends_nothing_of_it(
    session: Session, cast: Cast, open_page, live_server
) -> None:
    for number in range(20):
        make_teacher(cast.satu, name=f"Guru Contoh {number:02}")
    page = open_page()
    enter(page, cast.gita, live_server.url)
    page.goto(f"/kkg/pertemuan/{session.pk}/surat/surat-tugas/")
    page.get_by_role("searchbox").fill("contoh 07")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("label[data-person]:visible")).to_have_count(1)
    expect(page.locator(".bar .saved")).to_have_text("")
    page.get_by_role("button", name="Semua").click()
    page.get_by_role("searchbox").fill("")
    expect(page.locator("label[data-person]:visible")).to_have_count(22)
    assert page.locator("label[data-person] :checked").count() == 1
