"""A phone goes from hand to hand: what one person saw is gone when the next presses Back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, QUIET
from tests.cast import PASSWORD, Cast

STAYS_ON_BACK = "--disable-back-forward-cache"  # what Playwright turns off, and a phone has on


@pytest.fixture
def phone(live_server, chromium_path: str, test_database: None, browser) -> Iterator[Page]:
    """A browser as people have it: pages one has left may be kept whole."""
    chromium = browser.browser_type.launch(
        executable_path=chromium_path, args=list(QUIET), ignore_default_args=[STAYS_ON_BACK]
    )
    yield chromium.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}, base_url=live_server.url)
    chromium.close()


def log_in(page: Page, name: str) -> None:
    page.goto("/masuk/")
    page.get_by_label("Nama masuk").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def test_back_after_the_log_out_shows_nothing_of_what_was_there(phone: Page, cast: Cast) -> None:
    log_in(phone, "baso-01")
    for path in ("/supervisi/", "/guru/", "/akun/"):
        phone.goto(path)
        expect(phone.locator("header")).to_contain_text("Baso · Kepala madrasah")
    phone.get_by_role("button", name="Keluar", exact=True).click()
    expect(phone.get_by_role("heading", name="Masuk")).to_be_visible()
    for _ in range(3):
        phone.evaluate("history.back()")
        expect(phone.get_by_role("heading", name="Masuk")).to_be_visible()
        assert "Baso" not in phone.content()
        assert "Aminah Contoh" not in phone.content()
