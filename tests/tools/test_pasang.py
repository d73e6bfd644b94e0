"""docs/pasang.md, followed to the letter: what its account `kkg` types runs here, in its order, and ends in a site.

Not run, and why: the blocks of root (packages, accounts and systemd of this machine), and where a line needs a network,
`git clone` and `git pull`: a copy of the checkout stands for what they fetch.
"""

import os
import re
import shutil
import stat
import subprocess
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import migrated_template, run
from tests.releases import brought_along, scratch
from tests.tools.conftest import Desk
from tests.tools.test_site import free_port

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/pasang.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n# sebagai (root|kkg)\n(.*?)^```", PAGE, re.M | re.S)
FETCHES = re.compile(r"^git (clone|pull).*$", re.M)
STOPS = re.compile(r"^make stop$", re.M)  # the server of this test is not the site's own


class Server:
    """The machine of the page: its folder, its database and its port stand for /srv/kkg/app and 8000."""

    def __init__(self, desk: Desk, url: str) -> None:
        self.app, self.url, self.port = desk.folder, url, str(free_port())
        self.environment = {
            **{key: os.environ[key] for key in ("PATH", "LANG", "HOME") if key in os.environ},
            "DATABASE_URL": url,
            "BIND": f"127.0.0.1:{self.port}",
            "JOB_WORKER": "0",
        }

    def here(self, text: str) -> str:
        return text.replace("/srv/kkg/app", str(self.app)).replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")

    def type(self, block: str) -> str:
        script = self.here(STOPS.sub("", FETCHES.sub("", block)))
        command = ["sh", "-eu", "-c", script]
        done = subprocess.run(command, cwd=self.app, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def blocks_with(word: str) -> list[str]:
    return [block for account, block in BLOCKS if account == "kkg" and word in block]


@pytest.fixture(scope="module")
def server(desk: Desk) -> Iterator[Server]:
    """As it is after the chapter "Pasang"."""
    (desk.folder / ".venv").symlink_to(ROOT / ".venv")
    git = ["git", "-c", "user.name=Uji", "-c", "user.email=uji@kkg.example"]
    for words in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Yang dipasang"]):
        subprocess.run([*git, *words], cwd=desk.folder, check=True)
    with scratch("pasang", migrated_template()) as url:
        server = Server(desk, url)
        assert "Buka https://kkg.example/mulai/" in server.type(blocks_with("clone")[0])
        yield server


def test_every_block_of_the_page_says_whose_it_is() -> None:
    assert len(BLOCKS) == len(re.findall(r"^```sh$", PAGE, re.M)) > 8
    assert not [block for account, block in BLOCKS if account == "kkg" and re.search(r"sudo|systemctl", block)]


def test_settings_are_written_for_this_site_and_for_its_owner_alone(server: Server) -> None:
    text = (server.app / ".env").read_text()
    assert re.search(r"^SECRET_KEY=\S{60,}$", text, re.M) and "\nALLOWED_HOSTS=kkg.example\n" in text
    assert stat.S_IMODE((server.app / ".env").stat().st_mode) == 0o600


def test_the_unit_serves_a_site_that_a_monitor_can_ask(server: Server) -> None:
    line = re.search(r"^ExecStart=(.*gunicorn.*)$", PAGE, re.M)[1]
    with subprocess.Popen(server.here(line).split(), cwd=server.app, env=server.environment) as gunicorn:
        try:
            asked = re.search(r"http://\S+/sehat/", server.here(blocks_with("/sehat/")[0]))[0]
            assert _patiently(asked) == (200, "sehat")
            assert not shutil.which("curl") or server.type(blocks_with("/sehat/")[0]) == "sehat"
        finally:
            gunicorn.terminate()


def _patiently(address: str) -> tuple[int, str]:
    """Code and words of the first answer."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - http to ourselves
                return answer.status, answer.read().decode()
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_a_backup_brings_back_database_files_and_settings(server: Server) -> None:
    photo = server.app / ".data/media/foto.jpg"
    photo.parent.mkdir(exist_ok=True)
    photo.write_text("foto")
    server.type(blocks_with("make backup")[0])
    book = sorted(Path(f"{server.app}-cadangan").glob("kkg-*.tar"))[-1]
    assert stat.S_IMODE(book.stat().st_mode) == 0o600 and stat.S_IMODE(book.parent.stat().st_mode) == 0o700
    with tarfile.open(book) as packed:
        assert {"basisdata.dump", "media/foto.jpg", "env"} <= set(packed.getnames())

    before, settings = brought_along(server.url), (server.app / ".env").read_text()
    run("DROP TABLE madrasah_regionalias; CREATE TABLE of_later_code (id int)", server.url)
    photo.unlink()
    (server.app / ".env").unlink()
    server.type(blocks_with("make restore")[0])
    assert brought_along(server.url) == before
    assert run("SELECT to_regclass('of_later_code')", server.url) == [(None,)]
    assert photo.read_text() == "foto" and (server.app / ".env").read_text() == settings


def test_an_upgrade_has_a_way_back(server: Server) -> None:
    before = brought_along(server.url)
    server.type(blocks_with("git pull")[0])
    run("DELETE FROM madrasah_regionalias", server.url)
    server.type(blocks_with("git checkout")[0])
    assert brought_along(server.url) == before


def test_what_is_no_backup_changes_nothing(server: Server, desk: Desk) -> None:
    before = brought_along(server.url)
    done = desk.make("restore", DATABASE_URL=server.url, FROM=str(server.app / "Makefile"))
    assert done.returncode == 1 and "tidak dapat dibaca sebagai cadangan" in done.stdout
    assert brought_along(server.url) == before
