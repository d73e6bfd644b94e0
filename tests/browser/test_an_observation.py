"""A head in class with a phone, from "Buat lembar baru" to "Bagikan": how many taps beyond typing, what is in sight."""

import pytest
from playwright.sync_api import Page, expect

from competency.models import Assessment
from competency.sheets.states import State
from tests.browser.test_an_evening import Thumb
from tests.browser.test_every_indicator import instrument_of
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import draft, publish

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "supervisi-pembelajaran"
WHOLE_ABOVE_THE_BAR = """() => {
  document.querySelector("#butir-1").scrollIntoView();
  const bar = document.querySelector(".bar").getBoundingClientRect().top;
  const boxes = [...document.querySelectorAll(".item")].map((one) => one.getBoundingClientRect());
  return boxes.filter((box) => box.top >= 0 && box.bottom <= bar).length;
}"""


def opened(open_page, cast: Cast) -> Page:
    page = open_page()
    value = client_of(cast.baso).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "domain": "localhost", "path": "/"}])
    return page


def begin(thumb: Thumb) -> None:
    thumb.page.goto("/supervisi/lembar/")
    thumb.tap("link", "Buat lembar baru")
    thumb.page.locator("select[name=teacher]").select_option(label="Aminah Contoh, S.Pd.I.")
    thumb.count.update(taps=2)
    thumb.tap("button", "Mulai mengisi")


def score(thumb: Thumb, number: int, value: int) -> None:
    item = thumb.page.locator(f"#butir-{number}")
    item.locator(f".seg label:has([value='{value}'])").click()
    thumb.count.update(taps=1)
    needed = item.get_by_text(f"Nilai {value} perlu satu catatan: apa yang terlihat?")
    if item.locator(f"[value='{value}'][data-needs]").count():
        expect(needed).to_be_visible()
        item.get_by_label("Catatan fakta").fill("Lima kelompok mengukur meja.")
    expect(needed).to_be_hidden()


def fill(thumb: Thumb, extreme: int) -> None:
    """Every indicator one tap, two of them at the end of the scale."""
    while "/isi/" in thumb.page.url:
        for item in thumb.page.locator(".item").all():
            number = int(str(item.get_attribute("id")).removeprefix("butir-"))
            score(thumb, number, extreme if number in (2, 17) else 2)
        with thumb.page.expect_navigation():
            thumb.page.locator(".bar button").click()
        thumb.count.update(taps=1)


def share(thumb: Thumb) -> None:
    thumb.page.locator("#div_id_followup label", has_text="Diusulkan").click()
    thumb.count.update(taps=1)
    thumb.type("Apa yang akan dikerjakan guru", "Membuat alat peraga")
    thumb.tap("button", "Bagikan")
    expect(thumb.page.get_by_text("sudah dibagikan")).to_be_visible()


@pytest.mark.parametrize(("count", "extreme", "most"), [(20, 0, 30), (37, 4, 48)])
def test_an_observation_takes_few_taps(open_page, cast: Cast, capsys, count: int, extreme: int, most: int) -> None:
    if count == 37:
        publish(LONG)
    else:
        instrument_of(count)
    thumb = Thumb(opened(open_page, cast))
    begin(thumb)
    assert thumb.page.evaluate(WHOLE_ABOVE_THE_BAR) >= 2
    fill(thumb, extreme)
    share(thumb)
    sheet = Assessment.objects.get()
    assert (sheet.state, sheet.answers.count(), sheet.notes.count()) == (State.SHARED, count, 2)
    with capsys.disabled():
        print(f"\nObservasi {count} butir: {thumb.count['taps']} ketukan, {thumb.count['pages']} halaman")
    assert thumb.count["taps"] <= most


def test_what_misses_is_a_thumb_wide_and_leads_there(open_page, cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.baso)
    page = opened(open_page, cast)
    page.goto(f"/supervisi/lembar/{sheet.pk}/periksa/")
    links = page.locator("a[href*='#butir-']")
    assert min(link.bounding_box()["height"] for link in links.all()) >= 44
    links.first.click()
    expect(page.locator("#butir-1")).to_be_in_viewport()
