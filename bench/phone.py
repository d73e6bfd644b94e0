"""What a cheap phone downloads of the main pages, and when it sees them: `python -m bench.phone http://127.0.0.1:8000`.

Asks a running server with the sample data (`make run`). KB are counted on the wire, headers included: first with
nothing kept; then what the service worker takes along once, for where there is no signal; then the page again, whole.
Seconds until something is seen (first contentful paint) are those of a slow 3G, 400 kbit/s with 400 ms there and back,
and a processor four times slower; the middle of ROUNDS.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from config.demo.words import PASSWORD
from tests.browser.conftest import QUIET
from tests.browser.signals import Signal, signal_to

ROUNDS = 3
BUDGET = {"first KB": 40, "taken along KB": inf, "repeat KB": 12, "first paint s": 1.5}
QUIET_MS = 3_000
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# By who reads it: a page's name, and its address or the link that leads to it from there.
PAGES = {
    "aminah": {
        "home": "/",
        "own competencies": "/kompetensi/",
        "list of sessions": "/kkg/pertemuan/",
        "one session": "/kkg/pertemuan/ a[href^='/kkg/pertemuan/']:not([href*='baru'])",
        "materials": "/kkg/berbagi/",
    },
    "baso": {
        "home": "/",
        "RPP of the week": "/supervisi/rpp/",
        "list of sheets": "/supervisi/lembar/",
        "one sheet": "/supervisi/lembar/ main a[href^='/supervisi/lembar/']:not([href*='baru'])",
        "new sheet": "/supervisi/lembar/baru/",
        "list of teachers": "/guru/",
        "recap": "/supervisi/rekap/",
    },
    "gita": {
        "home": "/",
        "roll call": "/kkg/pertemuan/ main a[href$='/kehadiran/'], main a[href^='/kkg/pertemuan/']",
        "recap": "/kkg/rekap/",
    },
    "daeng": {"home": "/", "accounts": "/akun/daftar/", "madrasah": "/madrasah/"},
}


def main() -> None:
    """A row for each page, and which of them fail their budget."""
    failing = []
    print(f"| reader | page | {' | '.join(BUDGET)} |\n| --- | --- |{' ---: |' * len(BUDGET)}")
    with sync_playwright() as playwright, signal_to(sys.argv[1]) as signal:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
        for reader, pages in PAGES.items():
            cookies = _log_in(browser, signal, reader)
            for name, way in pages.items():
                figures = _measured(browser, signal, cookies, way)
                print(f"| {reader} | {name} | {' | '.join(f'{figure:.1f}' for figure in figures)} |", flush=True)
                over = [word for (word, most), figure in zip(BUDGET.items(), figures, strict=True) if figure > most]
                failing += [f"{reader}, {name}: {word}" for word in over]
        browser.close()
    print(f"\nover budget: {'; '.join(failing) or 'none'}")


@contextmanager
def _phone(browser: Browser, signal: Signal, cookies: list) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=signal.url, viewport={"width": 360, "height": 640}, locale="id-ID")
    context.add_cookies(cookies)
    yield context
    context.close()


def _log_in(browser: Browser, signal: Signal, reader: str) -> list:
    with _phone(browser, signal, []) as context:
        page = context.new_page()
        page.goto("/masuk/")
        page.fill("[name=username]", f"{reader}-01")
        page.fill("[name=password]", PASSWORD)
        page.click("main [type=submit]")
        page.wait_for_url(f"{signal.url}/")
        return context.cookies()


def _measured(browser: Browser, signal: Signal, cookies: list, way: str) -> list[float]:
    address, _, link = way.partition(" ")
    if link:
        with _phone(browser, signal, cookies) as context:
            page = context.new_page()
            page.goto(address)
            address = page.locator(link).first.get_attribute("href")
    with _phone(browser, signal, cookies) as context:
        page = context.new_page()
        (first, shell), (_, pages), (again, later) = [_weights(page, signal, address) for _ in range(3)]
    seconds = median(_seconds_to_paint(browser, signal, cookies, address) for _ in range(ROUNDS))
    return [first, shell + pages, again + later, seconds]


def _weights(page: Page, signal: Signal, address: str) -> tuple[float, float]:
    """KB that came from the server until the page was there, and from then on until nothing came any more."""
    signal.answered.clear()
    page.goto(address)
    shown = count = len(signal.answered)
    page.wait_for_timeout(QUIET_MS)
    while len(signal.answered) > count:
        count = len(signal.answered)
        page.wait_for_timeout(QUIET_MS)
    return sum(signal.answered[:shown]) / 1024, sum(signal.answered[shown:]) / 1024


def _seconds_to_paint(browser: Browser, signal: Signal, cookies: list, address: str) -> float:
    with _phone(browser, signal, cookies) as context:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW_3G)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address)
        page.wait_for_function(PAINTED)
        return page.evaluate(PAINTED) / 1000


if __name__ == "__main__":
    main()
