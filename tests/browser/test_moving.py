"""A row that is added or moved stands under the eyes when the page comes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.faults import enter
from tests.cast import Cast
from tests.clock import days_from_now
from tests.kkg.makers import make_session, make_topic
from tests.kkg.programme_makers import make_plan, make_programme

ROWS = 6


def agenda(cast: Cast) -> tuple[str, str, str]:
    session = make_session(cast)
    for number in range(ROWS):
        make_topic(session, f"Topik Contoh {number}")
    return f"/kkg/pertemuan/{session.pk}/agenda/", "topik", "topik"


def programme(cast: Cast) -> tuple[str, str, str]:
    planned = make_programme(cast)
    for number in range(ROWS):
        make_plan(planned, title=f"Rencana Contoh {number}", date=days_from_now(30 + number))
    return f"/kkg/program/{planned.pk}/ubah/", "rencana", "pertemuan"


@pytest.mark.parametrize("build", [agenda, programme])
def test_the_page_comes_back_at_the_row_that_moved(live_server, cast: Cast, open_page, build) -> None:
    path, rows, word = build(cast)
    page: Page = open_page()
    enter(page, cast.gita, live_server.url)
    page.goto(path)
    last = page.locator(f"fieldset[id^={rows}-]").count()
    for button, at in (
        (f"Turunkan {word} {last - 1}", last),
        (f"Naikkan {word} {last}", last - 1),
        (f"Tambah {word}", last + 1),
        (f"Hapus {word} {last + 1}", last),
    ):
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_url(f"**{path}#{rows}-{at}")
        expect(page.locator(f"#{rows}-{at} legend")).to_be_in_viewport()
