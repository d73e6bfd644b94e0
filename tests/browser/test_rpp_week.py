"""The RPP of a week on a phone: how many taps twelve teachers take, and that the bar counts along."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from competency.models import Rpp
from madrasah.periods import week_start
from tests.browser.test_photo import photo
from tests.cast import Cast, client_of, give_lessons_today
from tests.clock import today
from tests.factories import make_teacher

TEACHERS, LATE = 12, 3


class Thumb:
    """Taps, and how many there were."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, target: Locator) -> None:
        target.click()
        self.taps += 1

    def choose_photo(self) -> None:
        """The box and, in the phone's own camera, the picture."""
        file = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo((320, 240))}
        self.page.locator("input[type=file]").set_input_files(file)
        self.taps += 1


def test_twelve_teachers_take_no_more_taps_than_promised(live_server, cast: Cast, open_page) -> None:
    give_lessons_today(cast)
    rest = [make_teacher(cast.satu, name=f"Guru {letter} Contoh") for letter in "BCDEFGHIJKL"]
    keys = [cast.aminah.person_id, *(person.pk for person in rest)]
    page = open_page()
    key = client_of(cast.baso).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.goto("/")
    thumb, bar = Thumb(page), page.locator(".bar")
    thumb.tap(page.get_by_role("navigation").get_by_role("link", name="RPP", exact=True))
    expect(bar).to_contain_text(f"0 dari {TEACHERS} guru sudah diperiksa")
    for number, teacher in enumerate(keys, start=1):
        is_late = number <= LATE
        thumb.tap(page.locator(f"input[name='rpp-{teacher}'][value='{'terlambat' if is_late else 'ada'}']"))
        if is_late:
            thumb.tap(page.locator(f"input[name='rpp-{teacher}-sebab']").first)
        expect(bar).to_contain_text(f"{number} dari {TEACHERS} guru ditandai")
    thumb.tap(bar.get_by_role("button", name="Simpan"))
    expect(page.locator(".msg")).to_contain_text(f"{TEACHERS} dari {TEACHERS} guru sudah diperiksa")
    print(f"RPP of {TEACHERS} teachers, {LATE} late: {thumb.taps} taps")
    assert thumb.taps <= TEACHERS + LATE + 2
    assert Rpp.objects.count() == TEACHERS
    thumb.taps = 0
    thumb.tap(page.get_by_role("link", name="Lampirkan foto RPP").first)
    thumb.choose_photo()
    thumb.tap(page.get_by_role("button", name="Simpan dan lanjut"))
    expect(page.locator("h1")).to_have_text(re.compile("Foto RPP Guru B Contoh"))
    print(f"photo of a handwritten RPP, from its row: {thumb.taps} taps")
    assert thumb.taps <= 3


def test_a_week_of_two_months_fits_a_narrow_phone(live_server, cast: Cast, open_page) -> None:
    """Its days are the longest words there: "30 November – 5 Desember 2026"."""
    week = week_start(today())
    while week.month == (week + timedelta(days=5)).month:
        week -= timedelta(weeks=1)
    page = open_page()
    key = client_of(cast.baso).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"/supervisi/rpp/?minggu={week}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
