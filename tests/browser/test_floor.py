"""Everyday journeys end well on the oldest promised browsers, and where a script is missing or broken.

What those browsers lack is taken from this one before the page's scripts run: all of it together, then each name that
a script asked for, alone. One browser context for all; each test is a loop, so that it stays cheap.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from competency.models import Answer, Assessment, PaperCopy, Rpp
from competency.paper_forms.codes import code_of
from core.forms import LONG
from kkg.checkin.codes import address_of, pin_code
from kkg.models import Attendance, CheckInWindow, Problem, Session
from madrasah.models import User
from tests.browser.test_photo import photo
from tests.cast import PASSWORD, Cast, client_of, give_lessons_today
from tests.clock import clock_words, in_the_morning, today
from tests.competency.sheet_makers import draft, publish
from tests.effort import every
from tests.factories import make_teacher
from tests.floor import script, younger
from tests.kkg.checkin_makers import make_window
from tests.kkg.makers import make_session

pytestmark = in_the_morning

SCRIPTS = sorted((Path(__file__).resolve().parents[2] / "static/js").glob("*.js"))
NOT_ON_THE_WAY = {"away.js", "copy.js", "fresh.js", "progress.js", "reach.js", "waiting.js", "worker.js"}
TOLD = "younger "
BROKEN = """for (const name of ["fetch", "XMLHttpRequest", "TextEncoder"]) delete window[name];
delete FormData.prototype.delete;"""
OF_THE_ENGINE = {"RegExp hasIndices", "RegExp unicodeSets"}  # it asks for them itself whenever it replaces
PATIENCE = 10_000
PICTURE = photo((400, 300))


@dataclass
class World:
    """One phone, and what the journeys are about."""

    context: BrowserContext
    cast: Cast
    window: CheckInWindow
    roll: Session
    sheet: Assessment
    keys: dict[str, str] = field(default_factory=dict)

    def enter(self, user: User) -> None:
        """Logged in as this user, without the form."""
        key = self.keys.setdefault(user.username, client_of(user).cookies["sessionid"].value)
        self.context.add_cookies([{"name": "sessionid", "value": key, "domain": "localhost", "path": "/"}])


@pytest.fixture
def world(live_server, browser, cast: Cast) -> Iterator[World]:
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, locale="id-ID", base_url=live_server.url, service_workers="block"
    )
    context.set_default_timeout(PATIENCE)
    give_lessons_today(cast)
    window = make_window(make_session(cast, title="Presensi Contoh"), cast.gita)
    for number in range(LONG):  # so that the roll is looked through by name
        make_teacher(cast.dua, name=f"Guru Contoh {number}")
    yield World(context, cast, window, make_session(cast), draft(cast.aminah, cast.baso))
    context.close()


# -- Journeys: each leaves things so that it can be made again ------------------------------------------------


def log_in(page: Page, world: World) -> None:
    world.context.clear_cookies(name="sessionid")
    page.goto("/masuk/")
    page.get_by_label("Nama masuk").fill(world.cast.aminah.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.locator("header")).to_contain_text("Aminah Contoh")


def _confirm(page: Page, world: World, way: str) -> None:
    page.get_by_role("button", name="Catat saya hadir").click()
    expect(page.get_by_role("heading", name="Anda tercatat hadir")).to_be_visible()
    assert [row.way for row in world.window.session.attendances.all()] == [way]


def check_in_by_code(page: Page, world: World) -> None:
    Attendance.objects.filter(session=world.window.session).delete()
    world.enter(world.cast.aminah)
    page.goto(f"/h/{address_of(world.window.pk, world.window.secret, timezone.now())}/")
    _confirm(page, world, "pindai")


def check_in_by_pin(page: Page, world: World) -> None:
    Attendance.objects.filter(session=world.window.session).delete()
    world.enter(world.cast.aminah)
    page.goto("/h/")
    page.get_by_label("PIN dari layar").fill(pin_code(world.window.secret, timezone.now()))
    page.get_by_role("button", name="Lanjut").click()
    _confirm(page, world, "pin")


def call_the_roll(page: Page, world: World) -> None:
    world.enter(world.cast.gita)
    page.goto(f"/kkg/pertemuan/{world.roll.pk}/kehadiran/")
    row = page.locator(".roll", has_text="Aminah")
    before = row.locator("input:checked").input_value()
    row.locator("summary").click()
    if row.get_attribute("open") is not None:  # by the plain form
        row.locator(".seg label:not(:has(:checked))").first.click()
    tapped = row.locator("input:checked").input_value()
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.wait_for_url(f"**/pertemuan/{world.roll.pk}/")
    assert tapped != before
    assert world.roll.attendances.get(person=world.cast.aminah.person).mark == tapped


def _answer(page: Page, world: World) -> tuple[str, str]:
    """Taps another answer of the first indicator of the second stage."""
    world.enter(world.cast.baso)
    page.goto(f"/supervisi/lembar/{world.sheet.pk}/isi/2/")
    choice = page.locator("main fieldset").first.locator("label:not(:has(:checked))").first
    box = choice.locator("input")
    answer = (box.get_attribute("name") or "", box.input_value())
    choice.click()
    return answer


def _stands(world: World, name: str, value: str) -> bool:
    rows = Answer.objects.filter(assessment=world.sheet)
    return any(str(row.value) == value and row.indicator in name for row in rows)


def fill_a_stage(page: Page, world: World) -> None:
    answer = _answer(page, world)
    page.locator(".bar .btn").last.click()
    page.wait_for_url("**/isi/3/")
    assert _stands(world, *answer)


def keep_a_stage(page: Page, world: World) -> None:
    """Only where the scripts run: nothing is pressed."""
    answer = _answer(page, world)
    expect(page.locator("[data-saved]")).to_contain_text(f"tersimpan {clock_words()}")
    assert _stands(world, *answer)


def check_the_week(page: Page, world: World) -> None:
    world.enter(world.cast.baso)
    page.goto("/supervisi/rpp/")
    card = page.locator("fieldset.ask", has_text="Aminah")
    card.locator(".seg label:not(:has(:checked)):not(.amber)").first.click()
    chosen = card.locator("input:checked").first.input_value()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Pemeriksaan RPP tersimpan")).to_be_visible()
    assert Rpp.objects.get(teacher=world.cast.aminah.person).status == chosen


def type_from_paper(page: Page, world: World) -> None:
    instrument, before = publish("kelengkapan-rpp-13"), PaperCopy.objects.count()
    world.enter(world.cast.baso)
    page.goto(reverse("competency:form-type", args=[code_of(instrument.pk)]))
    page.locator("[name=observed_on]").fill(today().isoformat())
    for name, person in (("teacher", world.cast.aminah.person), ("observer", world.cast.baso.person)):
        page.locator(f"[name={name}]").select_option(str(person.pk))
    page.locator(".item .seg label").first.click()
    page.get_by_role("button", name="Simpan lembar").click()
    expect(page.get_by_text("tersimpan sebagai draf")).to_be_visible()
    assert PaperCopy.objects.count() == before + 1


def send_a_photo(page: Page, world: World) -> None:
    world.enter(world.cast.gita)
    page.goto(reverse("kkg:session-photos", args=[world.roll.pk]))
    page.locator("input[type=file]").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": PICTURE})
    page.get_by_role("button", name="Unggah").click()
    expect(page.get_by_text("Foto disimpan.")).to_be_visible()
    assert world.roll.photos.exists()


def bring_a_problem(page: Page, world: World) -> None:
    Problem.objects.all().delete()
    world.enter(world.cast.gita)
    page.goto("/kkg/masalah/baru/")
    page.get_by_label("Apa masalahnya?").fill("Anak kelas I belum mengenal huruf")
    page.get_by_role("button", name="Kirim masalah").click()
    page.wait_for_url(lambda url: "/baru/" not in url)
    assert Problem.objects.get().text == "Anak kelas I belum mengenal huruf"


def find_a_draft_again(page: Page, world: World) -> None:
    """Only where the scripts run: the plain form keeps nothing."""
    world.enter(world.cast.gita)
    page.goto("/kkg/masalah/baru/")
    page.get_by_label("Apa masalahnya?").fill("Huruf tertukar")
    expect(page.locator("form .saved")).to_have_text("tersimpan di perangkat ini")
    page.goto("/")
    page.goto("/kkg/masalah/baru/")
    page.get_by_role("button", name="Pakai isian di perangkat").click()
    expect(page.get_by_label("Apa masalahnya?")).to_have_value("Huruf tertukar")
    Problem.objects.all().delete()
    page.get_by_role("button", name="Kirim masalah").click()
    page.wait_for_url(lambda url: "/baru/" not in url)


Journey = Callable[[Page, World], None]
PLAIN: list[Journey] = [
    log_in,
    check_in_by_code,
    check_in_by_pin,
    call_the_roll,
    fill_a_stage,
    check_the_week,
    type_from_paper,
    send_a_photo,
    bring_a_problem,
]
ALL: list[Journey] = [*PLAIN, keep_a_stage, find_a_draft_again]


def go(world: World, journeys: list[Journey], what: str, prepare: Callable[[Page], object]) -> None:
    """Each journey on a page that was prepared; what goes wrong says where."""
    page = world.context.new_page()
    prepare(page)
    for journey in journeys:
        try:
            journey(page, world)
        except Exception as error:
            error.add_note(f"{journey.__name__}, with: {what}")
            raise
    page.close()


# -- The oldest browsers ---------------------------------------------------------------------------------------


def test_all_that_the_floor_lacks_is_missed_by_no_journey(world: World) -> None:
    go(world, ALL, "nothing younger", lambda page: page.add_init_script(script(younger(), "delete")))


def _watched(world: World) -> tuple[dict[str, list[Journey]], dict[str, list[Journey]]]:
    """Younger names that scripts asked for, and scripts that pages loaded, each with the journeys it was in."""
    names: dict[str, list[Journey]] = defaultdict(list)
    scripts: dict[str, list[Journey]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    page = world.context.new_page()
    page.add_init_script(script(younger(), "tell"))
    page.on("console", lambda line: seen.add(("name", line.text.removeprefix(TOLD))) if TOLD in line.text else None)
    page.on("request", lambda request: seen.add(("script", request.url.rpartition("/js/")[2])))
    for journey in ALL:
        seen.clear()
        journey(page, world)
        for kind, what in seen:
            (names if kind == "name" else scripts)[what].append(journey)
    page.close()
    return names, {path.name: scripts[path.name] for path in SCRIPTS}


def _one(journeys: list[Journey], turn: int) -> list[Journey]:
    """Another each turn, so that no journey is always left out."""
    return journeys[turn % len(journeys) :][:1] if journeys else []


def _without(path: str) -> Callable[[Page], None]:
    return lambda page: page.route(f"**/js/{path}", lambda route: route.abort())


def test_each_younger_name_and_each_script_may_be_missing_alone(world: World) -> None:
    """Every sixth script (WHOLE=1: each) on one journey, in turn; what imports it does not run either."""
    names, scripts = _watched(world)
    for name in sorted(names.keys() - OF_THE_ENGINE):
        owner, member = name.split()
        alone = script([(owner, member)], "delete")
        go(world, names[name], f"without {name}", lambda page, alone=alone: page.add_init_script(alone))
    assert {name for name, journeys in scripts.items() if not journeys} == NOT_ON_THE_WAY
    for turn, (name, loading) in list(enumerate(scripts.items()))[:: every(6)]:
        plain = [journey for journey in PLAIN if journey in loading]
        go(world, _one(plain, turn), f"without {name}", _without(name))


@pytest.mark.parametrize("breaks", ["delete window.fetch", BROKEN], ids=["fetch", "much"])
def test_a_button_that_cannot_work_with_the_script_works_without(world: World, breaks: str) -> None:
    """What every browser has is gone here, as if the scripts had a fault."""
    pressed = [check_in_by_code, call_the_roll, fill_a_stage, send_a_photo, bring_a_problem]
    go(world, pressed, breaks, lambda page: page.add_init_script(breaks))
