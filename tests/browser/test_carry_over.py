"""An unfinished topic in a real browser: it leads the next agenda with its history until it is handed on."""

import pytest
from playwright.sync_api import Page, expect

from core.formats import date_short
from kkg.models import Session
from tests.cast import client_of
from tests.clock import days_from_now
from tests.kkg.makers import call_roll, make_session, make_topic

TOPIC = "Media dari bahan bekas"


@pytest.fixture
def held(live_server, cast) -> Session:
    """A session of today whose roll was called; its agenda has one topic."""
    session = make_session(cast)
    make_topic(session, TOPIC)
    return call_roll(session, cast.gita)


def as_ketua(page: Page, cast) -> Page:
    value = client_of(cast.gita).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "domain": "localhost", "path": "/"}])
    return page


def close_as(page: Page, session: Session, result: str) -> None:
    page.goto(f"/kkg/pertemuan/{session.pk}/tutup/")
    page.get_by_role("radio", name=result).check()
    page.get_by_label("Jumlah JP").fill("3")
    page.get_by_role("button", name="Tutup pertemuan").click()
    expect(page.get_by_text("Pertemuan ditutup.")).to_be_visible()


def plan(page: Page, title: str, day: str) -> None:
    page.goto("/kkg/pertemuan/baru/")
    page.get_by_label("Tema").fill(title)
    page.get_by_label("Tanggal", exact=True).fill(day)
    page.get_by_role("button", name="Buat pertemuan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Agenda")


@pytest.mark.parametrize("javascript", [True, False])
def test_it_leads_with_its_history_until_it_is_handed_on(open_page, held, cast, javascript) -> None:
    page = as_ketua(open_page(javascript=javascript), cast)
    close_as(page, held, "Sebagian")
    plan(page, "Pertemuan kedua", days_from_now(12).isoformat())
    first = page.locator("fieldset").first
    expect(first).to_contain_text(f"Dibahas {date_short(held.date)} (sebagian); kedua kalinya")
    expect(first.get_by_label("Pokok bahasan")).to_have_value(TOPIC)

    page.goto("/kkg/topik/")
    page.get_by_role("link", name=TOPIC).click()
    page.get_by_label("Kepada pihak lain").fill("Seksi Pendidikan Madrasah")
    page.get_by_label("Apa yang diserahkan").fill("catatan diskusi")
    page.get_by_role("button", name="Serahkan").click()
    expect(page.get_by_text("Diserahkan kepada Seksi Pendidikan Madrasah: catatan diskusi")).to_be_visible()

    second = Session.objects.get(title="Pertemuan kedua")
    page.goto(f"/kkg/pertemuan/{second.pk}/agenda/")
    expect(page.get_by_text("Dibahas")).to_have_count(0)
    plan(page, "Pertemuan ketiga", days_from_now(19).isoformat())
    expect(page.get_by_text("Dibahas")).to_have_count(0)


def test_the_agenda_is_reordered_by_keyboard_alone(open_page, live_server, cast) -> None:
    session = make_session(cast)
    for title in ("Pertama", "Kedua"):
        make_topic(session, title)
    page = as_ketua(open_page(javascript=False), cast)
    page.goto(f"/kkg/pertemuan/{session.pk}/agenda/")
    page.get_by_role("button", name="Naikkan topik 2").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Simpan agenda", exact=True).last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Agenda disimpan.")).to_be_visible()
    assert [topic.title for topic in session.topics.all()] == ["Kedua", "Pertama"]
