"""Sites that are backed up and restored: a database, uploaded files in a folder or in a bucket, and settings."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote

from django.core.files import File
from django.core.files.storage import Storage

from tests.databases import run
from tests.tools.conftest import Desk
from tools.project import ROOT

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, column_default, is_generated
  FROM information_schema.columns WHERE table_schema = 'public'
"""
BACK_UP = "from tools import backups; print(backups.back_up())"
FILES = {
    "berkas/2026/11/a.jpg": b"foto" * 90_000,
    "berkas/2026/11/kosong.pdf": b"",
    "berkas/2025/01/ñ b.docx": b"\0\xff",
}


class Place:
    """A site: its database, its folder of files, and the words of a desk done for it."""

    def __init__(self, desk: Desk, url: str, folder: Path) -> None:
        self.desk, self.url, self.media, self.books = desk, url, folder / "media", folder / "cadangan"

    def settings(self) -> dict[str, str]:
        return {"MEDIA_ROOT": str(self.media), "DJANGO_SETTINGS_MODULE": "config.settings"}

    def does(self, code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        ours = {"DATABASE_URL": self.url, "BACKUP_ROOT": str(self.books), **self.settings()}
        return subprocess.run(
            [sys.executable, "-c", f"from tools.console import run_command\ndef main():\n {code}\nrun_command(main)"],
            cwd=self.desk.folder,
            env={**os.environ, **ours, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def backs_up(self, **environment: str) -> Path:
        done = self.does(BACK_UP, **environment)
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.splitlines()[-1])

    def restores(self, book: Path, key: str = "") -> "subprocess.CompletedProcess[str]":
        code = f"from pathlib import Path; from tools import backups; backups.restore(Path({str(book)!r}), {key!r})"
        return self.does(code)

    def rows(self) -> dict[str, list[object]]:
        """Every table, each row with every column, as PostgreSQL itself writes it."""
        tables = [name for (name,) in run(TABLES, self.url)]
        found = {
            name: run(f'SELECT t::text FROM "{name}" t ORDER BY 1', self.url)  # noqa: S608
            for name in tables
        }
        return {**found, " columns": sorted(run(COLUMNS, self.url), key=str)}

    def put(self, files: Mapping[str, bytes]) -> None:
        """As if they had been uploaded."""
        for name, content in files.items():
            (self.media / name).parent.mkdir(parents=True, exist_ok=True)
            (self.media / name).write_bytes(content)

    def files(self) -> dict[str, str]:
        paths = [path for path in self.media.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.media)): sha256(path.read_bytes()).hexdigest() for path in paths}

    def all(self) -> object:
        return self.rows(), self.files()


class Shelf(Storage):
    """A bucket: keys and contents, no folders and no paths. Each key is a file whose name is quoted."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def _at(self, name: str) -> Path:
        return self.folder / quote(name, safe="")

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        return File(self._at(name).open(mode), name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        self.folder.mkdir(exist_ok=True)
        self._at(name).write_bytes(content.read())
        return name

    def exists(self, name: str) -> bool:
        return self._at(name).exists()

    def size(self, name: str) -> int:
        return self._at(name).stat().st_size

    def names(self) -> Iterator[str]:
        yield from (unquote(one.name) for one in self.folder.glob("*"))


class BucketPlace(Place):
    """A site whose files lie in a bucket (tests/tools/settings_bucket.py)."""

    def settings(self) -> dict[str, str]:
        # The desk's own code comes first; of here it takes what it lacks: the tests.
        told = {"DJANGO_SETTINGS_MODULE": "tests.tools.settings_bucket", "PYTHONPATH": str(ROOT)}
        return {"SHELF": str(self.media), **told}

    def put(self, files: Mapping[str, bytes]) -> None:
        self.media.mkdir(exist_ok=True)
        for name, content in files.items():
            (self.media / quote(name, safe="")).write_bytes(content)

    def files(self) -> dict[str, str]:
        return {unquote(path.name): sha256(path.read_bytes()).hexdigest() for path in self.media.glob("*")}
