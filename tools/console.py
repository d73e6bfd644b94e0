"""What the operator reads while the commands work: one line a step, one sentence a fault. Indonesian, short.

No step itself lives here.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn


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
    """Run `main` and leave: 0, or 1 with the sentence of a `Stop`, or 130 after Ctrl-C."""
    _print_anything()
    try:
        main()
    except Stop as fault:
        print(f"\n{fault}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    raise SystemExit(0)


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} dtk".replace(".", ",")


def _print_anything() -> None:
    """A terminal that knows only ASCII shows "?" for a tick instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
