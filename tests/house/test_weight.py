"""A first visit on a weak signal: page, styles, scripts and icon together weigh at most 40 KB on the wire."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import Cast, client_of
from tests.factories import make_teacher
from tests.kkg.makers import make_session, make_topic

STATIC = Path(__file__).resolve().parents[2] / "static"
MOST = 40_000
NAMES = 60


def files_of(page: str) -> set[str]:
    """Static files that the page asks for, and the scripts which those ask for."""
    found: set[str] = set()
    asked = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))
    while asked:
        found |= asked
        texts = [(STATIC / name).read_text("utf-8") for name in asked if name.endswith(".js")]
        asked = {f"js/{name}" for text in texts for name in re.findall(r'from "\./([^"]+)"', text)} - found
    return found


def weight(client: Client, path: str) -> int:
    """Bytes of the page as the server sends it, and of its files, gzipped (brotli is lighter still)."""
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    files = files_of(gzip.decompress(answer.content).decode())
    return len(answer.content) + sum(len(gzip.compress((STATIC / name).read_bytes())) for name in files)


@pytest.fixture
def full_session(cast: Cast):
    """A session of a KKG with sixty names, and topics on its agenda."""
    for number in range(NAMES):
        make_teacher(cast.satu, name=f"Guru Contoh Nomor {number}")
    session = make_session(cast)
    for number in range(6):
        make_topic(session, f"Topik Contoh {number}")
    return session


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/kkg/pertemuan/",
        "/kkg/pertemuan/{pk}/",
        "/kkg/pertemuan/{pk}/kehadiran/",
        "/kkg/pertemuan/{pk}/notulen/",
        "/kkg/pertemuan/{pk}/foto/",
    ],
)
def test_a_first_visit_of_a_ketua_is_light(cast: Cast, full_session, path: str) -> None:
    assert weight(client_of(cast.gita), path.format(pk=full_session.pk)) <= MOST


def test_the_log_in_page_is_light(db) -> None:
    assert weight(Client(), "/masuk/") <= MOST
