"""A teacher's way from the QR to the big result: logged out, without a camera, without a signal."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kkg.checkin.codes import address_of, pin_code
from kkg.models import CheckInWindow
from tests.cast import PASSWORD, client_of
from tests.clock import in_the_morning
from tests.kkg.checkin_makers import make_window
from tests.kkg.makers import make_session

pytestmark = in_the_morning

RESULT = "Anda tercatat hadir"


@pytest.fixture
def window(live_server, cast) -> CheckInWindow:
    return make_window(make_session(cast), cast.gita)


def scan(page: Page, window: CheckInWindow) -> None:
    """What the camera does: open the address of the QR."""
    page.goto(f"/h/{address_of(window.pk, window.secret, timezone.now())}/")


def log_in(page: Page, user) -> None:
    page.get_by_label("Nama masuk").fill(user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def remember(page: Page, user) -> None:
    """The phone is logged in since an earlier session."""
    value = client_of(user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "domain": "localhost", "path": "/"}])


def rows(window: CheckInWindow) -> list[tuple]:
    return list(window.session.attendances.values_list("person__name", "mark", "way"))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_scan_while_logged_out_ends_in_the_big_result(open_page, window, cast, javascript) -> None:
    page = open_page(javascript=javascript)
    scan(page, window)
    page.get_by_role("button", name="Masuk dan catat hadir").click()
    log_in(page, cast.aminah)
    page.get_by_role("button", name="Catat saya hadir").click()
    expect(page.get_by_role("heading", name=RESULT)).to_contain_text("09.41")
    assert rows(window) == [("Aminah Contoh", "hadir", "pindai")]
    page.get_by_role("link", name="Lihat agenda").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(window.session.title)


def test_the_pin_is_typed_where_the_camera_is_refused(open_page, window, cast) -> None:
    page = open_page(javascript=False)
    remember(page, cast.aminah)
    page.goto("/h/")
    page.get_by_label("PIN dari layar").fill(pin_code(window.secret, timezone.now()))
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Catat saya hadir").click()
    expect(page.get_by_role("heading", name=RESULT)).to_be_visible()
    assert rows(window) == [("Aminah Contoh", "hadir", "pin")]


def test_a_scan_without_a_signal_is_sent_once_it_returns(open_page, window, cast) -> None:
    page = open_page()
    remember(page, cast.aminah)
    scan(page, window)
    page.context.set_offline(True)
    page.get_by_role("button", name="Catat saya hadir").click()
    expect(page.get_by_text("Belum terkirim: tidak ada sinyal")).to_be_visible()
    assert rows(window) == []
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name=RESULT)).to_be_visible(timeout=15_000)
    assert len(rows(window)) == 1


@pytest.mark.parametrize(
    ("breaks", "words"),
    [
        (lambda route: route.fulfill(status=503), "server sedang bermasalah"),
        (lambda route: route.abort(), "sambungan terputus"),
    ],
)
def test_what_is_no_lack_of_a_signal_is_not_called_one(open_page, window, cast, breaks, words) -> None:
    page = open_page()
    remember(page, cast.aminah)
    scan(page, window)
    page.route("**/sehat/", breaks)
    page.get_by_role("button", name="Catat saya hadir").click()
    expect(page.get_by_role("status")).to_contain_text(f"Belum terkirim: {words}.")
    assert "sinyal" not in page.inner_text("main")
    page.unroute("**/sehat/")
    expect(page.get_by_role("heading", name=RESULT)).to_be_visible(timeout=15_000)


def test_a_phone_that_cannot_even_knock_sends_at_once(open_page, window, cast) -> None:
    page = open_page()
    remember(page, cast.aminah)
    page.add_init_script("delete window.XMLHttpRequest")
    scan(page, window)
    page.get_by_role("button", name="Catat saya hadir").click()
    expect(page.get_by_role("heading", name=RESULT)).to_be_visible()


def test_an_ended_web_session_does_not_lose_the_scan(open_page, window, cast) -> None:
    page = open_page()
    remember(page, cast.aminah)
    scan(page, window)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Catat saya hadir").click()
    log_in(page, cast.aminah)
    page.get_by_role("button", name="Catat saya hadir").click()
    expect(page.get_by_role("heading", name=RESULT)).to_be_visible()


def test_the_screen_renews_itself_and_says_when_it_cannot(open_page, window, cast) -> None:
    page = open_page(viewport=(1280, 800))
    remember(page, cast.gita)
    page.clock.install()
    page.goto(f"/kkg/pertemuan/{window.session.pk}/presensi/layar/")
    expect(page.get_by_text("Belum ada yang presensi")).to_be_visible()
    make = client_of(cast.aminah)
    make.get(f"/h/{address_of(window.pk, window.secret, timezone.now())}/")
    make.post("/h/kirim/")
    page.clock.run_for(11_000)
    expect(page.get_by_text("1 orang sudah presensi")).to_be_visible()
    page.context.set_offline(True)
    page.clock.run_for(11_000)
    expect(page.get_by_text("Layar ini belum bisa diperbarui")).to_be_visible()
