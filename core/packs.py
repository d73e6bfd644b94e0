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
    """One file of the archive: its path there, and what writes it once its turn comes.

    `is_kept`: whether one that was made before is as good; what counts while it is written is made anew.
    """

    name: str
    write: Callable[[IO[bytes]], None]
    is_kept: bool = True


class Listing(NamedTuple):
    """One sheet of a workbook: what its rows are, in plain words, and how each is written."""

    title: str
    about: str
    head: Sequence[str]
    rows: Callable[[], Iterable[Sequence[Any]]]


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


OwnedFile = tuple[str, StoredFile]  # with the folder it goes to


def files_behind(folder: str, rows: Any, column: str) -> Iterator[OwnedFile]:
    """The files of `column` that rows of a queryset own and that were not taken off."""
    keys = rows.order_by().values(column)
    found = StoredFile.objects.filter(pk__in=keys, removed_at=None).order_by("pk")
    return ((folder, file) for file in found.iterator())


def workbook(name: str, listings: Sequence[Listing], counts: dict[str, int]) -> Piece:
    """An XLSX, row by row, which leaves in `counts` how many rows each sheet got. `name` without the ending."""

    def counted(listing: Listing) -> Iterator[Sequence[Any]]:
        counts[listing.title] = 0
        for row in listing.rows():
            counts[listing.title] += 1
            yield row

    def write(file: IO[bytes]) -> None:
        sheets: Iterator[Sheet] = ((one.title, one.head, counted(one)) for one in listings)
        write_workbook(file, sheets)

    return Piece(f"{name}.xlsx", write, is_kept=False)


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
    if not (piece.is_kept and whole.exists()):
        begun = whole.with_suffix(".part")
        with begun.open("wb") as file:
            piece.write(file)
        os.replace(begun, whole)
    if size + whole.stat().st_size > MOST_BYTES:
        raise Unmade(TOO_MUCH)
    return whole
