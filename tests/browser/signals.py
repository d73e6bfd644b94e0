"""A signal that a test can take away: what a browser sends goes through here to the server, or nowhere.

The browser's own "offline" lets requests of a page that closes slip through, and cannot lose an answer on its way.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

CHUNK = 65536
GOOD, GONE, DEAF, AWAY = "good", "gone", "deaf", "away"
PAGE = (Path(__file__).resolve().parents[2] / "deploy/pages/503_away.html").read_bytes()
BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + PAGE


class Signal:
    """`url` is the server's address as the browser should use it; `state` says what becomes of what it sends.

    GOOD: all goes through. GONE: nothing does. DEAF: the server hears all, and no answer arrives.
    AWAY: a proxy answers that it reaches no server.
    `answered` are the lengths in bytes of what came from the server.
    """

    def __init__(self, server: str) -> None:
        self.state = GOOD
        self.answered: list[int] = []
        self._server = urlsplit(server)
        self._door = socket.create_server(("localhost", 0))
        self.url = f"http://localhost:{self._door.getsockname()[1]}"
        Thread(target=self._receive, daemon=True).start()

    def close(self) -> None:
        """Nothing is received any more."""
        self._door.close()

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        with near, suppress(OSError):
            if self.state == GONE:
                return
            if self.state == AWAY:
                _turn_away(near)
                return
            assert self._server.hostname and self._server.port
            with socket.create_connection((self._server.hostname, self._server.port)) as far:
                back = Thread(target=self._pass_on, args=(far, near, (GONE, DEAF, AWAY), self.answered), daemon=True)
                back.start()
                self._pass_on(near, far, (GONE, AWAY), [])
                back.join()

    def _pass_on(
        self, source: socket.socket, target: socket.socket, silent: tuple[str, ...], lengths: list[int]
    ) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                if self.state in silent:
                    break
                lengths.append(len(data))
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def _turn_away(near: socket.socket) -> None:
    near.recv(CHUNK)
    near.sendall(BAD_GATEWAY)
    near.shutdown(socket.SHUT_WR)
    while near.recv(CHUNK):
        pass


@contextmanager
def signal_to(server: str) -> Iterator[Signal]:
    """A signal for as long as the block lasts."""
    signal = Signal(server)
    yield signal
    signal.close()
