"""kill -9 under write load: `python -m bench.drills.killed [rounds]`. PostgreSQL, gunicorn's workers, its master.

Nine phones share files all the while and send again, with the same token, until they are told that it is there.
"""

import sys
import time
from collections.abc import Callable

from bench.drills.phones import Load, Phone, audit
from bench.drills.rig import Site, site

PEOPLE = ("aminah-01", "gita-01", "daeng-01")
ROUNDS, SECONDS_BETWEEN = 4, 3


def main() -> None:
    """Print each kill with its pause, then what was kept."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    with site("bunuh") as place:
        place.serve()
        load = Load([Phone(name).log_in() for name in PEOPLE for _ in "abc"]).start()
        print("| killed | pauses until the next acknowledged write, s |\n| --- | --- |")
        try:
            for what, kill in KILLS.items():
                pauses = [_pause(place, load, kill) for _ in range(rounds)]
                print(f"| {what} | {' · '.join(f'{pause:.1f}' for pause in pauses)} |", flush=True)
        finally:
            load.stop()
        audit(place, load)


def _pause(place: Site, load: Load, kill: Callable[[Site], None]) -> float:
    time.sleep(SECONDS_BETWEEN)
    began = time.monotonic()
    kill(place)
    load.wait_for_next(time.monotonic())
    return load.last - began


def _postgres(place: Site) -> None:
    """Started again after two seconds, as the unit in docs/pasang.md has it."""
    place.cluster.kill()
    time.sleep(2)
    place.cluster.start()


def _workers(place: Site) -> None:
    place.kill_workers()


def _master(place: Site) -> None:
    place.kill_master()
    time.sleep(2)
    place.serve()


KILLS = {"PostgreSQL (postmaster)": _postgres, "gunicorn: all workers": _workers, "gunicorn: master": _master}

if __name__ == "__main__":
    main()
