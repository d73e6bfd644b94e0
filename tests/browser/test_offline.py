"""Without a signal: what was taken along opens, fills and waits, and is sent exactly once."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from competency.models import Assessment
from competency.rpp.models import Rpp
from config import offline
from kkg.models import Attendance
from tests.browser.faults import enter
from tests.browser.signals import AWAY, DEAF, GONE, GOOD, Signal
from tests.cast import Cast, give_lessons_today
from tests.clock import today
from tests.competency.sheet_makers import draft, fill
from tests.kkg.makers import make_session

WAITING = "belum terkirim, tersimpan di perangkat ini"


@pytest.fixture
def phone(signal: Signal, cast: Cast, open_page) -> Callable[..., Page]:
    """The phone of a user who has opened the app twice: the worker stands, the pages are carried."""

    def opened(user) -> Page:
        page = open_page(worker=True)
        enter(page, user, signal.url)
        page.goto("/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        carry(page)
        return page

    return opened


CARRIED = """async () => {
  const { pages } = await (await fetch("/bekal/")).json();
  const name = (await caches.keys()).find((one) => one.startsWith("halaman-"));
  return Boolean(name) && (await (await caches.open(name)).keys()).length === pages.length + 1;
}"""


def carry(page: Page) -> None:
    page.goto("/")
    until(page, CARRIED)


def until(page: Page, question: str) -> None:
    for _ in range(50):
        if page.evaluate(question):
            return
        page.wait_for_timeout(100)
    raise AssertionError(question)


def stands_on(page: Page, path: str) -> None:
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def returns(signal: Signal, page: Page) -> None:
    signal.state = GOOD
    page.evaluate("dispatchEvent(new Event('online'))")


def all_sent(page: Page) -> None:
    expect(page.locator("[data-none]")).to_be_visible(timeout=10000)


def carried(page: Page) -> list[str]:
    return page.evaluate("caches.keys().then((names) => names.filter((name) => name.startsWith('halaman-')))")


@pytest.mark.parametrize("state", [GONE, AWAY])
def test_a_visit_of_today_is_filled_without_a_server_and_sent_once(
    phone, signal: Signal, cast: Cast, state: str
) -> None:
    sheet = draft(cast.aminah, cast.baso)
    screens = sheet.instrument.definition.screens()
    page = phone(cast.baso)
    signal.state = state
    page.goto(f"/supervisi/lembar/{sheet.pk}/isi/1/")
    expect(page.locator("[data-note]")).to_contain_text("Server belum menjawab")
    for stage, screen in enumerate(screens, start=1):
        expect(page.locator("h1")).to_have_text(screen.title)
        for indicator in screen.indicators:
            page.locator(f"input[name='butir-{indicator.code}'][value='2']").check(force=True)
        page.locator(".bar button").click()
        if stage < len(screens):
            stands_on(page, f"/supervisi/lembar/{sheet.pk}/isi/{stage + 1}/")
    stands_on(page, "/menunggu/")
    expect(page.locator("[data-kept] li")).to_have_count(len(screens))
    page.goto("/supervisi/rpp/")
    expect(page.locator("[data-waiting-line]")).to_contain_text(WAITING)
    page.goto("/menunggu/")
    assert not sheet.answers.exists()
    returns(signal, page)
    all_sent(page)
    assert sheet.answers.count() == 30
    assert set(sheet.draft_answers().values()) == {2}


def test_a_new_sheet_is_begun_and_filled_without_a_signal(phone, signal: Signal, cast: Cast) -> None:
    give_lessons_today(cast)
    used = draft(cast.aminah, cast.baso)
    page = phone(cast.baso)
    signal.state = GONE
    for name in ("Murid rajin", "Murid lain", "Murid ketiga"):
        page.goto(f"/supervisi/lembar/baru/{used.instrument_id}/")
        page.locator("[name=teacher]").select_option(str(cast.aminah.person_id))
        page.locator("[name=lesson_topic]").fill(name)
        page.locator("[name=observed_on]").fill(today().isoformat())  # the phone's own clock is the real one
        page.locator("input[value='1'][type=radio]").first.check(force=True)
        page.get_by_role("button", name="Simpan lembar").click()
        stands_on(page, "/menunggu/")
    expect(page.locator("[data-kept] li")).to_have_count(3)
    page.goto(f"/supervisi/lembar/baru/{used.instrument_id}/")
    expect(page.locator("form .msg")).to_contain_text("sudah menunggu 3 lembar baru")
    page.goto("/menunggu/")
    page.locator("[data-kept] a").first.click()
    expect(page.locator("[name=lesson_topic]")).to_have_value("Murid rajin")
    page.goto("/menunggu/")
    returns(signal, page)
    all_sent(page)
    made = Assessment.objects.exclude(pk=used.pk)
    assert sorted(made.values_list("lesson_topic", flat=True)) == ["Murid ketiga", "Murid lain", "Murid rajin"]
    assert [sheet.answers.count() for sheet in made] == [1, 1, 1]


def test_the_rpp_week_waits_and_arrives_once_though_its_answer_was_lost(phone, signal: Signal, cast: Cast) -> None:
    give_lessons_today(cast)
    page = phone(cast.baso)
    signal.state = GONE
    page.goto("/supervisi/rpp/")
    page.locator(f"input[name='rpp-{cast.aminah.person_id}'][value='ada']").check(force=True)
    page.get_by_role("button", name="Simpan").click()
    stands_on(page, "/menunggu/")
    signal.state = DEAF
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1000)
    assert Rpp.objects.count() == 1
    expect(page.locator("[data-kept] li")).to_have_count(1)
    signal.state = GOOD
    page.goto("/menunggu/")
    all_sent(page)
    assert Rpp.objects.count() == 1


def test_the_roll_call_waits_on_a_phone_that_was_switched_off(phone, signal: Signal, cast: Cast) -> None:
    session = make_session(cast)
    page = phone(cast.gita)
    signal.state = GONE
    page.goto(f"/kkg/pertemuan/{session.pk}/kehadiran/")
    page.locator("[data-roll] summary").first.click()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(".bar .saved")).to_contain_text(WAITING)
    other = page.context.new_page()
    page.close()
    signal.state = GOOD
    other.goto("/menunggu/")
    all_sent(other)
    assert Attendance.objects.filter(session=session, mark=Attendance.Mark.IZIN).count() == 1


def test_a_page_that_was_not_taken_along_says_so_and_what_can_be_opened(phone, signal: Signal, cast: Cast) -> None:
    page = phone(cast.baso)
    signal.state = GONE
    page.goto("/guru/")
    expect(page.locator("h1")).to_have_text("Belum tersambung")
    page.locator("[data-carried] a", has_text="RPP minggu ini").first.click()
    expect(page.locator("h1")).to_contain_text("RPP minggu")


def test_after_the_log_out_nothing_carried_is_left(phone, signal: Signal, cast: Cast) -> None:
    page = phone(cast.baso)
    assert carried(page) == [f"halaman-{cast.baso.pk}"]
    page.goto("/akun/")
    page.get_by_role("button", name="Keluar").first.click()
    stands_on(page, "/masuk/")
    assert carried(page) == []
    signal.state = GONE
    page.goto("/supervisi/rpp/")
    expect(page.locator("h1")).to_have_text("Belum tersambung")


def test_another_account_finds_nothing_carried_for_the_first(phone, signal: Signal, cast: Cast) -> None:
    page = phone(cast.baso)
    enter(page, cast.aminah, signal.url)
    page.goto("/")
    assert f"halaman-{cast.baso.pk}" not in carried(page)


def test_what_the_server_does_not_take_is_shown_with_its_reason(phone, signal: Signal, cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.baso)
    page = phone(cast.baso)
    signal.state = GONE
    page.goto(f"/supervisi/lembar/{sheet.pk}/isi/1/")
    page.locator("input[type=radio]").first.check(force=True)
    page.locator(".bar button").click()
    stands_on(page, f"/supervisi/lembar/{sheet.pk}/isi/2/")
    fill(sheet, 2)
    signal.state = GOOD
    page.goto("/menunggu/")
    expect(page.locator("[data-kept]")).to_contain_text("sudah diubah dari perangkat atau halaman lain")
    assert set(sheet.draft_answers().values()) == {2}
    page.locator("[data-kept] a").first.click()
    expect(page.locator("form .msg")).to_contain_text("belum terkirim")


def test_a_newer_version_is_announced_and_loses_no_draft(phone, signal: Signal, cast: Cast, settings) -> None:
    page = phone(cast.gita)
    page.goto("/kkg/masalah/baru/")
    page.get_by_label("Apa masalahnya?").fill("Kelas I belum mengenal huruf")
    settings.VERSION = "9.9.9"
    offline._worker.cache_clear()
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    until(page, "navigator.serviceWorker.ready.then((one) => Boolean(one.waiting))")
    page.goto("/")
    page.get_by_role("button", name="Pakai sekarang").click()
    expect(page.get_by_text("Versi baru aplikasi")).to_have_count(0)
    page.goto("/kkg/masalah/baru/")
    page.get_by_role("button", name="Pakai isian di perangkat").click()
    expect(page.get_by_label("Apa masalahnya?")).to_have_value("Kelas I belum mengenal huruf")
    expect(page.get_by_text("Versi baru aplikasi")).to_have_count(0)
    offline._worker.cache_clear()
