"""Many papers and files as one ZIP, made outside the request: piece by piece, so that only one is held at a time.

What was made stays in a folder until the whole stands, so that a job taken up again goes on where it was. Belongs here:
the archive. Not here: what goes into it, and who may have it.
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from core.exports import Sheet, write_workbook
from core.files import safe_name
from core.models import StoredFile
from core.papers import to_pdf

ABOUT = "BACA SAYA.txt"
MOST_BYTES = 1_500_000_000
TOO_MUCH = "tidak dimuat, karena paket ini sudah sebesar yang dapat disimpan"


class Unmade(Exception):
    """One piece could not be made; the message is the end of an Indonesian sentence about it. The rest goes on."""


class Piece(NamedTuple):
    """One file of the archive: its path there, and what writes it once its turn comes."""

    name: str
    write: Callable[[IO[bytes]], None]


def paper(name: str, template: str, data_of: Callable[[], Mapping[str, Any]]) -> Piece:
    """A PDF; its words are read only when it is set. `name` without the ending."""

    def write(file: IO[bytes]) -> None:
        try:
            file.write(to_pdf(template, data_of()))
        except (RuntimeError, subprocess.TimeoutExpired, FileNotFoundError) as fault:
            raise Unmade("belum berhasil dicetak") from fault

    return Piece(f"{name}.pdf", write)


def kept_file(folder: str, stored: StoredFile) -> Piece:
    """An uploaded file as it is, under its own name and key, so that no two are one."""
    place, name = stored.file.storage, str(stored.file.name)
    shown = safe_name(stored.original_name, Path(name).suffix.lstrip(".") or "bin")

    def write(file: IO[bytes]) -> None:
        try:
            with place.open(name) as source:
                shutil.copyfileobj(source, file)
        except FileNotFoundError as fault:
            raise Unmade("tidak ada lagi di penyimpanan") from fault

    return Piece(f"{folder}/{stored.pk}-{shown}", write)


def workbook(name: str, sheets: Callable[[], Iterable[Sheet]]) -> Piece:
    """An XLSX, row by row. `name` without the ending."""
    return Piece(f"{name}.xlsx", lambda file: write_workbook(file, sheets()))


def part(*words: str) -> str:
    """A path of plain names that any computer can unpack.

    >>> part("01 KKG A/B", "Undangan: 001/KKG/2026")
    '01 KKG A B/Undangan 001 KKG 2026'
    """
    return "/".join(re.sub(r"[^\w(),-]+", " ", word)[:80].strip() or "lain" for word in words)


@contextmanager
def resumable(key: object) -> Iterator[Path]:
    """A folder for the pieces of the pack with this unguessable key; it stays only if the process is ended."""
    folder = Path(tempfile.gettempdir()) / f"kkg-paket-{key}"
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        yield folder
    except Exception:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


def drop_pieces(key: object) -> None:
    """What a pack left that nobody took up again."""
    shutil.rmtree(Path(tempfile.gettempdir()) / f"kkg-paket-{key}", ignore_errors=True)


def write_pack(
    file: IO[bytes],
    folder: Path,
    pieces: Sequence[Piece],
    about: Callable[[Sequence[str]], str],
    tell: Callable[[int], None],
) -> list[str]:
    """Write all `pieces` as a ZIP into `file`; sentences about those that could not be made, which `about` is given.

    `tell`: how many are done. A piece that `folder` holds from before is not made again.
    """
    failed: list[str] = []
    size = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for done, piece in enumerate(pieces, start=1):
            try:
                made = _made(folder, piece, size)
            except Unmade as fault:
                failed.append(f"{piece.name}: {fault}.")
            else:
                size += made.stat().st_size
                archive.write(made, piece.name)
            tell(done)
        archive.writestr(ABOUT, about(failed).replace("\n", "\r\n").encode("utf-8-sig"), zipfile.ZIP_DEFLATED)
    return failed


def _made(folder: Path, piece: Piece, size: int) -> Path:
    whole = folder / hashlib.sha256(piece.name.encode()).hexdigest()[:32]
    if not whole.exists():
        begun = whole.with_suffix(".part")
        with begun.open("wb") as file:
            piece.write(file)
        os.replace(begun, whole)
    if size + whole.stat().st_size > MOST_BYTES:
        raise Unmade(TOO_MUCH)
    return whole
