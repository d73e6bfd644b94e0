"""What the operator reads while the commands work: one line a step, one sentence a fault. Indonesian, short.

No step itself lives here.
"""

import errno
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

_RIGHTS = "akun Anda tidak berhak di sana. Jalankan sebagai pemilik folder ini, atau ambil alih dengan chown."
DISK_FAULTS = {
    errno.EROFS: "cakramnya hanya dapat dibaca. Buka (mount) agar dapat ditulis, atau pindahkan proyek ke cakram lain.",
    errno.ENOSPC: "cakramnya penuh. Kosongkan sebagian, lalu ulangi.",
    errno.EDQUOT: "jatah cakram akun ini habis. Kosongkan sebagian, lalu ulangi.",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
}


class Stop(Exception):
    """A fault the operator can mend; its text is the sentence to print, without a traceback."""


@contextmanager
def step(label: str) -> Iterator[None]:
    """Print `label` while the work runs, then a tick (or a cross) and the seconds it took."""
    print(f"  {label} … ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("✗", flush=True)
        raise
    print(f"✓ {_seconds(time.monotonic() - began)}", flush=True)


def run_command(main: Callable[[], None]) -> NoReturn:
    """Run `main` and leave: 0, or 1 with the sentence of a `Stop` or of a disk that refuses, or 130 after Ctrl-C."""
    _print_anything()
    try:
        main()
    except Stop as fault:
        _leave(str(fault))
    except OSError as fault:
        if fault.errno not in DISK_FAULTS:
            raise
        _leave(unwritable(fault.errno, fault.filename))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    raise SystemExit(0)


def unwritable(code: int, path: object) -> str:
    """The sentence with its cure for an `OSError` of `code` (one of DISK_FAULTS) at `path`."""
    return f"{path or 'Folder ini'} tidak dapat ditulis: {DISK_FAULTS[code]}"


def _leave(sentence: str) -> NoReturn:
    print(f"\n{sentence}", file=sys.stderr)
    raise SystemExit(1) from None


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} dtk".replace(".", ",")


def _print_anything() -> None:
    """A terminal that knows only ASCII shows "?" for a tick instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
