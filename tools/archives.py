"""The file of a backup: a tar whose parts are listed with their checksums, and a seal over every byte behind it.

Written and read as a stream, so that its size costs no memory. Ordinary `tar` opens it; the seal lies behind the end
that tar sees. Not here: what goes in and what becomes of it (tools/backups.py), and its lock (tools/locks.py).
"""

import hashlib
import json
import os
import tarfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple, cast

CONTENTS = "daftar-isi.jsonl"  # first line: what the backup tells of itself; then a line for each part
ABOUT = ("dibuat", "versi", "migrasi", "baris")
BLOCK = 512
AT_ONCE = 1 << 20

Part = tuple[Callable[[], BinaryIO], str]  # how it is opened, its name inside
Taken = AbstractContextManager[BinaryIO]
Taker = Callable[[str], Taken | None]  # a part's name -> where its content goes, None where it is only judged


class Damaged(Exception):
    """The archive is not as it was written; the message says where, in words that follow "rusak:"."""


class Line(NamedTuple):
    """What the list of contents says of a part."""

    digest: str
    size: int
    name: str


def part_of(path: Path, name: str) -> Part:
    """A file of this disk, to be called `name` inside."""
    return lambda: open(path, "rb"), name


def pack(out: BinaryIO, parts: Iterable[Part], about: dict[str, Any], work: Path) -> int:
    """Write `parts` to `out`; how many there are.

    One that is gone by now is left out. The list lies in `work` meanwhile.
    """
    seal, count = _Sealing(out), 0
    with (
        open(work / CONTENTS, "wb") as book,
        tarfile.open(fileobj=cast(IO[bytes], seal), mode="w|", bufsize=AT_ONCE) as packed,
    ):
        book.write(_line(about))
        for opened, name in parts:
            line = _added(packed, opened, name)
            if line:
                book.write(line)
                count += 1
        book.flush()
        _added(packed, *part_of(work / CONTENTS, CONTENTS))
    out.write(_seal(seal.digest))
    return count


def unpack(source: BinaryIO, take: Taker, work: Path) -> dict[str, Any]:
    """Read all of `source`, hand each part to `take`, and return what the archive tells of itself.

    Raises `Damaged` when any byte is not the one that was written; what was taken by then is not to be trusted.
    """
    sealed = _Unsealing(source)
    with open(work / "terbaca.jsonl", "w+b") as found:
        try:
            with tarfile.open(fileobj=cast(IO[bytes], sealed), mode="r|", bufsize=AT_ONCE) as packed:
                listed = _take_each(packed, take, found, work)
        except tarfile.TarError:
            raise Damaged("bagian-bagiannya tidak terbaca") from None
        if listed:
            found.seek(0)
            about = _compared(work / CONTENTS, found)
        if not sealed.is_whole() or not listed:
            raise Damaged("terpotong, atau ada yang berubah sesudah ditulis")
    return about


def listed_in(work: Path) -> Iterator[Line]:
    """What the archive that was unpacked with this `work` holds, part by part."""
    with open(work / CONTENTS, "rb") as listed:
        next(listed)
        yield from (Line(*json.loads(line)) for line in listed)


def _added(packed: tarfile.TarFile, opened: Callable[[], BinaryIO], name: str) -> bytes:
    info = tarfile.TarInfo(name)
    info.mtime, info.mode = int(time.time()), 0o600
    try:
        with opened() as content:
            info.size = content.seek(0, os.SEEK_END)
            content.seek(0)
            reading = _Hashing(content)
            packed.addfile(info, cast(IO[bytes], reading))
    except FileNotFoundError:
        return b""
    return _line(Line(reading.digest.hexdigest(), info.size, name))


def _take_each(packed: tarfile.TarFile, take: Taker, found: BinaryIO, work: Path) -> bool:
    """Whether the list of contents was met, as the last of them."""
    listed = False
    for one in packed:
        if listed or not one.isreg() or not _stays_inside(one.name):
            raise Damaged(f"ada bagian yang tidak dikenal ({one.name[:80]})")
        listed = one.name == CONTENTS
        target = (work / CONTENTS).open("wb") if listed else take(one.name)
        digest = _copied(packed, one, target)
        if not listed:
            found.write(_line(Line(digest, one.size, one.name)))
    return listed


def _copied(packed: tarfile.TarFile, one: tarfile.TarInfo, taken: Taken | None) -> str:
    content, digest, size = packed.extractfile(one), hashlib.sha256(), 0
    assert content is not None  # noqa: S101 - a regular file has content
    with taken or nullcontext() as target:
        while chunk := content.read(AT_ONCE):
            digest.update(chunk)
            size += len(chunk)
            if target:
                target.write(chunk)
    if size != one.size:
        raise Damaged("terpotong")
    return digest.hexdigest()


def _compared(book: Path, found: BinaryIO) -> dict[str, Any]:
    """What the first line of the list tells, once every other line is what was found."""
    with open(book, "rb") as listed:
        first = listed.readline()
        for line in listed:
            if line != found.readline():
                raise Damaged(f"isi {_name_in(line)} tidak seperti yang dicatat")
        if found.readline():
            raise Damaged("ada bagian yang tidak dicatat")
    try:
        about = json.loads(first)
        return {name: about[name] for name in ABOUT}
    except (ValueError, KeyError, TypeError):
        raise Damaged("daftar isinya tidak terbaca") from None


def _name_in(line: bytes) -> str:
    try:
        return str(json.loads(line)[2])
    except (ValueError, IndexError, TypeError):
        return "daftar"


def _stays_inside(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def _line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"


def _seal(digest: "hashlib._Hash") -> bytes:
    return f"KKG SHA-256 {digest.hexdigest()}\n".encode().ljust(BLOCK, b"\0")


class _Hashing:
    """Reads a file and remembers the digest of what was read."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.source.read(size)
        self.digest.update(chunk)
        return chunk


class _Sealing:
    """Passes on what is written and remembers its digest."""

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.digest = out, hashlib.sha256()

    def write(self, chunk: bytes) -> int:
        self.digest.update(chunk)
        self.out.write(chunk)
        return len(chunk)


class _Unsealing:
    """Reads all but the last block, which must be the seal of what came before it."""

    def __init__(self, source: BinaryIO) -> None:
        self.source, self.digest, self.held = source, hashlib.sha256(), b""

    def read(self, size: int) -> bytes:
        while len(self.held) < size + BLOCK:
            chunk = self.source.read(AT_ONCE)
            if not chunk:
                break
            self.held += chunk
        given = self.held[: max(0, min(size, len(self.held) - BLOCK))]
        self.held = self.held[len(given) :]
        self.digest.update(given)
        return given

    def is_whole(self) -> bool:
        while self.read(AT_ONCE):
            pass
        return self.held == _seal(self.digest)
