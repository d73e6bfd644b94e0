"""The stage itself: the browser opens our pages at a phone's size, in the dark, and without script."""

import pytest


@pytest.mark.parametrize(("dark", "javascript"), [(False, True), (True, False)])
def test_a_page_opens_on_a_phone(open_page, dark: bool, javascript: bool) -> None:
    page = open_page(dark=dark, javascript=javascript)
    assert page.goto("/sehat/").status == 200
    assert page.text_content("body") == "sehat"
    assert page.viewport_size == {"width": 360, "height": 640}
