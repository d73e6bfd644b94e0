"""What befalls a phone while a form is filled: the same strikes for every walk that asks what is left afterwards."""

from collections.abc import Callable
from secrets import token_hex

from playwright.sync_api import Page

from madrasah.models import User
from tests.browser.signals import DEAF, GONE, GOOD, Signal
from tests.cast import client_of

Press = Callable[[], object]
OLD_TOKEN = """(token) => {
  for (const box of document.querySelectorAll("[name=csrfmiddlewaretoken]")) box.value = token;
}"""


def enter(page: Page, user: User, base: str) -> None:
    """Logged in as this user, without the form."""
    key = client_of(user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": base}])


def copies(page: Page) -> list[str]:
    """What the phone keeps of what was typed, once the page's scripts have dropped what arrived."""
    page.wait_for_load_state("load")
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('isian:'))")


class Phone:
    """A browser with its signal. `page` is the one page open on it; a strike may have another open instead.

    Each strike ends on the page at the address `back`, with a signal unless it says otherwise. `press` presses the
    form's button.
    """

    def __init__(self, page: Page, signal: Signal) -> None:
        self.page, self.signal = page, signal

    def belongs_to(self, user: User) -> None:
        """From now on logged in as this user."""
        enter(self.page, user, self.signal.url)

    def works_offline(self) -> None:
        """The worker stands."""
        self.page.goto("/")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def is_left(self, back: str) -> None:
        """Its person goes to another page and returns."""
        self.page.goto("/sehat/")
        self.page.goto(back)

    def is_killed(self, back: str) -> None:
        """The page ends without a word; whatever the signal is."""
        other = self.page.context.new_page()
        self.page.close()
        self.page = other
        self.page.goto(back)

    def loses_signal(self, press: Press, back: str) -> None:
        """Nothing that is sent arrives."""
        self._presses(press, GONE, back)

    def loses_answer(self, press: Press, back: str) -> None:
        """What is sent arrives, and no answer comes."""
        self._presses(press, DEAF, back)

    def _presses(self, press: Press, state: str, back: str) -> None:
        self.signal.state = state
        press()
        self.signal.state = GOOD
        self.page.goto(back)

    def is_logged_out(self, user: User, press: Press, back: str) -> None:
        """The session expires; its person logs in again and returns."""
        self.page.context.clear_cookies(name="sessionid")
        press()
        self.belongs_to(user)
        self.page.goto(back)

    def has_old_token(self, press: Press) -> None:
        """Another log-in has rotated the token since the page was shown; where the press leads, the page stays.

        (A new cookie would be overwritten by whatever the worker is fetching just now.)
        """
        self.page.evaluate(OLD_TOKEN, token_hex(16))
        press()
