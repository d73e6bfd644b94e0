"""A workshop of five days on a phone, from "baru" to its certificates: how many taps, how many pages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kkg.models import Session
from tests.browser.test_an_evening import Thumb, thumb  # noqa: F401 - a fixture
from tests.cast import Cast

MOST_TAPS = 40
DAYS, JP = 5, 8

pytestmark = pytest.mark.browser


def test_a_workshop_of_five_days_from_new_to_certificates(thumb: Thumb, cast: Cast, capsys) -> None:  # noqa: F811
    today = timezone.localdate()
    plan(thumb, today - timedelta(days=DAYS - 1), today)
    call_each_day(thumb)
    shut(thumb)
    certify(thumb)
    session = Session.objects.kept().get()
    assert session.until == today and session.is_closed
    assert Session.days.closed().count() == DAYS
    with capsys.disabled():
        print(f"\nLokakarya lima hari: {thumb.count['taps']} ketukan, {thumb.count['pages']} halaman")
    assert thumb.count["taps"] <= MOST_TAPS


def plan(thumb: Thumb, first, until) -> None:  # noqa: F811
    thumb.tap("link", "KKG", exact=True)
    thumb.tap("link", "Pertemuan baru")
    thumb.type("Tema", "Lokakarya Contoh")
    thumb.page.get_by_label("Tanggal", exact=True).fill(first.isoformat())
    thumb.page.get_by_label("Sampai tanggal").fill(until.isoformat())
    thumb.type("Tempat", "Aula")
    thumb.page.get_by_label("Jumlah JP").fill(str(JP))
    thumb.tap("button", "Buat pertemuan")
    thumb.type("Pokok bahasan", "Menyusun modul ajar")
    thumb.tap("button", "Simpan agenda")


def call_each_day(thumb: Thumb) -> None:  # noqa: F811
    """On the second day somebody is absent."""
    for number in range(1, DAYS + 1):
        thumb.tap("link", "Isi kehadiran")
        expect(thumb.page.get_by_role("link", name=f"Hari {number},")).to_have_attribute("aria-current", "page")
        if number == 2:
            thumb.tap("button", "Lukman Contoh")
        thumb.tap("button", "Simpan", exact=True)
        expect(thumb.page.get_by_text("Kehadiran disimpan")).to_be_visible()


def shut(thumb: Thumb) -> None:  # noqa: F811
    thumb.tap("link", "Tutup pertemuan")
    thumb.page.get_by_label("JP hari pertama").fill(str(JP))
    thumb.page.get_by_role("radio", name="Tuntas").check()
    thumb.tap("button", "Tutup pertemuan")
    expect(thumb.page.get_by_text("Pertemuan ditutup.")).to_be_visible()


def certify(thumb: Thumb) -> None:  # noqa: F811
    """One for each: five days of whoever came each day, four of Lukman."""
    page = thumb.page
    thumb.tap("link", "Terbitkan sertifikat")
    thumb.tap("button", "Lihat siapa yang mendapat")
    for name, hours in (("Murni Contoh", DAYS * JP), ("Lukman Contoh", (DAYS - 1) * JP)):
        expect(page.get_by_role("row", name=name)).to_contain_text(str(hours))
        expect(page.get_by_role("row", name=name)).to_have_count(1)
