"""A person at a real browser (Chromium) who shares a material: types it, is hindered, and sends it once more."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect, sync_playwright

from bench.drills.phones import PASSWORD, PATH

WORDS = "Bahan yang diketik saat latihan"
HELD = "tersimpan di perangkat ini"


@contextmanager
def browser(address: str, *words: str) -> Iterator[Page]:
    """Logged in at `address`, on a small screen; `words` are Chromium's own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox", *words]
        )
        page = chromium.new_page(base_url=address, viewport={"width": 360, "height": 640})
        page.goto("/masuk/")
        page.locator("[name=username]").fill("gita-01")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url("**/")
        yield page
        chromium.close()


def type_material(page: Page, *, size: int = 0) -> None:
    """Fill the form, with a file of `size` bytes if any, until the phone says that it keeps it."""
    page.goto(PATH)
    page.locator("[name=title]").fill(WORDS)
    page.locator("[name=kind]").select_option("media")
    page.locator("[name=text]").fill("Contoh")
    file = {"name": "b.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n" + b"x" * size + b"\n%%EOF\n"}
    if size:
        page.locator("[name=upload]").set_input_files(file)  # type: ignore[arg-type]
    expect(page.locator("form .saved").filter(has_text=HELD)).to_be_visible()


def press(page: Page) -> None:
    """Send the form."""
    page.get_by_role("button", name="Bagikan", exact=True).click()


def take_back(page: Page) -> None:
    """The words lie on the phone, and are offered when their page is opened."""
    page.goto(PATH)
    expect(page.locator("form .msg")).to_contain_text(WORDS)
    page.get_by_role("button", name="Pakai isian di perangkat").click()


def send_again(page: Page, *, has_file: bool = False) -> None:
    """With a file the page stayed as it was; else the words are taken back first."""
    if not has_file:
        take_back(page)
    expect(page.locator("[name=title]")).to_have_value(WORDS)
    press(page)
    page.wait_for_url("**/kkg/berbagi/")
    print("the words were still there, were sent again, and arrived")
