"""A teacher's four competencies on a cheap phone: what stands there before anything is scrolled."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from madrasah.models import Semester
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import shared

pytestmark = pytest.mark.django_db(transaction=True)
ABOVE_THE_FOLD = """() => {
  const fold = document.querySelector(".nav").getBoundingClientRect().top;
  const lines = [...document.querySelectorAll(".brief summary")].map((one) => one.getBoundingClientRect());
  return lines.filter((line) => line.top >= 0 && line.bottom <= fold).length;
}"""


def test_four_competencies_stand_above_the_fold(open_page, cast: Cast) -> None:
    """With trend, and the next step above them; each opens how it was reckoned, also without a script."""
    starts, days = cast.semester.starts_on, (timedelta(days=-150), timedelta(0))
    Semester.objects.filter(ends_on__lt=starts).delete()
    Semester.objects.create(
        school_year=2020, term="genap", starts_on=starts - timedelta(170), ends_on=starts - timedelta(20)
    )
    for value, day in enumerate(days, start=1):
        for observer in (cast.baso, cast.daeng):
            shared(cast.aminah, observer, value, on=starts + day)
    page = open_page(javascript=False)
    session = client_of(cast.aminah).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}])
    page.goto("/kompetensi/")
    assert page.evaluate(ABOVE_THE_FOLD) == 4
    expect(page.get_by_text("naik dari 50% (2 lembar)")).to_have_count(4)
    expect(page.get_by_role("link", name="Membuat alat peraga").first).to_be_in_viewport()
    page.locator(".brief summary").first.click()
    expect(page.get_by_text("versi instrumen yang sama").first).to_be_visible()
