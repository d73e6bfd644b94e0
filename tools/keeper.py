"""Beside `make run`: sees when the embedded PostgreSQL was killed, and starts it again while the server lives.

On a real server systemd does that.
"""

import os
import sys
import time

from tools import postgres
from tools.console import Stop, run_command

SECONDS_BETWEEN_LOOKS = 2


def main() -> None:
    """Look until the server that started us is gone; a start that fails is told and tried again."""
    os.environ.pop("DATABASE_URL", None)  # the launcher's word to Django; here it would mean a server of the operator's
    server, binaries, told = os.getppid(), postgres.find_binaries(), ""
    while os.getppid() == server:
        said = "" if postgres.is_ready(binaries) else _started_again()
        if said not in ("", told):
            print(said, file=sys.stderr, flush=True)
        told = said
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _started_again() -> str:
    try:
        postgres.ensure_running()
    except Stop as fault:
        return str(fault)
    return "PostgreSQL sempat mati; sudah dinyalakan lagi."


if __name__ == "__main__":
    run_command(main)
