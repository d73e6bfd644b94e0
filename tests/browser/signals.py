"""A signal that a test can take away: what a browser sends goes through here to the server, or nowhere.

The browser's own "offline" lets requests of a page that closes slip through, and cannot lose an answer on its way.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from urllib.parse import urlsplit

CHUNK = 65536
GOOD, GONE, DEAF = "good", "gone", "deaf"


class Signal:
    """`url` is the server's address as the browser should use it; `state` says what becomes of what it sends.

    GOOD: all goes through. GONE: nothing does. DEAF: the server hears all, and no answer arrives.
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
            assert self._server.hostname and self._server.port
            with socket.create_connection((self._server.hostname, self._server.port)) as far:
                back = Thread(target=self._pass_on, args=(far, near, (GONE, DEAF), self.answered), daemon=True)
                back.start()
                self._pass_on(near, far, (GONE,), [])
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


@contextmanager
def signal_to(server: str) -> Iterator[Signal]:
    """A signal for as long as the block lasts."""
    signal = Signal(server)
    yield signal
    signal.close()
