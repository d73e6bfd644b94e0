"""One sheet, three browsers, its real pages in any order: what a page was told is stored, is stored; else nothing is.

Browsers are Django's test clients with the pages they have open: each sends the forms of the HTML it holds, however
old, as a browser would without JavaScript or (autosave) with it. (Two Chromiums take a second a step, and would let
chance choose among a hundredth of the orders.) What the actions must do with each order: test_interleavings.py.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from competency.models import Assessment
from competency.sharing.models import Reply
from core.drafts import DRAFT_FIELD, SENT_COOKIE
from core.refill import forms_of
from tests.cast import Cast, client_of
from tests.competency.sharing import test_interleavings as by_actions
from tests.competency.sheet_makers import draft, fill
from tests.effort import WHOLE
from tests.house.walks.test_interrupted import stands_in
from tests.worlds import standing

pytestmark = pytest.mark.django_db
SEEDS, STEPS_EACH = range(96 if WHOLE else 3), 24
BROWSERS = ("baso", "baso on a laptop", "daeng", "aminah")
KEPT_AS = "0123456789abcdef"
Content = dict[str, Any]


@dataclass
class Page:
    """A page as it was loaded, with what the sheet said then."""

    path: str
    html: str
    knew: Content


@dataclass
class Browser:
    """One person's device and the pages open on it."""

    client: Client
    pages: dict[str, Page] = field(default_factory=dict)

    def look(self, path: str, now: Content) -> None:
        """Loads the page; one that is no more, or leads elsewhere, leaves the old one in its tab."""
        answer = self.client.get(path)
        if answer.status_code == 200:
            self.pages[path] = Page(path, answer.content.decode(), now)

    def send(self, page: Page, aim: str, typed: dict[str, str]) -> tuple[dict[str, list[str]], bool] | None:
        """What was sent to this address, and whether the browser was told that it is stored; None without a form."""
        found = next((form for form in forms_of(page.html) if aim in aims(form, page)), None)
        if found is None:
            return None
        sent: dict[str, list[str]] = {}
        for name, value in stands_in(found, page.html):
            sent.setdefault(name, []).append(value)
        names = {control.name for control in found.controls}
        sent |= {name: [value] for name, value in typed.items() if name in names} | {DRAFT_FIELD: [KEPT_AS]}
        if "/simpan/" in aim:
            return sent, self.client.post(aim, sent, headers={"X-Autosave": "1"}).status_code == 200
        self.client.cookies.pop(SENT_COOKIE, None)
        answer = self.client.post(aim, sent)
        return sent, KEPT_AS in answer.cookies[SENT_COOKIE].value if SENT_COOKIE in answer.cookies else False


def aims(form: Any, page: Page) -> Iterator[str]:
    """Where the form sends: its own address, those of its buttons outside it, and of autosave.js."""
    yield form.aim(page.path)
    if form.is_typed:
        yield form.aim(page.path).replace("/isi/", "/simpan/")
        yield form.aim(page.path).replace("/periksa/", "/bagikan/")


class World(by_actions.Model):
    """The sheet, and the browsers in which it stands open."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.base = f"/supervisi/lembar/{self.row.pk}"
        self.browsers = {who: Browser(client_of(self.user(who))) for who in BROWSERS}
        self.teacher = self.cast.aminah

    @property
    def content(self) -> Content:
        """All that a page may change, as the forms send it."""
        answers = {f"butir-{code}": str(value) for code, value in self.now.answers.items()}
        notes = {f"catatan-{code}": fact.text for code, fact in self.now.notes.items()}
        words = {"strengths": self.now.words, "text": self.now.task, "class_name": self.now.class_name}
        return answers | notes | words


def said_in(sent: dict[str, list[str]], now: Content) -> Content:
    """The content as it stands once this is stored: empty is nothing."""
    asked = {name for name in sent if name.startswith(("catatan-", "butir-", "strengths", "class_name"))}
    asked |= {"text"} if sent.get("followup") == ["perlu"] else set()
    said = {name: sent[name][0] for name in asked}
    return {name: value for name, value in (now | said).items() if value or name in ("strengths", "text", "class_name")}


# --- What a person does in a page: [page, address it sends to, what is typed] ---------------------------


def stage(world: World, number: int) -> tuple[str, dict[str, str]]:
    screens = world.row.instrument.definition.screens()
    place = number % len(screens)
    codes = [indicator.code for indicator in screens[place].indicators]
    facts = by_actions.FACTS[number % len(by_actions.FACTS)]
    typed = {f"butir-{codes[number % 3]}": str(number % 2), f"catatan-{codes[0]}": facts.text}
    return f"/isi/{place + 1}/", typed


def save(world: World, number: int) -> tuple[str, str, dict[str, str]]:
    path, typed = stage(world, number)
    return path, path, typed


def autosave(world: World, number: int) -> tuple[str, str, dict[str, str]]:
    path, typed = stage(world, number)
    return path, path.replace("isi", "simpan"), typed


def review(_world: World, number: int) -> tuple[str, str, dict[str, str]]:
    words = {"strengths": f"Baik {number}"} if number % 2 else {}
    return "/periksa/", "/periksa/", words | {"followup": "perlu", "text": f"Tugas {number}"}


def share(world: World, number: int) -> tuple[str, str, dict[str, str]]:
    return "/periksa/", "/bagikan/", review(world, number)[2]


def mend(_world: World, number: int) -> tuple[str, str, dict[str, str]]:
    return "/data/", "/data/", {"class_name": f"{number % 3}"}


def button(page: str, aim: str, *typed: str) -> Callable[[World, int], tuple[str, str, dict[str, str]]]:
    """Into each field, if the form has it, one of three sentences."""
    return lambda _world, number: (page, aim, {name: f"Contoh {number % 3}" for name in typed})


PAGES: dict[str, Callable[[World, int], tuple[str, str, dict[str, str]]]] = {
    "save": save,
    "autosave": autosave,
    "review": review,
    "mend": mend,
    "share": share,
    "correct": button("/perbaiki/", "/perbaiki/", "reason"),
    "give up": button("/", "/batal-perbaiki/"),
    "reply": button("/", "/tanggapan/", "text", "helper_name"),
    "take back": button("/", "/tanggapan/tarik/"),
    "close": button("/selesai/", "/selesai/", "text"),
    "take over": button("/pindah/", "/pindah/"),
    "give back": button("/batal-pindah/", "/batal-pindah/"),
    "remove": button("/hapus/", "/hapus/"),
    "restore": button("", "/kembalikan/"),
}
WRITES = ("save", "autosave", "review", "mend", "share")
WEIGHTS = {"save": 5, "autosave": 4, "review": 3, "mend": 2, "share": 5, "reply": 4, "correct": 3, "restore": 3}
WEIGHTS |= {"give up": 4, "take over": 6, "give back": 8, "take back": 2, "close": 3, "office": 3}


def office(world: World, who: str, number: int) -> None:
    """Ended three times of eight, so that a sheet is left behind and can be taken over."""
    by_actions.office(world, who, number % 8)


CLERKS = {"office": office, "late": by_actions.late}


def press(world: World, verb: str, who: str, number: int) -> None:
    """In the page as it stands open, three times of five loaded anew."""
    browser, (path, aim, typed) = world.browsers[who], PAGES[verb](world, number)
    path = f"{world.base}{path}" if path else "/supervisi/lembar/"
    if path not in browser.pages or number % 5 < 3:
        browser.look(path, world.content)
    page, before = browser.pages.get(path), world.content
    came = browser.send(page, f"{world.base}{aim}", typed) if page else None
    if page is None or came is None:
        return
    sent, is_told = came
    world.look()
    if verb in WRITES:
        judge(world, page, before, said_in(sent, before), is_told=is_told)
    elif is_told:
        assert words_of(sent, typed) <= stored_words(world)
    if is_told:
        world.seen[f"{verb} taken"] += 1
        browser.look(path, world.content)


def words_of(sent: dict[str, list[str]], typed: dict[str, str]) -> set[tuple[str, str]]:
    return {(name, sent[name][0]) for name in typed if name in sent}


def stored_words(world: World) -> set[tuple[str, str]]:
    """What was said besides the draft: why it is corrected, the last reply, what was agreed on."""
    row, found = world.row, {("reason", world.row.correction_reason)}
    found |= {("text", followup.text) for followup in row.followups.all()}
    for reply in Reply.objects.filter(version=row.versions.last()):
        found |= {("text", reply.text), ("helper_name", reply.helper_name)}
    return found


def judge(world: World, page: Page, before: Content, wanted: Content, *, is_told: bool) -> None:
    """Told is stored, not told is untouched, and nobody writes over what they have not seen."""
    assert world.content == (wanted if is_told else before)
    overwritten = {name for name in wanted if wanted[name] != before.get(name) != page.knew.get(name)}
    is_overwriting = is_told and bool(overwritten)
    assert not is_overwriting, f"{overwritten} was written over unseen"
    world.seen["refused"] += not is_told and wanted != before


def run(world: World, luck: Random) -> None:
    verbs = [*PAGES, *CLERKS]
    for _ in range(STEPS_EACH):
        [verb] = luck.choices(verbs, [WEIGHTS.get(verb, 1) for verb in verbs])
        who = "aminah" if verb in ("reply", "take back") else luck.choice(by_actions.CLIENTS)
        before, versions, told = world.row, world.versions, world.told
        number = luck.randrange(30)
        CLERKS[verb](world, who, number) if verb in CLERKS else press(world, verb, who, number)
        world.look()
        by_actions.check(world, before, versions, told, verb, who)
        world.seen[before.state, world.row.state] += 1


@standing
def sheet(cast: Cast) -> Assessment:
    """A draft in which everything is answered: shared as soon as somebody wants to."""
    return fill(draft(cast.aminah, cast.baso, code="kelengkapan-rpp-13"))


def test_no_order_of_pages_loses_doubles_or_breaks_anything(cast: Cast, sheet: Assessment) -> None:
    seen: Counter[Any] = Counter()
    for seed in SEEDS:
        with transaction.atomic():
            run(World(cast, sheet, seen), Random(seed))
            transaction.set_rollback(True)
    print(f"{len(SEEDS)} orders of {STEPS_EACH} steps:", dict(seen))
    assert any(verb.endswith("taken") for verb in map(str, seen))
    assert not WHOLE or seen.keys() >= {"refused", *(f"{verb} taken" for verb in PAGES)}
