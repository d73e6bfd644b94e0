"""What a phone takes along: enough for its pages to work without a signal, and little."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.urls import reverse

from config.offline import SHELL
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import draft
from tests.kkg.makers import make_session

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).resolve().parents[2] / "static"
FIRST_VISIT = 40_000  # bytes, compressed


def pages(user) -> dict[str, str]:
    """HTML by address of what this user's phone takes along."""
    client = client_of(user)
    found = [page["url"] for page in client.get("/bekal/").json()["pages"]]
    return {url: client.get(url, headers={"X-Bekal": "1"}).content.decode() for url in found}


def asked_for(name: str) -> set[str]:
    """A file and what it imports."""
    imports = re.findall(r'from "\./(.+?)"', (STATIC / name).read_text("utf-8")) if name.endswith(".js") else []
    return {name}.union(*(asked_for(f"js/{one}") for one in imports))


def test_the_pages_taken_along_find_their_scripts_and_styles(cast: Cast) -> None:
    draft(cast.aminah, cast.baso)
    make_session(cast)
    taken = {**pages(cast.baso), **pages(cast.gita)}
    assert any("/isi/1/" in url for url in taken) and any("/kehadiran/" in url for url in taken)
    named = {name for html in taken.values() for name in re.findall(r"/static/([\w/.-]+\.(?:js|css))", html)}
    assert set().union(*map(asked_for, named)) <= set(SHELL)


def test_each_takes_along_what_is_the_own_work(cast: Cast) -> None:
    draft(cast.aminah, cast.baso)
    session = make_session(cast)
    own = {"/", "/menunggu/"}
    assert set(pages(cast.aminah)) == own
    assert f"/kkg/pertemuan/{session.pk}/kehadiran/" in pages(cast.gita)
    assert not any("/isi/" in url for url in pages(cast.daeng))


def test_the_first_visit_stays_light_with_all_that_the_worker_fetches(client, cast: Cast) -> None:
    names = {*SHELL, "js/worker.js"}
    files = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in names)
    shown = sum(
        len(gzip.compress(client.get(url).content)) for url in ("/masuk/", "/tanpa-sinyal/", "/aplikasi.webmanifest")
    )
    print(f"first visit: {files + shown} bytes")
    assert files + shown <= FIRST_VISIT


def test_the_worker_is_told_its_files_and_never_kept_by_a_cache(client) -> None:
    answer = client.get("/pekerja.js")
    told = json.loads(re.match(r"self\.KKG = (.+);\n", answer.content.decode())[1])
    assert told["files"][0] == "/static/vendor/bootstrap.css" and told["leave"] == "/keluar/"
    assert "no-cache" in answer["Cache-Control"]


def test_a_page_taken_along_shows_no_message_and_keeps_it_for_the_reader(cast: Cast) -> None:
    client = client_of(cast.aminah)
    assert client.post(reverse("madrasah:photo-consent"), {"go": "izinkan"}).status_code == 302
    assert "Berhasil." not in client.get("/", headers={"X-Bekal": "1"}).content.decode()
    assert "Berhasil." in client.get("/").content.decode()
