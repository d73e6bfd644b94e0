"""What the browser itself says of a box: in the words of the app, on a phone that speaks English."""

import pytest
from playwright.sync_api import Page

from tests.cast import PASSWORD, Cast


@pytest.fixture
def entrance(live_server, cast: Cast, open_page) -> Page:
    page = open_page()
    page.goto("/masuk/")
    return page


def said(page: Page, name: str) -> str:
    return page.locator(f"[name={name}]").evaluate("box => box.validationMessage")


def test_an_empty_box_is_spoken_of_in_indonesian(entrance: Page) -> None:
    entrance.get_by_role("button", name="Masuk").click()
    assert said(entrance, "username") == "Isi dulu di sini."
    assert entrance.url.endswith("/masuk/")


def test_what_was_filled_since_holds_nothing_back(entrance: Page) -> None:
    entrance.get_by_role("button", name="Masuk").click()
    entrance.evaluate(
        """(secret) => {
        document.querySelector("[name=username]").value = "aminah-01";
        document.querySelector("[name=password]").value = secret;
    }""",
        PASSWORD,
    )
    entrance.get_by_role("button", name="Masuk").click()
    entrance.wait_for_url(lambda address: not address.endswith("/masuk/"))
