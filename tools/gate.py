"""`make run` loads the server while the site is set up beside it: its door stays shut until that is done."""

import os
from contextlib import suppress
from typing import BinaryIO

_NAME = "KKG_GATE"


def part() -> BinaryIO | None:
    """Fork. The process that sets up gets the key, for `unlock`; the one that becomes the server gets None."""
    inside, outside = os.pipe()
    if os.fork() == 0:
        os.close(inside)
        return os.fdopen(outside, "wb")
    os.close(outside)
    os.set_inheritable(inside, True)
    os.environ[_NAME] = str(inside)
    return None


def unlock(key: BinaryIO) -> None:
    """All is set up: let the server listen, if it still lives. A key that is lost instead ends it."""
    with suppress(BrokenPipeError), key:
        key.write(b"1")


def wait() -> None:
    """Until all is set up; no time where nothing is set up beside. SystemExit when that failed: it said why itself."""
    inside = os.environ.pop(_NAME, "")
    if not inside:
        return
    with os.fdopen(int(inside), "rb") as door:
        if not door.read():
            raise SystemExit(1)
