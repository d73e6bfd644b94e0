"""`make run` loads the server while the site is set up beside it: its door stays shut until that is done."""

import os
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
    """All is set up: let the server listen. A key that is lost instead ends it."""
    key.write(b"1")
    key.close()


def wait() -> None:
    """Until all is set up; no time where nothing is set up beside. SystemExit when that failed: it said why itself."""
    inside = os.environ.pop(_NAME, "")
    if not inside:
        return
    with os.fdopen(int(inside), "rb") as door:
        try:
            is_unlocked = bool(door.read())
        except KeyboardInterrupt:
            raise SystemExit(130) from None
    if not is_unlocked:
        raise SystemExit(1)
