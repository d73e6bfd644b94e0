"""Sixty names on a phone: looked for by name or madrasah, in sections, and none is lost by looking."""

import re

import pytest

from core.forms import LONG
from kkg.models import Session
from tests.cast import Cast, client_of
from tests.factories import make_teacher
from tests.kkg.makers import make_session


@pytest.fixture
def session(cast: Cast) -> Session:
    for number in range(LONG):
        make_teacher(cast.satu if number % 2 else cast.dua, name=f"Guru Contoh {number:02}")
    return make_session(cast)


def page(cast: Cast, session: Session, asked: str = "") -> str:
    query = {"cari": asked} if asked else {}
    return client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/kehadiran/", query).content.decode()


def shown(html: str) -> list[str]:
    return re.findall(r'<li data-person="([^"]*)"\s*>', html)


def test_a_long_roll_stands_by_madrasah(cast: Cast, session: Session) -> None:
    parts = re.findall(r"data-section>\s*(.*?)\s*</li>", page(cast, session))
    assert [part.rpartition(" ")[0] for part in parts] == ["MI Contoh Dua", "MI Contoh Satu"]


def test_without_a_script_the_server_hides_what_does_not_fit(cast: Cast, session: Session) -> None:
    html = page(cast, session, "guru contoh 07")
    assert [name for name in shown(html)] == ["Guru Contoh 07 MI Contoh Satu"]
    assert html.count("data-roll>") == page(cast, session).count("data-roll>")  # hidden names are sent all the same
    assert all("MI Contoh Dua" in name for name in shown(page(cast, session, "contoh dua")))


def test_a_short_roll_has_neither(cast: Cast) -> None:
    html = page(cast, make_session(cast))
    assert "data-find" not in html
    assert "data-section" not in html


def test_boxes_to_tick_are_looked_for_the_same_way(cast: Cast, session: Session) -> None:
    url = f"/kkg/pertemuan/{session.pk}/surat/surat-tugas/"
    html = client_of(cast.gita).get(url, {"cari": "guru contoh 07"}).content.decode()
    labels = re.findall(r"<label for=[^>]*data-person=\"([^\"]*)\"([^>]*)>", html)
    assert len(labels) > LONG
    assert [name.partition(" (")[0] for name, rest in labels if "hidden" not in rest] == ["Guru Contoh 07"]
