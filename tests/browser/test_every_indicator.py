"""An observation of 20 indicators, struck at each by every fault just after the tap: nothing is lost, nothing doubled.

Prints indicators x faults and how many held. WHOLE=1 takes every indicator (nine minutes), else one.
"""

from collections import Counter
from datetime import time
from typing import NamedTuple
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from competency.instruments.actions import publish_instrument
from competency.models import Assessment, Instrument
from competency.sheets.start_actions import start_assessment
from tests.browser.faults import Phone
from tests.browser.signals import GONE, GOOD, Signal
from tests.browser.test_offline import CARRIED, carry, until
from tests.cast import Cast
from tests.clock import today
from tests.competency.sheet_makers import document_of
from tests.effort import every

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 20
STEP = every(COUNT)
VALUES = "(boxes) => boxes.map((one) => (document.querySelector(one) || { value: '' }).value)"


class Said(NamedTuple):
    """What is said at one indicator."""

    value: str
    note: str
    at: str


def instrument_of(count: int) -> Instrument:
    """The KKG's own observation, cut behind so many indicators."""
    document, left = document_of(), count
    for group in document["groups"]:
        group["indicators"] = group["indicators"][:left]
        left -= len(group["indicators"])
    document["groups"] = [group for group in document["groups"] if group["indicators"]]
    return publish_instrument(document=document)[0]


class Walk:
    """The phone of an observer in class; `said` is all that was said so far, `held` and `failed` count by fault."""

    def __init__(self, phone: Phone, cast: Cast) -> None:
        self.phone, self.observer = phone, cast.baso
        self.sheet = start_assessment(
            teacher=cast.aminah.person,
            instrument=instrument_of(COUNT),
            observed_on=today(),
            by=cast.baso,
            client_token=UUID("9f0d8a51-0001-4000-8000-000000000001"),
        )
        self.screens = self.sheet.instrument.definition.screens()
        self.said: dict[str, Said] = {}
        self.held: Counter[str] = Counter()
        self.failed: list[str] = []
        phone.belongs_to(cast.baso)
        phone.works_offline()
        carry(phone.page)

    @property
    def page(self) -> Page:
        return self.phone.page

    def at_every(self, step: int) -> None:
        places = [(stage, one.code) for stage, screen in enumerate(self.screens, 1) for one in screen.indicators]
        for number, (stage, code) in list(enumerate(places))[::step]:
            self.back = f"/supervisi/lembar/{self.sheet.pk}/isi/{stage}/"
            for turn, strike in enumerate(
                (self.expired, self.rotated, self.left, self.cut, self.killed, self.answer_lost)
            ):
                self.page.goto(self.back)
                self.say(
                    code, Said(str((number + turn) % 3), f'Butir {number + 1} & "{strike.__name__}"', f"08:{turn:02}")
                )
                strike()
                lost = self.lost(stage) or self.differs_on_server(stage)
                if lost:
                    self.failed.append(f"{strike.__name__} at {number + 1}: {lost}, {self.page.url}")
                    return
                self.held[strike.__name__] += 1

    def say(self, code: str, said: Said) -> None:
        self.said[code] = said
        self.page.locator(f"[name='butir-{code}'][value='{said.value}']").check(force=True)
        folded = self.page.locator("details", has=self.page.locator(f"[name='catatan-{code}']"))
        folded.evaluate("(one) => { one.open = true; }")
        self.page.locator(f"[name='pukul-{code}']").fill(said.at)
        self.page.locator(f"[name='catatan-{code}']").fill(said.note)

    def press(self) -> None:
        self.page.locator(".bar button").click()
        self.page.wait_for_timeout(500)
        self.page.wait_for_load_state()

    def expired(self) -> None:
        self.phone.is_logged_out(self.observer, self.press, self.back)

    def rotated(self) -> None:
        self.phone.has_old_token(self.press)

    def left(self) -> None:
        self.phone.is_left(self.back)

    def killed(self) -> None:
        self.phone.is_killed(self.back)

    def answer_lost(self) -> None:
        self.phone.loses_answer(self.press, self.back)

    def cut(self) -> None:
        """Killed, opened and sent without a signal, too; once what a log-out dropped was carried again."""
        until(self.page, CARRIED)
        self.phone.signal.state = GONE
        self.phone.is_killed(self.back)
        self.take()
        self.press()
        self.phone.signal.state = GOOD
        self.page.goto(self.back)

    def take(self) -> None:
        """Who is asked takes what lies on the phone."""
        use = self.page.get_by_role("button", name="Pakai isian di perangkat")
        if use.count():
            use.first.click()

    def lost(self, stage: int) -> str:
        """What was said on this screen and does not stand there."""
        self.take()
        return str(
            [
                (code, wanted, found)
                for code, wanted in self.said_on(stage).items()
                if wanted != (found := self.stands(code))
            ]
            or ""
        )

    def said_on(self, stage: int) -> dict[str, Said]:
        codes = {one.code for one in self.screens[stage - 1].indicators}
        return {code: said for code, said in self.said.items() if code in codes}

    def stands(self, code: str) -> Said:
        boxes = [f"[name='butir-{code}']:checked", *(f"[name='{name}-{code}']" for name in ("catatan", "pukul"))]
        return Said(*self.page.evaluate(VALUES, boxes))

    def differs_on_server(self, stage: int) -> str:
        """Sent by its button it is stored once, and nothing else is."""
        self.press()
        try:
            self.page.wait_for_url(lambda address: not address.endswith(self.back))
        except PlaywrightTimeout:
            return f"not taken: {self.page.locator('main').inner_text()[:300]}"
        sheet = Assessment.objects.get()
        wanted = {code: (int(said.value), (said.note, time.fromisoformat(said.at))) for code, said in self.said.items()}
        notes = sheet.draft_notes()
        found = {code: (value, notes[code].told) for code, value in sheet.draft_answers().items() if code in notes}
        rows = (sheet.answers.count(), sheet.notes.count())
        return "" if found == wanted and set(rows) == {len(wanted)} else f"stored {found} in {rows} rows"


def test_nothing_is_lost_or_doubled_at_any_indicator(open_page, signal: Signal, cast: Cast) -> None:
    walk = Walk(Phone(open_page(worker=True), signal), cast)
    walk.at_every(STEP)
    answers_lost = walk.held.pop("answer_lost", 0)
    tries = len(range(0, COUNT, STEP))
    print(f"{tries} indicators x 5 faults: {walk.held.total()} of {tries * 5} held, {dict(walk.held)}")
    print(f"answers lost after the server saved: {answers_lost} of {tries} held")
    walk.page.goto("/menunggu/")
    expect(walk.page.locator("[data-none]")).to_be_visible()
    assert not walk.failed, "\n".join(walk.failed)
    assert (walk.held.total(), answers_lost) == (tries * 5, tries)
