"""The embedded server, tried on a second cluster in a folder of its own; the running one is left alone."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tools import postgres
from tools.console import Stop

pytestmark = pytest.mark.skipif(not postgres._candidate_folders(), reason="no server programs here")


@pytest.fixture(scope="module")
def folder(project: Path) -> Iterator[Path]:
    """A bare checkout: only tools/, reachable by the account that runs the server."""
    folder = Path(f"/tmp/kkg-test-{os.getpid()}")  # noqa: S108
    (folder / "tools").mkdir(parents=True)
    for source in (project / "tools").glob("*.py"):
        (folder / "tools" / source.name).write_text(source.read_text())
    yield folder
    launch(folder, "stop")
    shutil.rmtree(folder)


@pytest.fixture
def checkout(folder: Path) -> Path:
    """That checkout with its server up, whichever test went before."""
    assert launch(folder, "start").returncode == 0
    return folder


def launch(checkout: Path, word: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "tools.postgres", word],
        cwd=checkout,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def ask(checkout: Path, sql: str) -> list[tuple[object, ...]]:
    with psycopg2.connect(host=str(checkout / ".data/socket"), user="app", dbname="app") as connection:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()


def test_two_starts_at_once_make_one_server(checkout: Path) -> None:
    launch(checkout, "stop")
    shutil.rmtree(checkout / ".data")
    command = [sys.executable, "-m", "tools.postgres", "start"]
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    both = [subprocess.Popen(command, cwd=checkout, env=kept, stdout=subprocess.DEVNULL) for _ in "ab"]
    assert [one.wait(60) for one in both] == [0, 0]
    assert ask(checkout, "select current_user, current_database()") == [("app", "app")]


def test_server_listens_on_a_private_socket_only(checkout: Path) -> None:
    assert ask(checkout, "show listen_addresses") == [("",)]
    assert (checkout / ".data/socket").stat().st_mode & 0o077 == 0


def test_letters_sort_and_rise_alike_everywhere(checkout: Path) -> None:
    assert ask(checkout, "select upper('é'), 'B' < 'a', getdatabaseencoding()") == [("É", True, "UTF8")]


def test_server_comes_back_after_kill_9(checkout: Path) -> None:
    os.kill(int((checkout / ".data/pg/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    began = time.monotonic()
    assert launch(checkout, "start").returncode == 0
    assert ask(checkout, "select 1") == [(1,)]
    assert time.monotonic() - began < 15


def test_server_that_is_killed_comes_back_by_itself_while_the_site_runs(checkout: Path) -> None:
    keeper = subprocess.Popen([sys.executable, "-m", "tools.keeper"], cwd=checkout, stderr=subprocess.PIPE, text=True)
    try:
        os.kill(int((checkout / ".data/pg/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        assert keeper.stderr.readline() == "PostgreSQL sempat mati; sudah dinyalakan lagi.\n"
        assert ask(checkout, "select 1") == [(1,)]
    finally:
        keeper.kill()
        keeper.communicate()


def test_data_folder_open_to_others_is_closed_before_the_start(checkout: Path) -> None:
    launch(checkout, "stop")
    (checkout / ".data/pg").chmod(0o777)
    assert launch(checkout, "start").stderr == ""
    assert (checkout / ".data/pg").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("lock", ["pg/postmaster.pid", "socket/.s.PGSQL.5432.lock"])
def test_pid_of_another_program_does_not_bar_the_start(checkout: Path, lock: str) -> None:
    launch(checkout, "stop")
    (checkout / ".data" / lock).write_text(f"{os.getpid()}\n{checkout}/.data/pg\n")
    assert launch(checkout, "start").returncode == 0
    assert ask(checkout, "select 1") == [(1,)]


def test_data_of_another_version_is_named_with_the_cure(checkout: Path) -> None:
    launch(checkout, "stop")
    version = checkout / ".data/pg/PG_VERSION"
    kept = version.read_text()
    version.write_text("9\n")
    said = launch(checkout, "start")
    version.write_text(kept)
    assert said.returncode == 1
    assert "PostgreSQL 9" in said.stderr and "mv " in said.stderr and "Traceback" not in said.stderr


def test_operators_server_is_left_alone(checkout: Path) -> None:
    url = "postgresql://someone:sandi@elsewhere/kkg?sslmode=verify-full"
    assert launch(checkout, "url", DATABASE_URL=url).stdout.strip() == url
    started = launch(checkout, "start", DATABASE_URL=url)
    assert (started.returncode, started.stdout, started.stderr) == (0, "", "")


def test_deep_folder_gets_a_short_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "DATA", Path("/srv") / ("x" * 90) / ".data")
    assert len(f"{postgres.socket_folder()}/.s.PGSQL.5432") <= 107
    monkeypatch.setattr(postgres, "DATA", Path("/srv/a, b/.data"))
    assert " " not in str(postgres.socket_folder())


def test_without_programs_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_candidate_folders", list)
    with pytest.raises(Stop, match="DATABASE_URL"):
        postgres.find_binaries()
