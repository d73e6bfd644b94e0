"""One whole round on four phones: the kepala plans, a colleague observes, the teacher without an account reads by link
and PIN, reflects and replies, the pengawas visits again and the tindak lanjut is closed by that visit.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from competency.models import Assessment, FollowUp, Visit
from competency.sheets.states import State
from madrasah.models import User
from tests.browser.test_an_evening import Thumb
from tests.cast import Cast, client_of
from tests.clock import days_from_now
from tests.competency.sheet_makers import publish
from tests.factories import make_teacher, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = (360, 640)
TEACHER, PEER = "Baru Contoh", "Sejawat Contoh"
WISH = "Apakah anak yang pendiam ikut bertanya"
DEED = "Membuat tiga tugas bertingkat"
REPLY = "Terima kasih, saya coba pekan depan."


@pytest.fixture
def phone_of(open_page: Callable[..., Page]) -> Callable[[User | None], Thumb]:
    """A phone of its own, logged in; for nobody, one that knows no account."""

    def phone(user: User | None) -> Thumb:
        page = open_page(viewport=PHONE)
        if user:
            value = client_of(user).cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": value, "domain": "localhost", "path": "/"}])
        page.goto("/")
        return Thumb(page)

    return phone


def test_a_whole_round_on_four_phones(phone_of, cast: Cast, capsys) -> None:
    publish("kkg-gantarang")
    publish("telaah-rpp")
    make_teacher(cast.satu, name=TEACHER, sex="P")
    peer = make_user(make_teacher(cast.satu, name=PEER, sex="L"))
    kepala, colleague, pengawas, teacher = (phone_of(user) for user in (cast.baso, peer, cast.daeng, None))

    plan(kepala, "Telaah RPP", "Baso Contoh")
    review_rpp(kepala)
    plan(kepala, "Amati pelajaran", PEER)
    observe(colleague)
    address, pin = hand_over(colleague)
    read_and_reply(teacher, address, pin)
    is_answered(colleague)
    visit_again(pengawas)
    prove(pengawas)

    assert (Visit.objects.count(), FollowUp.objects.get(text=DEED).status) == (2, FollowUp.Status.DONE)
    assert {sheet.state for sheet in Assessment.objects.all()} <= {State.SHARED, State.ANSWERED, State.CLOSED}
    phones = {"kepala": kepala, "sejawat": colleague, "guru": teacher, "pengawas": pengawas}
    told = ", ".join(f"{who} {phone.count['taps']} ketukan" for who, phone in phones.items())
    with capsys.disabled():
        print(f"\nSatu putaran: {told}")


def plan(thumb: Thumb, what: str, observer: str) -> None:
    thumb.page.goto("/supervisi/")
    thumb.tap("link", "Rencana")
    thumb.tap("link", "Rencanakan")
    thumb.page.locator("select[name=teacher]").select_option(label=TEACHER)
    thumb.page.locator("label", has_text=what).first.click()
    thumb.page.get_by_label("Tanggal").fill(days_from_now(0).isoformat())
    chosen = thumb.page.locator("select[name=observer] option", has_text=observer).get_attribute("value")
    thumb.page.locator("select[name=observer]").select_option(value=chosen)
    thumb.count.update(taps=5)
    thumb.tap("button", "Rencanakan")
    expect(thumb.page.get_by_text("melihat rencana ini")).to_be_visible()


def review_rpp(thumb: Thumb) -> None:
    """The telaah before the lesson, from its plan."""
    thumb.tap("button", "Mulai")
    fill(thumb)
    share(thumb, waived="RPP sudah sesuai")


def observe(thumb: Thumb) -> None:
    """The colleague finds the task at home, notes what the teacher wants watched, and fills the sheet."""
    thumb.page.goto("/")
    expect(thumb.page.get_by_text(f"Anda ditunjuk mengamati {TEACHER}")).to_be_visible()
    thumb.tap("link", "Buka dan mulai")
    thumb.tap("link", "Catat percakapan awal")
    thumb.type("Yang ingin diamati", WISH)
    thumb.tap("button", "Simpan percakapan")
    thumb.tap("button", "Mulai")
    expect(thumb.page.get_by_text(WISH).first).to_be_attached()
    fill(thumb)
    share(thumb, proposed=DEED)


def fill(thumb: Thumb) -> None:
    while "/isi/" in thumb.page.url:
        for item in thumb.page.locator(".item").all():
            item.locator(".seg label:has([value='2'])").click()
            thumb.count.update(taps=1)
        with thumb.page.expect_navigation():
            thumb.page.locator(".bar button").click()
        thumb.count.update(taps=1)


def share(thumb: Thumb, *, proposed: str = "", waived: str = "") -> None:
    ask = thumb.page.locator("#div_id_followup")
    ask.locator("label", has_text="Diusulkan" if proposed else "Tidak perlu").first.click()
    if proposed:
        thumb.type("Apa yang akan dikerjakan guru", proposed)
        thumb.page.get_by_label("Batas waktu").fill(days_from_now(10).isoformat())
    else:
        thumb.type("Mengapa", waived)
    thumb.count.update(taps=2)
    thumb.tap("button", "Bagikan")
    expect(thumb.page.get_by_text("sudah dibagikan")).to_be_visible()


def hand_over(thumb: Thumb) -> tuple[str, str]:
    """The address out of the prepared text, and the PIN that stands apart from it."""
    thumb.tap("button", "Buat tautan hasil dan PIN")
    text = thumb.page.locator(".copybox").inner_text()
    pin = thumb.page.locator(".big.num").inner_text()
    address = re.search(r"/hasil/\S+", text)
    assert address and pin not in text and "%" not in text
    return address[0], pin


def read_and_reply(thumb: Thumb, address: str, pin: str) -> None:
    """Two screens; between them, once, the own reflection before any score is shown."""
    thumb.page.goto(address)
    thumb.type("PIN", pin)
    thumb.tap("button", "Lihat hasil")
    expect(thumb.page.get_by_role("heading", name="Isi refleksi diri dulu")).to_be_visible()
    assert "%" not in thumb.page.locator("main").inner_text()
    for item in thumb.page.locator(".item").all()[:3]:
        item.locator(".seg label:has([value='1'])").click()
        thumb.count.update(taps=1)
    thumb.tap("button", "Kirim refleksi")
    expect(thumb.page.get_by_text("berdampingan").first).to_be_visible()
    thumb.type("Tanggapan Anda", REPLY)
    thumb.page.get_by_label("Saya menyepakati").check()
    thumb.count.update(taps=1)
    thumb.tap("button", "Kirim tanggapan")
    expect(thumb.page.get_by_text("Tanggapan terkirim")).to_be_visible()


def is_answered(thumb: Thumb) -> None:
    thumb.page.goto("/")
    sheet = Assessment.objects.get(state=State.ANSWERED)
    thumb.page.goto(f"/supervisi/lembar/{sheet.pk}/")
    expect(thumb.page.get_by_text(REPLY)).to_be_visible()


def visit_again(thumb: Thumb) -> None:
    """From the number on the board to a second sheet about the same teacher."""
    thumb.page.goto("/supervisi/")
    thumb.tap("link", "Tindak lanjut")
    thumb.tap("link", "Kunjungan ulang")
    expect(thumb.page.get_by_text(DEED)).to_be_visible()
    thumb.tap("link", "Mulai lembar")
    thumb.tap("button", "Mulai mengisi")
    fill(thumb)
    share(thumb, waived="Sudah terlihat di kelas")


def prove(thumb: Thumb) -> None:
    """The sheet of the second visit is the first proof that is offered."""
    thumb.page.goto("/supervisi/tindak-lanjut/")
    thumb.tap("link", DEED)
    thumb.page.locator("select[name=sheet]").select_option(index=1)
    thumb.count.update(taps=2)
    thumb.tap("button", "Tandai selesai")
    expect(thumb.page.get_by_text("ditandai selesai")).to_be_visible()
