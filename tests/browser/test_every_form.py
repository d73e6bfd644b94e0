"""Every form that the door table knows, typed into and then struck by each fault: nothing typed is lost.

Prints forms x faults and how many held. Without JavaScript: tests/house/walks/test_interrupted.py, which also sends
every form twice as if its first answer had been lost. WHOLE=1 takes every form and both kinds of
interruption on each, else a few forms and the kinds in turn.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from core.refill import forms_of
from tests.browser.faults import Phone
from tests.browser.signals import Signal
from tests.cast import Cast
from tests.effort import WHOLE, every
from tests.house.doors import build_rows
from tests.house.table import pages
from tests.house.walks.test_drafts import KEEPS_NOTHING, is_kept

pytestmark = pytest.mark.django_db(transaction=True)
PART = every(20)

FIND = """(aim) => [...document.querySelectorAll("form[method=post]")].find((one) =>
  new URL(one.getAttribute("action") || location.href, location.href).pathname === aim)"""
TYPE = f"""(aim) => {{
  const form = ({FIND})(aim);
  for (const box of form.elements) {{
    if (!box.name || box.disabled || ["hidden", "file", "submit", "password"].includes(box.type)) continue;
    if (box.type === "radio" || box.type === "checkbox") box.checked = true;
    else if (box.options) box.selectedIndex = box.options.length - 1;
    else if (box.type === "date") box.value = "2026-11-20";
    else if (box.type === "time") box.value = "08:15";
    else if (box.type === "number") box.value = "7";
    else box.value = `Diketik "${{box.name}}" & lagi`;
    box.dispatchEvent(new Event("change", {{ bubbles: true }}));
  }}
}}"""
READ = f"""(aim) => JSON.stringify([...(({FIND})(aim) || {{ elements: [] }}).elements]
  .filter((box) => box.name && !["hidden", "file", "submit", "button", "password", "search"].includes(box.type))
  .map((box) => [box.name, box.value, Boolean(box.checked)]))"""
PRESS = f"""(aim) => {{
  const form = ({FIND})(aim);
  form.noValidate = true;
  let goes = false;
  document.addEventListener("submit", (event) => {{ goes = !event.defaultPrevented; }}, {{ once: true }});
  [...form.elements].find((box) => box.type === "submit").click();
  return goes;
}}"""
AT_ONCE, LATER, STEP = 15000, 1500, 25


class Place(NamedTuple):
    """A form: who fills it, on which page, and where it sends."""

    who: str
    page: str
    aim: str


def places(cast: Cast, rows: dict) -> Iterator[Place]:
    """Each form once that is typed into, by its page's and its address's names."""
    met = set()
    for page in pages(cast, rows):
        for form in forms_of(page.html):
            aim = form.aim(page.path)
            name = page.name, resolve(aim).view_name
            if any(map(is_kept, form.controls)) and name[1] not in KEEPS_NOTHING and name not in met:
                met.add(name)
                yield Place(page.who, page.path, aim)


class Walk:
    """One phone that fills forms and is struck by faults; `held` and `failed` count by fault."""

    def __init__(self, open_page: Callable[..., Page], signal: Signal, cast: Cast) -> None:
        self.phone, self.cast = Phone(open_page(worker=True), signal), cast
        self.held: Counter[str] = Counter()
        self.failed: list[str] = []
        self.turn = 0
        self.phone.belongs_to(cast.gita)
        self.phone.works_offline()

    @property
    def page(self) -> Page:
        return self.phone.page

    def through(self, place: Place) -> None:
        self.phone.belongs_to(self.cast.everyone[place.who])
        self.page.goto(place.page)
        if not self.page.evaluate(f"(aim) => Boolean(({FIND})(aim))", place.aim):
            self.failed.append(f"not on its page: {place}, {self.page.url}, {self.page.title()}")
            return
        self.page.evaluate(TYPE, place.aim)
        place = place._replace(page=self.page.url)  # a row begun on the phone has its number there
        typed = self.page.evaluate(READ, place.aim)
        for fault in self.faults(place):
            fault(place)
            if not self.find_again(place, typed, fault.__name__):
                return

    def find_again(self, place: Place, typed: str, fault: str) -> bool:
        use = self.page.get_by_role("button", name="Pakai isian di perangkat")
        if use.count():
            use.first.click()
        found = self.page.evaluate(READ, place.aim)
        if found == typed:
            self.held[fault] += 1
        else:
            pairs = zip(json.loads(typed), json.loads(found), strict=False)
            self.failed.append(
                f"{fault} {place}: {[pair for pair in pairs if pair[0] != pair[1]][:3]}, {self.page.url}"
            )
            return False
        return True

    def faults(self, place: Place) -> list[Callable[[Place], None]]:
        """A form that waits for the signal is sent, not kept, after a cut: tests/browser/test_offline.py."""
        waits = self.page.evaluate(f"(aim) => 'waits' in ({FIND})(aim).dataset", place.aim)
        return [self.left_and_killed, *([] if waits else [self.cut]), *self.interruptions()]

    def interruptions(self) -> list[Callable[[Place], None]]:
        """In turn, since the house sends every form through both without a script."""
        both, self.turn = [self.expired, self.rotated], self.turn + 1
        return both if WHOLE else [both[self.turn % 2]]

    def left_and_killed(self, place: Place) -> None:
        self.phone.is_left("/sehat/")
        self.phone.is_killed(place.page)

    def cut(self, place: Place) -> None:
        self.phone.loses_signal(lambda: self.press(place), place.page)

    def expired(self, place: Place) -> None:
        self.phone.is_logged_out(self.cast.everyone[place.who], lambda: self.press(place), place.page)

    def rotated(self, place: Place) -> None:
        self.phone.has_old_token(lambda: self.press(place))

    def press(self, place: Place) -> None:
        """Presses the button and waits until the browser has gone where it leads, if it goes at all."""
        gone = []
        self.page.once("framenavigated", lambda frame: gone.append(frame))
        wait = AT_ONCE if self.page.evaluate(PRESS, place.aim) else LATER
        for _ in range(wait // STEP):
            if gone:
                break
            self.page.wait_for_timeout(STEP)
        self.page.wait_for_load_state()


def test_nothing_typed_is_lost_by_any_fault_in_any_form(open_page, signal: Signal, cast: Cast) -> None:
    taken = list(places(cast, build_rows(cast)))[::PART]
    walk = Walk(open_page, signal, cast)
    for place in taken:
        walk.through(place)
    print(f"{len(taken)} forms:", ", ".join(f"{fault} {count}" for fault, count in walk.held.items()))
    assert walk.failed == []
    assert len(taken) > 3
