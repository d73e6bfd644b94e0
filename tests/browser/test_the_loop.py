"""The loop of the demo in one walk: weak indicator, topic with its why, session, attendance, later looks, effect."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from competency.models import Assessment, SharedVersion, TopicOrigin
from config.demo.build import seed
from kkg.models import Session, WorkingGroup
from madrasah.models import Person, User
from tests.cast import client_of

HELD_DAYS_AGO = 4
AWAY = 5  # the fewest that a figure may stand on: so many stay away, so many come
SEEN_AGAIN = 2 * AWAY
# Each tap by itself is walked in test_an_observation.py.
MARK = """(items, [name, value]) => items.forEach((item) => {
  const own = item.querySelector(`[name="${name}"]`) ? value : 2;
  item.querySelector(`[value="${own}"]`).checked = true;
})"""


@pytest.fixture
def demo_server(test_database, django_db_blocker) -> Iterator[LiveServer]:
    """The demo, committed and served, wiped afterwards."""
    with django_db_blocker.unblock():
        seed(at=timezone.now())
        server = LiveServer("localhost")
        yield server
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def of(demo_server: LiveServer, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A phone of one of the cast, without any script."""
    contexts = []

    def page_of(name: str) -> Page:
        context = browser.new_context(
            base_url=demo_server.url, locale="id-ID", viewport={"width": 360, "height": 640}, java_script_enabled=False
        )
        contexts.append(context)
        user = User.objects.get(username=name)
        session = client_of(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": demo_server.url}])
        return context.new_page()

    yield page_of
    for context in contexts:
        context.close()


def test_what_supervision_finds_becomes_a_topic_and_is_looked_at_again(of: Callable[[str], Page]) -> None:
    group = WorkingGroup.objects.get(name="KKG MI Contoh Gantarang")
    gita = of("gita-01")
    session = plan(gita)
    topic = take_up(gita, session)
    assert len(seen_before(topic)) >= SEEN_AGAIN
    call(gita, session, seen_before(topic))
    shut(gita, session)
    daeng = of("daeng-01")
    for number, person in enumerate(seen_before(topic)[:SEEN_AGAIN]):
        look_again(daeng, topic, person, 1 if number < AWAY else 2 - number % 3 // 2)
    read(daeng, group, topic)


def plan(page: Page) -> Session:
    """A meeting of some days ago that is written down only now."""
    page.goto("/kkg/pertemuan/baru/")
    page.get_by_label("Tema").fill("Pertemuan Putaran Contoh")
    page.get_by_label("Tanggal").first.fill((timezone.localdate() - timedelta(days=HELD_DAYS_AGO)).isoformat())
    page.get_by_role("button", name="Buat pertemuan").click()
    page.wait_for_url("**/agenda/")
    session: Session = Session.objects.get(title="Pertemuan Putaran Contoh")
    return session


def take_up(page: Page, session: Session) -> TopicOrigin:
    """The agenda itself shows the weakest indicator; one tap, and the topic says why it is there."""
    page.goto(f"/kkg/pertemuan/{session.pk}/agenda/")
    page.get_by_role("button", name="Jadikan topik").first.click()
    page.get_by_text("menjadi topik pertemuan").wait_for()
    origin: TopicOrigin = TopicOrigin.objects.get(topic__session=session)
    expect(page.get_by_text(f"Karena: {origin.words}")).to_be_visible()
    assert origin.kind == TopicOrigin.Kind.INDICATOR and origin.teachers >= 5
    return origin


def seen_before(origin: TopicOrigin) -> list[Person]:
    """Whom somebody saw in this indicator before the meeting."""
    told = SharedVersion.objects.standing(Assessment.objects.kept().filter(instrument=origin.instrument).values("pk"))
    before = told.filter(assessment__observed_on__lt=origin.topic.session.date)
    keys = {row.assessment.teacher_id for row in before if row.answers.get(origin.reference) is not None}
    places = origin.topic.session.group.group_places.values("madrasah")
    return list(Person.objects.filter(pk__in=keys, placements__madrasah__in=places).distinct().order_by("pk"))


def call(page: Page, session: Session, people: list[Person]) -> None:
    """Everybody but the first few of them."""
    page.goto(f"/kkg/pertemuan/{session.pk}/kehadiran/")
    for person in people[:AWAY]:
        row = page.locator(f'.roll:has(input[name="m-{person.pk}"])')
        row.locator("summary").click()
        row.locator(".seg label", has_text="Alpa").click()
    page.get_by_role("button", name="Simpan", exact=True).last.click()
    page.wait_for_url(lambda address: "kehadiran" not in address)
    assert session.attendances.filter(mark="alpa").count() == AWAY


def shut(page: Page, session: Session) -> None:
    page.goto(f"/kkg/pertemuan/{session.pk}/tutup/")
    page.get_by_label("Jumlah JP").fill("3")
    for choice in page.get_by_role("radio", name="Tuntas").all():
        choice.check()
    page.get_by_role("button", name="Tutup pertemuan").click()
    page.get_by_text("Pertemuan ditutup.").wait_for()
    session.refresh_from_db()
    assert session.is_closed


def look_again(page: Page, origin: TopicOrigin, person: Person, value: int) -> None:
    """A whole sheet about one of them, from its beginning to "Bagikan"; all other indicators get a two."""
    page.goto("/supervisi/lembar/baru/")
    page.locator("select[name=teacher]").select_option(str(person.pk))
    with page.expect_navigation():
        page.get_by_role("button", name="Mulai mengisi").click()
    while "/isi/" in page.url:
        page.locator(".item").evaluate_all(MARK, [f"butir-{origin.reference}", value])
        with page.expect_navigation():
            page.locator(".bar button").click()
    page.get_by_role("radio", name="Tidak perlu").check()
    page.get_by_label("Mengapa tidak perlu").fill("Sudah baik")
    page.get_by_role("button", name="Bagikan").click()
    page.get_by_text("sudah dibagikan").wait_for()


def read(page: Page, group: WorkingGroup, origin: TopicOrigin) -> None:
    """From the list of what became of needs to the figures, their drawing and their limits."""
    page.goto(f"/kkg/{group.pk}/kebutuhan/")
    line = page.locator("#usulan li").filter(has_text=origin.words)
    expect(line.get_by_text("Tuntas", exact=True)).to_be_visible()
    line.get_by_role("link", name="Nilai sesudahnya").click()
    page.wait_for_url("**/dampak/**")
    expect(page.get_by_text("Ini bukan bukti sebab-akibat.").first).to_be_visible()
    expect(page.locator("th", has_text="Yang tidak hadir")).to_be_visible()
    expect(page.locator("figure.chart svg").first).to_be_visible()
    expect(page.get_by_role("link", name="Cetak halaman ini")).to_be_visible()
