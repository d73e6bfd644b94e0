"""A photo on its way: made small on the phone, followed while it is sent, never lost to a weak signal."""

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from core.models import StoredFile
from kkg.models import Material, Session
from tests.browser.faults import copies
from tests.cast import Cast, client_of
from tests.kkg.makers import make_session, pdf

ORIENTATION = 0x0112
SIDEWAYS = 6
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
CAPTION = "Diskusi kelompok kelas 4"


def photo(size: tuple[int, int] = (2400, 1600), orientation: int = 1, quality: int = 95) -> bytes:
    """A JPEG as a camera makes it: grainy, its upper left quarter red, and a note of how it was held."""
    grain = Image.effect_noise(size, 60).convert("RGB")
    grain.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    if orientation:
        exif[ORIENTATION] = orientation
    made = BytesIO()
    grain.save(made, "JPEG", quality=quality, exif=exif)
    return made.getvalue()


@pytest.fixture
def session(live_server, cast: Cast) -> Session:
    return make_session(cast)


@pytest.fixture
def page(session: Session, cast: Cast, open_page, live_server) -> Page:
    """Gita's phone with the photos of the session open."""
    page = open_page()
    key = client_of(cast.gita).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.goto(f"/kkg/pertemuan/{session.pk}/foto/")
    return page


def choose(page: Page, content: bytes, name: str = "IMG_1.jpg", kind: str = "image/jpeg") -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def said(page: Page):
    """What stands below the box."""
    return expect(page.locator("input[type=file] + .saved"))


def told(page: Page):
    """What stands at the end of the form."""
    return expect(page.locator("form.form > .saved").filter(has_text="berkas"))


def send(page: Page) -> None:
    page.get_by_role("button", name="Unggah").click()


def stored() -> Image.Image:
    return Image.open(BytesIO(StoredFile.objects.get().file.read()))


def test_a_camera_picture_is_sent_small_upright_and_told_in_words(page: Page) -> None:
    large = photo(orientation=SIDEWAYS)
    choose(page, large)
    said(page).to_contain_text(f"{len(large) / 1e6:.1f} MB → ".replace(".", ","))
    with page.expect_request(lambda request: request.method == "POST") as sending:
        send(page)
    expect(page.get_by_text("Foto disimpan.")).to_be_visible()
    assert int(sending.value.header_value("content-length")) < len(large) / 2
    page.wait_for_load_state("networkidle")  # the page reads the same file
    picture = stored()
    assert picture.size == (1067, 1600)
    red, grey = (picture.getpixel((x, 100)) for x in (1000, 100))
    assert red[0] > 200 > 60 > red[1]
    assert max(grey) - min(grey) < 60


def test_without_the_script_it_arrives_as_well(session: Session, cast: Cast, open_page, live_server) -> None:
    page = open_page(javascript=False)
    key = client_of(cast.gita).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.goto(f"/kkg/pertemuan/{session.pk}/foto/")
    choose(page, photo((900, 600)))
    send(page)
    expect(page.get_by_text("Foto disimpan.")).to_be_visible()


def test_where_the_browser_cannot_swap_files_small_ones_are_sent_as_well(page: Page) -> None:
    """Safari 13."""
    page.evaluate("delete window.DataTransfer")
    large = photo()
    choose(page, large)
    said(page).to_contain_text("→")
    with page.expect_request(lambda request: request.method == "POST") as sending:
        send(page)
    expect(page.get_by_text("Foto disimpan.")).to_be_visible()
    assert int(sending.value.header_value("content-length")) < len(large) / 2


SHRUNK = """async (files) => {
  const { shrink } = await import("/static/js/shrink.js");
  const told = [];
  for (const [content, name, type] of files) {
    const file = new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type });
    const made = await shrink(file);
    const picture = made && made !== file && await createImageBitmap(made);
    told.push(picture ? [made.name, made.type, picture.width, picture.height] : made && "same");
  }
  return told;
}"""


def drawn(kind: str, size: tuple[int, int] = (1800, 900)) -> bytes:
    made = BytesIO()
    Image.effect_noise(size, 60).save(made, kind)
    return made.getvalue()


def test_only_what_gets_smaller_or_readable_is_made_anew(page: Page) -> None:
    cases = [
        (photo((2000, 1000)), "a.b.jpeg", "image/jpeg", ["a.b.jpg", "image/jpeg", 1600, 800]),
        (photo((300, 200), quality=40), "kecil.jpg", "image/jpeg", "same"),
        (drawn("PNG"), "layar.png", "image/png", ["layar.jpg", "image/jpeg", 1600, 800]),
        (drawn("WEBP"), "a.webp", "image/webp", ["a.jpg", "image/jpeg", 1600, 800]),
        (drawn("GIF", (30, 20)), "kecil.gif", "image/gif", ["kecil.jpg", "image/jpeg", 30, 20]),
        (pdf().read(), "rpp.pdf", "application/pdf", "same"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "image/svg+xml", "same"),
        (photo((900, 900))[:900], "putus.jpg", "image/jpeg", "same"),
        (b"II*\0 mentah", "mentah.dng", "image/x-adobe-dng", "same"),
        (HEIC, "IMG_1.HEIC", "", None),
        (HEIC, "IMG_1", "image/heif", None),
    ]
    files = [[b64encode(content).decode(), name, kind] for content, name, kind, _ in cases]
    assert page.evaluate(SHRUNK, files) == [made for *_, made in cases]


UPRIGHT = """async ([mute, ...files]) => {
  const { orientationOf, drawn } = await import("/static/js/shrink.js");
  const told = [];
  const isRed = ([red, green]) => red > 200 && green < 60;
  const corners = (canvas) => {
    const pen = canvas.getContext("2d");
    const places = [[.2, .2], [.8, .2], [.2, .8], [.8, .8]].map(([x, y]) => [x * canvas.width, y * canvas.height]);
    return [canvas.width, canvas.height, ...places.map(([x, y]) => isRed(pen.getImageData(x, y, 1, 1).data))].join();
  };
  const lying = await createImageBitmap(new Blob([Uint8Array.from(mute)]));
  for (const bytes of files) {
    const file = new Blob([Uint8Array.from(bytes)]);
    const turn = orientationOf(await file.arrayBuffer());
    const [ours, theirs] = [drawn(lying, lying.width, lying.height, turn), await createImageBitmap(file)];
    const other = Object.assign(document.createElement("canvas"), { width: theirs.width, height: theirs.height });
    other.getContext("2d").drawImage(theirs, 0, 0);
    told.push([turn, corners(ours) === corners(other)]);
  }
  return told;
}"""


def test_a_browser_that_does_not_turn_pictures_turns_them_as_others_do(page: Page) -> None:
    """Chrome 80 and Safari 13.0 leave a picture as it lies."""
    files = [list(photo((48, 32), orientation)) for orientation in range(9)]  # the first tells nothing
    assert page.evaluate(UPRIGHT, files) == [[orientation, True] for orientation in range(1, 9)]


def test_a_heic_that_the_phone_cannot_read_is_told_its_cure_and_not_sent(page: Page) -> None:
    choose(page, HEIC, "IMG_0001.HEIC", "")
    said(page).to_contain_text("Foto HEIC tidak terbaca di perangkat ini. Ubah pengaturan kamera ke JPEG")
    page.route("**/foto/", lambda route: pytest.fail("it was sent"))
    send(page)
    said(page).to_contain_text("HEIC")
    page.unroute("**/foto/")
    choose(page, photo((300, 200)))
    send(page)
    expect(page.get_by_text("Foto disimpan.")).to_be_visible()


def test_a_wrong_choice_is_taken_back_before_it_is_sent(page: Page) -> None:
    choose(page, photo((300, 200)))
    page.get_by_role("button", name="Jangan kirim berkas ini").click()
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 0
    said(page).to_be_hidden()


def test_while_it_is_sent_one_sees_how_far(page: Page, session: Session) -> None:
    waiting: list[Route] = []
    page.route("**/foto/", lambda route: waiting.append(route))
    choose(page, photo((300, 200)))
    send(page)
    expect(page.get_by_role("progressbar", name="Terkirim")).to_be_visible()
    send(page)
    assert len(waiting) == 1
    waiting[0].continue_()
    page.unroute("**/foto/")
    expect(page.get_by_text("Foto disimpan.")).to_be_visible()
    assert session.photos.count() == 1


def breaks(page: Page, how: str) -> None:
    if how == "offline":
        page.context.set_offline(True)
    elif how == "cut":
        page.route("**/foto/", lambda route: route.abort())
    elif how == "lost answer":
        page.route("**/foto/", lambda route: (route.fetch(), route.abort()))
    else:
        page.route("**/foto/", lambda route: route.fulfill(status=503, body="rusak"))


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("offline", "Tidak ada sinyal"),
        ("cut", "Sambungan terputus"),
        ("lost answer", "Sambungan terputus"),
        ("server", "Server sedang bermasalah"),
    ],
)
def test_what_did_not_arrive_stays_and_goes_by_one_more_tap(page: Page, session: Session, how: str, words: str) -> None:
    choose(page, photo((2000, 1000)))
    said(page).to_contain_text("→")
    page.get_by_label("Keterangan").fill(CAPTION)
    breaks(page, how)
    send(page)
    told(page).to_contain_text(words)
    told(page).to_contain_text("Tekan “Unggah” sekali lagi")
    assert ("sinyal" in page.inner_text("main")) is (how == "offline")
    page.unroute_all()
    page.context.set_offline(False)
    send(page)
    expect(page.get_by_text("Foto disimpan.").first).to_be_visible()
    assert [(row.caption, row.file.original_name) for row in session.photos.all()] == [(CAPTION, "IMG_1.jpg")]
    assert copies(page) == []


def test_what_the_server_refuses_is_told_on_the_page_as_ever(page: Page) -> None:
    choose(page, b"bukan foto")
    page.get_by_label("Keterangan").fill(CAPTION)
    send(page)
    expect(page.locator("main")).to_contain_text("Berkas ini bukan foto yang terbaca")
    expect(page.get_by_label("Keterangan")).to_have_value(CAPTION)


def test_who_was_logged_out_finds_the_words_again_and_is_asked_for_the_file(
    page: Page, cast: Cast, live_server
) -> None:
    choose(page, photo((300, 200)))
    page.get_by_label("Keterangan").fill(CAPTION)
    page.context.clear_cookies(name="sessionid")
    send(page)
    page.wait_for_url("**/masuk/**")


def test_a_rotated_token_brings_the_page_back_with_its_words(page: Page) -> None:
    choose(page, photo((300, 200)))
    page.get_by_label("Keterangan").fill(CAPTION)
    page.context.clear_cookies(name="csrftoken")
    send(page)
    expect(page.locator("#dipulihkan")).to_contain_text("IMG_1.jpg")
    expect(page.get_by_label("Keterangan")).to_have_value(CAPTION)


def test_a_document_goes_the_same_way_untouched(page: Page) -> None:
    content = pdf().read()
    page.goto("/kkg/berbagi/baru/")
    page.get_by_label("Judul").fill("Kartu pecahan")
    choose(page, content, "kartu.pdf", "application/pdf")
    said(page).to_contain_text("1 KB")
    page.get_by_label("Jenis").select_option(index=1)
    page.get_by_role("button", name="Bagikan").click()
    expect(page.get_by_text("Bahan dibagikan.")).to_be_visible()
    material = Material.objects.get()
    assert material.file.file.read() == content
