"""Waits for the first answer, then prints the address and who can log in: nothing is promised before it is true."""

import http.client
import os
import sys
import time

SECONDS = 60


def announce(server: int, port: int, log_ins: str) -> None:
    """Wait while the server, our parent by this number, lives; say what came of it."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and os.getppid() == server:
        if _answers(port):
            people = f"\n{log_ins.rstrip()}\n" if log_ins else ""
            print(f"{people}\nSiap: http://127.0.0.1:{port}/   (berhenti: Ctrl-C)\n", flush=True)
            return
        time.sleep(0.1)
    if os.getppid() == server:
        print("Server belum menjawab dengan baik; lihat pesan di atas.", file=sys.stderr, flush=True)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/sehat/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
