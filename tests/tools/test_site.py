"""A first try and an installation end in one state; that an upgrade does, too, is in tests/house/test_migrations.py.

Both begin with all tables made, as `migrate` makes them: that takes longest, and other tests see it.
"""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.databases import migrated_template
from tests.releases import brought_along, scratch
from tests.tools.conftest import Desk
from tools import site


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def installed(desk: Desk) -> Iterator[str]:
    with scratch("installed", migrated_template()) as url:
        done = desk.make("setup", DATABASE_URL=url, ALLOWED_HOSTS="kkg.example")
        assert done.returncode == 0, done.stdout
        assert "Buka https://kkg.example/mulai/" in done.stdout
        yield url


def test_an_installation_has_all_that_a_lesson_needs(installed: str) -> None:
    assert [name for name, rows in brought_along(installed).items() if not rows] == []


def test_a_first_try_ends_where_an_installation_does(desk: Desk, installed: str) -> None:
    with scratch("tried", migrated_template()) as url:
        with desk.start("run", DATABASE_URL=url, DEMO="0", PORT=str(free_port())) as server:
            assert any(line.startswith("Siap: http://127.0.0.1:") for line in server.stdout)
            server.send_signal(signal.SIGTERM)
        assert brought_along(url) == brought_along(installed)


def test_static_files_that_were_collected_another_way_are_collected_again(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(site, "STATIC_STAMP", tmp_path / "stamp")
    site.collect_static()
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "core.static.ContentNamedFiles"}}
    site.collect_static()
    assert (tmp_path / "static" / "staticfiles.json").exists()
