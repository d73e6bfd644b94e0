"""Phones that share files in the library over HTTP and remember what was acknowledged; each sends again until it is.

A send carries a token of its own and a file of its own, so that afterwards it can be told what is there, and how often.
"""

import http.client
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlencode
from uuid import uuid4

from bench.drills.rig import PORT, Site
from config.demo.words import PASSWORD

PATH = "/kkg/berbagi/baru/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
GROUP = re.compile(r'name="group"[^>]*><option value="(\d+)"')


@dataclass
class Answer:
    """Status (0: no answer), words and where it leads."""

    status: int
    text: str = ""
    leads_to: str = ""
    seconds: float = 0


@dataclass
class Phone:
    """One logged-in account on a device of its own."""

    username: str
    cookies: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    group: str = ""

    def log_in(self) -> "Phone":
        """As a person does it; then the form is opened once."""
        self.mark = TOKEN.search(self.ask("GET", "/masuk/").text)[1]  # type: ignore[index]
        words = {"csrfmiddlewaretoken": self.mark, "username": self.username, "password": PASSWORD}
        done = self.ask("POST", "/masuk/", urlencode(words).encode())
        if done.status != 302:
            raise SystemExit(f"{self.username} cannot log in: {done.status}")
        page = self.ask("GET", PATH).text
        self.mark, self.group = TOKEN.search(page)[1], GROUP.search(page)[1]  # type: ignore[index]
        return self

    def share(self, token: str, content: bytes) -> Answer:
        """One file with its title, as the form sends it."""
        words = {
            "csrfmiddlewaretoken": self.mark,
            "client_token": token,
            "group": self.group,
            "kind": "media",
            "title": f"Latihan {token}",
            "text": "Contoh",
        }
        edge = uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in words.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="upload"; filename="a.pdf"\r\n'
        head += "Content-Type: application/pdf\r\n\r\n"
        body = "".join([*parts, head]).encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask("POST", PATH, body, f"multipart/form-data; boundary={edge}")

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "application/x-www-form-urlencoded") -> Answer:
        """One request on a connection of its own; a torn one is an answer, too."""
        line, began = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30), time.monotonic()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            line.request(method, path, body or None, headers | ({"Content-Type": kind} if body else {}))
            answer = line.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return Answer(0)
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, text, answer.headers.get("Location", ""), time.monotonic() - began)


class Load:
    """Phones that write until told to stop; what each token was told."""

    def __init__(self, phones: list[Phone]) -> None:
        self.acknowledged: dict[str, str] = {}  # token -> digest of its file
        self.open: set[str] = set()  # sent, never acknowledged
        self.answers: Counter[int] = Counter()
        self.last = self.longest = 0.0
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._threads = [threading.Thread(target=self._write, args=[phone]) for phone in phones]

    def start(self) -> "Load":
        """Begin."""
        self.last = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        """Let each finish what it began, patiently: until it is acknowledged."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def wait_for_next(self, since: float) -> float:
        """Seconds from `since` to the next acknowledged write that began after it."""
        deadline = time.monotonic() + 90
        while self.last <= since:
            if time.monotonic() > deadline:
                raise SystemExit(f"nothing was acknowledged for 90 seconds: {dict(self.answers)}")
            time.sleep(0.02)
        return self.last - since

    def _write(self, phone: Phone) -> None:
        while not self._stop.is_set():
            token = str(uuid4())
            content = f"%PDF-1.4\n% {token}\n%%EOF\n".encode()
            with self._lock:
                self.open.add(token)
            deadline = time.monotonic() + 90
            while not self._is_taken(phone.share(token, content)):
                if time.monotonic() > deadline:
                    return
                time.sleep(0.3)
            with self._lock:
                self.open.discard(token)
                self.acknowledged[token] = sha256(content).hexdigest()

    def _is_taken(self, answer: Answer) -> bool:
        with self._lock:
            self.answers[answer.status] += 1
            if answer.status == 302:
                self.last = time.monotonic()
        return answer.status == 302


FILES = """
SELECT m.title, f.file FROM kkg_material m JOIN core_storedfile f ON f.id = m.file_id WHERE m.title LIKE 'Latihan %'
"""


def audit(site: Site, load: Load) -> None:
    """What is there of what was acknowledged; ends the drill with 1 where a promise was broken."""
    titles = site.cluster.ask("SELECT title FROM kkg_material WHERE title LIKE 'Latihan %'")
    found, files = Counter(title.removeprefix("Latihan ") for (title,) in titles), dict(site.cluster.ask(FILES))
    lost = [token for token in load.acknowledged if not found[token]]
    twice = [token for token, count in found.items() if count > 1]
    broken = [one for one, digest in load.acknowledged.items() if _digest(site, files.get(f"Latihan {one}")) != digest]
    named = {site.media / name for (name,) in site.cluster.ask("SELECT file FROM core_storedfile")}
    unnamed = {path for path in site.media.rglob("*") if path.is_file()} - named
    answers = ", ".join(f"{status or 'no answer'}: {count}" for status, count in sorted(load.answers.items()))
    print(f"\nanswers: {answers}")
    print(f"acknowledged: {len(load.acknowledged)}; lost: {len(lost)}; twice: {len(twice)}; wrong file: {len(broken)}")
    print(f"never acknowledged: {len(load.open)}, of these written: {sum(found[token] for token in load.open)}")
    print(f"files without a row, for the daily duty to set aside: {len(unnamed)}")
    if lost or twice or broken:
        raise SystemExit("a promise was broken")


def _digest(site: Site, name: str | None) -> str:
    path = site.media / name if name else None
    return sha256(path.read_bytes()).hexdigest() if path and path.is_file() else ""
