"""What `make run` says before it starts anything: ports, and servers that are already there."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import servers, words
from tools.console import Stop


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(servers, "DATA", tmp_path)
    return tmp_path


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_busy_port_is_a_sentence(busy_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(busy_port))
    with pytest.raises(Stop, match=f"Porta {busy_port} sedang dipakai"):
        servers.free_port()


@pytest.mark.parametrize("text", ["abc", "0", "70000", "-1", "80 81"])
def test_nonsense_port_is_a_sentence(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Stop, match="bukan nomor porta"):
        servers.free_port()


def test_pid_of_another_program_is_no_server(folder: Path) -> None:
    pid_file = folder / "gunicorn-8000.pid"
    pid_file.write_text("1\n")
    assert servers.server_pid(pid_file) == 0
    assert not pid_file.exists()


def test_every_word_of_the_makefile_has_a_home(project: Path) -> None:
    makefile = (project / "Makefile").read_text()
    line = next(line for line in makefile.splitlines() if line.endswith(":") and "run" in line)
    assert set(line.rstrip(":").split()) == set(words.WORDS)
