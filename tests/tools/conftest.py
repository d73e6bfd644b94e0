"""A copy of the checkout, where the launcher may write what it likes; the one under test is left alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".data", ".env", "tests", "docs", ".mypy_cache", ".ruff_cache")


class Desk:
    """A checkout and the words of `make` in it, without the first half that builds `.venv`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def start(self, word: str, **environment: str) -> "subprocess.Popen[str]":
        """Begin `make <word>` with nothing of the tests' own settings in its environment."""
        ours = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "DJANGO_SETTINGS_MODULE", "PORT", "TODAY")
        kept = {key: value for key, value in os.environ.items() if key not in ours}
        return subprocess.Popen(
            [sys.executable, "-m", "tools.words", word],
            cwd=self.folder,
            env={**kept, "JOB_WORKER": "0", "WEB_CONCURRENCY": "1", **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def make(self, word: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """`make <word>` to its end: its code and all it printed."""
        with self.start(word, **environment) as process:
            said, _ = process.communicate(timeout=120)
        return subprocess.CompletedProcess(word, process.returncode, said)


@pytest.fixture(scope="module")
def desk(project: Path) -> Iterator[Desk]:
    """Compiled files come along, or each start would compile all anew."""
    folder = Path(f"/tmp/kkg-desk-{os.getpid()}")  # noqa: S108 - the server's account must reach it
    shutil.copytree(project, folder, ignore=NOT_COPIED)
    yield Desk(folder)
    shutil.rmtree(folder)
    shutil.rmtree(f"{folder}-cadangan", ignore_errors=True)
