"""Uploaded files as a backup reads them and puts them back: through Django's storage, wherever that keeps them.

Where they lie, in a folder or a bucket, is said by config/uploads.py alone; an archive of the one fits the other.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from django.core.files import File
from django.core.files.storage import Storage, default_storage

from tools import postgres
from tools.archives import Line, Part, Taken
from tools.console import Stop
from tools.site import plain_faults

WITHIN = "media/"  # how their names begin in an archive
SHOWN = 3
_CLIENTS = ("botocore", "boto3")  # they need not be installed


@contextmanager
def storage() -> Iterator[Storage]:
    """Where the files of this site lie, by its settings as they are now; of a bucket every no is a `Stop`."""
    os.environ["DATABASE_URL"] = postgres.ensure_running()  # settings are read once, and want it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        with plain_faults():
            yield default_storage
    except Exception as fault:
        if type(fault).__module__.partition(".")[0] not in _CLIENTS:
            raise
        cure = "Periksa MEDIA_S3_… di .env dan apakah penyimpanan itu menyala, lalu ulangi"
        raise Stop(f"Ember berkas unggahan tidak dapat dibaca atau ditulis. {cure}. Katanya: {fault}") from None


def parts(kept: Storage) -> Iterator[Part]:
    """Every file. A bucket lists them by itself (core/bucket.py)."""
    for name in kept.names() if hasattr(kept, "names") else _names_in(kept, ""):
        yield partial(_opened, kept, name), f"{WITHIN}{name}"


def refuse_others(kept: Storage, listed: Iterable[Line]) -> None:
    """Raises `Stop` where a name of the archive is taken by other content; files that it doesn't name may stay."""
    others = [line.name for line in listed if line.name.startswith(WITHIN) and _is_other(kept, line)]
    if others:
        raise Stop(
            f"Sudah ada {len(others)} berkas unggahan bernama sama dengan isi lain: {', '.join(others[:SHOWN])}. Basis "
            "data dan berkas tidak diubah. Bila tempat itu milik situs lain, perbaiki MEDIA_ROOT atau MEDIA_S3_… di "
            ".env; bila berkasnya rusak, pindahkan dahulu. Lalu ulangi."
        )


def place(kept: Storage, part: str, work: Path) -> Taken | None:
    """Where the content of `part` goes; nowhere where it is no uploaded file, or is there already."""
    name = part.removeprefix(WITHIN)
    return None if name == part or kept.exists(name) else _placed(kept, name, work / "berkas")


def _names_in(kept: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = kept.listdir(folder)
    except FileNotFoundError:  # a place where nothing was uploaded yet
        return
    yield from (f"{folder}{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from _names_in(kept, f"{folder}{name}/")


def _opened(kept: Storage, name: str) -> BufferedReader:
    return cast(BufferedReader, kept.open(name))


def _is_other(kept: Storage, line: Line) -> bool:
    name = line.name.removeprefix(WITHIN)
    if not kept.exists(name):
        return False
    if kept.size(name) != line.size:
        return True
    with _opened(kept, name) as content:
        return hashlib.file_digest(content, "sha256").hexdigest() != line.digest


@contextmanager
def _placed(kept: Storage, name: str, half: Path) -> Iterator[BinaryIO]:
    """A file that is put there when it is whole."""
    with half.open("wb") as file:
        yield file
    with half.open("rb") as file:
        kept.save(name, _Whole(file))


class _Whole(File):  # type: ignore[type-arg]
    """On the disk of its folder it is moved and not copied, so that a killed run leaves no half file there."""

    def temporary_file_path(self) -> str:
        return str(self.name)
