"""A form that keeps itself on a phone whose signal drops: the page carries out what keeping.js decides."""

import pytest
from playwright.sync_api import Page, Route, expect

from kkg.models import Session
from tests.cast import Cast, client_of
from tests.clock import clock_words
from tests.kkg.makers import make_session

SAVE = "**/notulen/simpan/"


@pytest.fixture
def session(live_server, cast: Cast) -> Session:
    return make_session(cast)


@pytest.fixture
def minutes(session: Session, cast: Cast, open_page, live_server) -> Page:
    """Gita's phone with the notulen open."""
    page = open_page()
    key = client_of(cast.gita).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.goto(f"/kkg/pertemuan/{session.pk}/notulen/")
    return page


def say(page: Page, method: str) -> None:
    page.get_by_label("Metode").fill(method)


def line(page: Page):
    return expect(page.locator("[data-saved]"))


def stored(session: Session) -> tuple[str, int]:
    session.refresh_from_db()
    return session.method, session.revision


def arrives_without_answer(route: Route) -> None:
    route.fetch()
    route.abort()


def back_in_signal(page: Page) -> None:
    page.unroute(SAVE)
    page.evaluate("dispatchEvent(new Event('online'))")


def test_words_typed_after_a_lost_answer_are_no_other_persons(minutes: Page, session: Session) -> None:
    minutes.route(SAVE, arrives_without_answer)
    say(minutes, "Diskusi")
    line(minutes).to_contain_text("belum terkirim")
    assert stored(session) == ("Diskusi", 2)
    say(minutes, "Diskusi dan praktik")
    back_in_signal(minutes)
    line(minutes).to_contain_text(f"tersimpan {clock_words()}")
    minutes.get_by_role("button", name="Simpan").click()
    minutes.wait_for_url("**/kkg/pertemuan/*/")
    assert stored(session)[0] == "Diskusi dan praktik"


def test_of_two_versions_the_person_chooses(minutes: Page, session: Session) -> None:
    minutes.route(SAVE, lambda route: route.abort())
    say(minutes, "Diskusi")
    line(minutes).to_contain_text("belum terkirim")
    Session.objects.filter(pk=session.pk).update(method="Ceramah", revision=2)
    minutes.unroute(SAVE)
    minutes.reload()
    expect(minutes.get_by_label("Metode")).to_have_value("Ceramah")
    minutes.get_by_role("button", name="Pakai isian di perangkat").click()
    line(minutes).to_contain_text(f"tersimpan {clock_words()}")
    assert stored(session) == ("Diskusi", 3)


def test_of_two_own_versions_nobody_has_to_choose(minutes: Page, session: Session) -> None:
    minutes.route(SAVE, arrives_without_answer)
    say(minutes, "Diskusi")
    line(minutes).to_contain_text("belum terkirim")
    minutes.route(SAVE, lambda route: route.abort())
    say(minutes, "Diskusi dan praktik")
    minutes.unroute(SAVE)
    minutes.reload()
    expect(minutes.get_by_label("Metode")).to_have_value("Diskusi dan praktik")
    line(minutes).to_contain_text(f"tersimpan {clock_words()}")
    assert stored(session)[0] == "Diskusi dan praktik"


def test_words_refused_for_those_of_another_stay_on_the_phone(minutes: Page, session: Session) -> None:
    minutes.route(SAVE, lambda route: route.abort())
    say(minutes, "Diskusi")
    line(minutes).to_contain_text("belum terkirim")
    Session.objects.filter(pk=session.pk).update(method="Ceramah", revision=2)
    minutes.get_by_role("button", name="Simpan").click()
    line(minutes).to_contain_text("belum terkirim")
    minutes.unroute(SAVE)
    minutes.goto(minutes.url)
    expect(minutes.locator("form .msg")).to_contain_text("Metode: Ceramah → Diskusi")


def test_what_another_person_wrote_meanwhile_is_told_and_left(minutes: Page, session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(method="Ceramah", revision=2)
    say(minutes, "Diskusi")
    line(minutes).to_contain_text("Lihat kedua isian")
    assert stored(session) == ("Ceramah", 2)


def test_the_button_waits_for_the_words_under_way(minutes: Page, session: Session) -> None:
    waiting: list[Route] = []
    minutes.route(SAVE, lambda route: waiting.append(route))
    with minutes.expect_request(SAVE):
        say(minutes, "Diskusi")
    minutes.get_by_role("button", name="Simpan").click()
    assert stored(session) == ("", 1)
    waiting[0].continue_()
    minutes.wait_for_url("**/kkg/pertemuan/*/")
    assert stored(session) == ("Diskusi", 2)
