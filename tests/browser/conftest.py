"""A real Chromium for the tests marked `browser`: one browser a run, one fresh context a page.

def test_log_in(open_page, live_server):
    page = open_page(viewport=(360, 640), dark=True, javascript=False)
    page.goto(live_server.url)
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, Page, sync_playwright

from tests import worlds
from tests.browser.signals import Signal, signal_to

PHONE = (360, 640)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# Playwright keeps an event loop in this thread; the tests' own database calls are nevertheless plain ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser, marked by hand or not."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser to drive: CHROMIUM, else the system's; without: one loud line, a failure in CI."""
    places = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, (shutil.which(place) for place in places if place)), None)
    if found:
        return found
    missing = "NO CHROMIUM, browser tests did not run: apt-get install chromium, or set CHROMIUM."
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def test_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, also when no test of this run asks for one by name.

    pytest-django makes it for those only; without it a demo committed here would land in, and wipe, the
    database of the checkout.
    """
    if connection.settings_dict["NAME"] == settings.DATABASES["default"]["TEST"]["NAME"]:
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        yield
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def browser(chromium_path: str, test_database: None, django_db_blocker: Any) -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    with django_db_blocker.unblock():
        worlds.clear()  # beside Playwright's loop the connection that holds them is out of reach
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=list(QUIET))
        yield chromium
        chromium.close()
        # Beside Playwright's loop Django opened a second connection; it would keep the test database alive.
        connections.close_all()


@pytest.fixture
def signal(live_server: object) -> Iterator[Signal]:
    """Between the server and pages that are opened with `worker`."""
    with signal_to(live_server.url) as between:  # type: ignore[attr-defined]
        yield between


@pytest.fixture
def open_page(live_server: object, signal: Signal, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a context of its own (no cookies of another), closed after the test.

    `viewport` is (width, height) in CSS pixels; `dark` asks for the dark colours; `javascript` off is how
    every main task must also work; `worker` lets the app work without a signal.
    """
    with ExitStack() as contexts:

        def opened(
            viewport: tuple[int, int] = PHONE, dark: bool = False, javascript: bool = True, worker: bool = False
        ) -> Page:
            context = browser.new_context(
                viewport={"width": viewport[0], "height": viewport[1]},
                color_scheme="dark" if dark else "light",
                java_script_enabled=javascript,
                locale="id-ID",
                service_workers="allow" if worker else "block",  # what a worker fetches no route of a test sees
                base_url=signal.url if worker else live_server.url,  # type: ignore[attr-defined]
            )
            contexts.callback(context.close)
            return context.new_page()

        yield opened
