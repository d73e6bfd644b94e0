"""A form typed in from paper: how many taps it takes on a phone, and that a keyboard needs only its digits."""

from playwright.sync_api import Page, expect

from competency.models import Assessment
from competency.paper_forms.codes import code_of
from tests.browser.test_rpp_week import Thumb
from tests.cast import Cast, client_of
from tests.clock import today
from tests.competency.sheet_makers import publish

MOST_TAPS = 48


def opened(open_page, live_server, cast: Cast, **how) -> tuple[Page, list[str]]:
    """The page of a form of 37 items, its head filled but for the names; and the items' codes."""
    instrument = publish("supervisi-pembelajaran")
    page = open_page(**how)
    key = client_of(cast.baso).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.goto(f"/supervisi/kertas/{code_of(instrument.pk)}/")
    page.locator("[name=observed_on]").fill(today().isoformat())
    return page, [indicator.code for indicator in instrument.definition.indicators]


def test_thirty_seven_items_are_typed_with_one_tap_each_and_one_save(live_server, cast: Cast, open_page) -> None:
    page, codes = opened(open_page, live_server, cast)
    thumb = Thumb(page)
    thumb.taps += 2  # the day: its picker and a date
    for name, key in (("teacher", cast.aminah.person_id), ("observer", cast.baso.person_id)):
        page.locator(f"[name={name}]").select_option(str(key))
        thumb.taps += 2
    for code in codes:
        thumb.tap(page.locator(f"[name='butir-{code}'][value='3']"))
    thumb.choose_photo()
    thumb.tap(page.get_by_role("button", name="Simpan lembar"))
    expect(page.get_by_text("Lembar kertas tersimpan sebagai draf")).to_be_visible()
    print(f"Lembar kertas {len(codes)} butir: {thumb.taps} ketukan")
    assert thumb.taps <= MOST_TAPS
    sheet = Assessment.objects.get()
    assert sheet.answers.filter(value=3).count() == len(codes)
    assert sheet.paper.photo is not None


def test_a_digit_chooses_and_goes_on_and_a_value_that_needs_a_note_waits_in_it(live_server, cast, open_page) -> None:
    page, codes = opened(open_page, live_server, cast, viewport=(1280, 800))
    page.locator(f"[name='butir-{codes[0]}']").first.focus()
    page.keyboard.type("3t1")
    page.keyboard.type("Tidak ada apersepsi")
    chosen = page.locator(".item input[type=radio]:checked").evaluate_all("(boxes) => boxes.map((box) => box.value)")
    assert chosen == ["3", "tt", "1"]
    assert page.locator(f"[name='catatan-{codes[2]}']").input_value() == "Tidak ada apersepsi"
