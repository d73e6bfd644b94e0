"""Waits for the server's first answer, then prints the address and, from its input, who can log in.

A helper of `make run`, so that nothing is promised before it is true.
"""

import http.client
import os
import sys
import time

SECONDS = 60


def main() -> None:
    """Wait while the server that started us lives; say what came of it."""
    port, log_ins, server = int(sys.argv[1]), sys.stdin.read().rstrip(), os.getppid()
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and os.getppid() == server:
        if _answers(port):
            people = f"\n{log_ins}\n" if log_ins else ""
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


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
