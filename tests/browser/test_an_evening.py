"""The ketua's evening on a phone, from "baru" to "ditutup": seven forms, few taps, few pages; both are printed."""

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from kkg.models import Session
from tests.cast import Cast, client_of
from tests.factories import make_teacher
from tests.kkg.paper_makers import picture

MOST_TAPS = 40


class Thumb:
    """Taps what it is told to and counts: a choice from a list is two, typing is none."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, Counter()
        page.on("load", lambda: self.count.update(pages=1))

    def tap(self, role: str, name: str, *, exact: bool = False) -> None:
        found = self.page.get_by_role(role, name=name, exact=exact)
        (found.last if role == "button" else found.first).click()
        self.count.update(taps=1)

    def back(self) -> None:
        self.page.locator("a.back").click()
        self.count.update(taps=1)

    def choose(self, label: str, words: str) -> None:
        self.page.get_by_label(label).select_option(label=words)
        self.count.update(taps=2)

    def type(self, label: str, words: str, *, at: int = 0) -> None:
        self.page.get_by_label(label).nth(at).fill(words)


@pytest.fixture
def thumb(live_server, open_page, cast: Cast) -> Thumb:
    """Gita's phone at home; two more teachers are in the KKG."""
    for name in ("Lukman Contoh", "Murni Contoh"):
        make_teacher(cast.satu, name=name)
    page = open_page()
    value = client_of(cast.gita).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "domain": "localhost", "path": "/"}])
    page.goto("/")
    return Thumb(page)


def test_an_evening_from_new_to_closed(thumb: Thumb, cast: Cast, tmp_path, capsys) -> None:
    plan(thumb)
    call(thumb)
    write(thumb)
    decide(thumb)
    show(thumb, tmp_path)
    shut(thumb)
    session = Session.objects.get()
    assert session.is_closed
    assert (session.photos.count(), session.decisions.count(), session.topics.count()) == (1, 1, 2)
    with capsys.disabled():
        print(f"\nSatu malam: {thumb.count['taps']} ketukan, {thumb.count['pages']} halaman")
    assert thumb.count["taps"] <= MOST_TAPS


def plan(thumb: Thumb) -> None:
    thumb.tap("link", "KKG", exact=True)
    thumb.tap("link", "Pertemuan baru")
    thumb.type("Tema", "Menyusun RPP Contoh")
    thumb.type("Mulai pukul", "08:00")
    thumb.type("Selesai pukul", "11:00")
    thumb.type("Tempat", "Aula")
    thumb.tap("button", "Buat pertemuan")
    thumb.type("Pokok bahasan", "Metode 5M")
    thumb.tap("button", "Tambah topik")
    thumb.type("Pokok bahasan", "Kartu pecahan", at=1)
    thumb.tap("button", "Simpan agenda")


def call(thumb: Thumb) -> None:
    thumb.tap("link", "Isi kehadiran")
    thumb.tap("button", "Lukman Contoh")
    thumb.tap("button", "Simpan", exact=True)


def write(thumb: Thumb) -> None:
    thumb.tap("link", "Tulis notulen")
    thumb.choose("Pemimpin", "Gita Contoh, S.Pd.")
    thumb.choose("Notulis", "Aminah Contoh, S.Pd.I.")
    thumb.type("Capaian", "Dua RPP tersusun")
    thumb.type("Hasil pertemuan", "Semua guru membawa pulang RPP.")
    thumb.tap("button", "Simpan notulen")


def decide(thumb: Thumb) -> None:
    thumb.tap("link", "Catat keputusan")
    thumb.type("Apa yang diputuskan", "Menyusun bank soal kelas 4")
    thumb.choose("Penanggung jawab", "Aminah Contoh, S.Pd.I.")
    thumb.page.get_by_label("Batas waktu").fill(
        thumb.page.evaluate("new Date(Date.now() + 6e8).toISOString().slice(0, 10)")
    )
    thumb.tap("button", "Simpan keputusan")
    thumb.back()


def show(thumb: Thumb, tmp_path) -> None:
    thumb.tap("link", "Unggah foto")
    file = tmp_path / "foto.jpg"
    file.write_bytes(picture().read())
    thumb.page.get_by_label("Foto", exact=True).set_input_files(str(file))
    thumb.count.update(taps=2)
    thumb.tap("button", "Unggah")
    expect(thumb.page.get_by_text("Foto disimpan.")).to_be_visible()
    thumb.tap("link", "Foto bersama")
    for words in ("Semua yang hadir tampak", "Izin lisan"):
        thumb.page.get_by_label(words).check()
        thumb.count.update(taps=1)
    thumb.tap("button", "Simpan foto bersama")
    thumb.back()


def shut(thumb: Thumb) -> None:
    thumb.tap("link", "Tutup pertemuan")
    thumb.page.get_by_label("Jumlah JP").fill("3")
    for topic in ("1. Metode 5M", "2. Kartu pecahan"):
        thumb.page.get_by_role("region", name=topic.partition(" ")[2]).get_by_role("radio", name="Tuntas").check()
        thumb.count.update(taps=1)
    thumb.tap("button", "Tutup pertemuan")
    expect(thumb.page.get_by_text("Pertemuan ditutup.")).to_be_visible()
