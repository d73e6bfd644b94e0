"""The lock around a backup, of the kind of `age` (https://age-encryption.org): locked for a public key, as a stream.

The private key is needed only to open, and never lies on the server that makes backups.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyrage

from tools.archives import Damaged
from tools.console import Stop

HEAD = b"age-encryption.org/v1\n"
PRIVATE = "AGE-SECRET-KEY-"


def new_key() -> tuple[str, str]:
    """A private key and the public one that belongs to it."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_in(text: str) -> Any:
    """The public key written in `text`. Raises `Stop`, also where somebody put the private one."""
    if text.upper().startswith(PRIVATE):
        raise Stop(
            "BACKUP_RECIPIENT berisi kunci pribadi. Hapus dari server ini dan isi dengan yang publik (age1…): make key"
        )
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise Stop("BACKUP_RECIPIENT bukan kunci publik. Bentuknya age1…; buat sepasang dengan: make key") from None


def identities_in(text: str) -> list[Any]:
    """The private keys in the lines of `text`, remarks left out. Raises `Stop` when there is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in lines]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise Stop("Kunci pribadi tidak terbaca. Isinya satu baris yang diawali AGE-SECRET-KEY-1, sebagaimana dicetak.")
    return found


def is_locked(book: Path) -> bool:
    """Whether `book` says of itself that it is locked, whatever its name."""
    with open(book, "rb") as file:
        return file.read(len(HEAD)) == HEAD


@contextmanager
def locking(target: Path, recipients: list[Any]) -> Iterator[BinaryIO]:
    """Where to write what shall lie in `target`; locked for `recipients`, or plain where there is none."""
    with open(target, "wb") as file:
        if recipients:
            out = _Out(file)
            with _beside(lambda pipe: pyrage.encrypt_io(pipe, out, recipients), "rb", out) as pipe:
                yield pipe
        else:
            yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def unlocked(book: Path, identities: list[Any]) -> Iterator[BinaryIO]:
    """`book` to read; opened by one of `identities` where it is locked.

    Raises `Damaged`, or `Stop` where the key is another's. To be read to its end: only there it is known to be whole.
    """
    with open(book, "rb") as file:
        if not is_locked(book):
            yield file
            return
        with _beside(lambda pipe: pyrage.decrypt_io(file, pipe, identities), "wb") as pipe:
            yield pipe


class _Out:
    """Passes on what is written, and keeps what the system said when it refused: the library would drop its number."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.fault: OSError | None = None

    def write(self, chunk: bytes) -> int:
        try:
            return self.file.write(chunk)
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        self.file.flush()


@contextmanager
def _beside(work: Callable[[BinaryIO], None], mode: str, out: _Out | None = None) -> Iterator[BinaryIO]:
    """`work` in a thread at one end of a pipe (opened with `mode`); the other end is ours."""
    faults: list[BaseException] = []
    ends = dict(zip(("rb", "wb"), os.pipe(), strict=True))
    theirs = cast(BinaryIO, os.fdopen(ends.pop(mode), mode))
    ((our_mode, ours),) = ends.items()

    def run() -> None:
        with theirs:
            try:
                work(theirs)
            except BaseException as fault:
                faults.append(fault)

    thread = threading.Thread(target=run, name="lock")
    thread.start()
    try:
        with cast(BinaryIO, os.fdopen(ours, our_mode)) as pipe:
            yield pipe
    except (BrokenPipeError, Damaged):
        thread.join()
        _told(faults, out)  # what the other end met is the cause
        raise
    finally:
        thread.join()
    _told(faults, out)


def _told(faults: list[BaseException], out: _Out | None) -> None:
    if out and out.fault:
        raise out.fault
    if faults and "No matching keys" in str(faults[0]):
        raise Stop("Kunci itu bukan pasangan cadangan ini. Pakai kunci pribadi yang dibuat bersama BACKUP_RECIPIENT.")
    if faults and not isinstance(faults[0], BrokenPipeError):
        raise Damaged("gemboknya tidak cocok lagi dengan isinya, atau terpotong") from faults[0]
