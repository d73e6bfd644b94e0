"""A meeting of the officers on a phone, from "baru" to "ditutup": who is called, what is not asked, how many taps."""

import pytest
from playwright.sync_api import expect

from kkg.models import Session
from tests.browser.test_an_evening import Thumb, thumb  # noqa: F401 - a fixture
from tests.cast import Cast

MOST_TAPS = 12

pytestmark = pytest.mark.browser


def test_a_meeting_of_the_officers_from_new_to_closed(thumb: Thumb, cast: Cast, capsys) -> None:  # noqa: F811
    page = thumb.page
    thumb.tap("link", "KKG", exact=True)
    thumb.tap("link", "Pertemuan baru")
    thumb.type("Tema", "Rapat persiapan lokakarya")
    thumb.choose("Jenis", "Rapat pengurus")
    thumb.tap("button", "Buat pertemuan")
    expect(page.get_by_text("Yang dipanggil hanya pengurus.")).to_be_visible()
    thumb.tap("link", "Isi kehadiran")
    expect(page.get_by_text("Gita Contoh").first).to_be_visible()
    expect(page.get_by_role("button", name="Lukman Contoh")).to_have_count(0)
    thumb.tap("button", "Simpan")
    thumb.tap("link", "Tutup pertemuan")
    expect(page.get_by_label("Jumlah JP")).to_have_count(0)
    thumb.tap("button", "Tutup pertemuan")
    expect(page.get_by_text("Pertemuan ditutup.")).to_be_visible()
    session = Session.objects.get()
    assert (session.is_closed, session.jp, session.attendances.count()) == (True, 0, 1)
    with capsys.disabled():
        print(f"\nRapat pengurus: {thumb.count['taps']} ketukan, {thumb.count['pages']} halaman")
    assert thumb.count["taps"] <= MOST_TAPS
