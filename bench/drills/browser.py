"""A browser without a script for drills: logs in, follows links, sends the forms that are there."""

import http.client
import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import quote, urlencode, urljoin, urlsplit
from uuid import uuid4

from config.demo.words import PASSWORD


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Form(NamedTuple):
    """Where a form sends, and what stands in it."""

    action: str
    method: str
    values: list[tuple[str, str]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        elif tag == "form":
            self.forms.append(Form(told.get("action", ""), told.get("method", "get").lower(), []))
        elif tag == "input" and self.forms and told.get("name"):
            is_choice = told.get("type") in ("checkbox", "radio")
            if told.get("type") not in ("file", "submit") and (not is_choice or "checked" in told):
                self.forms[-1].values.append((told["name"], told.get("value", "on" if is_choice else "")))


class Browser:
    """One person's browser; not for two threads at once."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port, self.cookies = port, dict(cookies or {})
        self._line: http.client.HTTPConnection | None = None

    def log_in(self, name: str) -> "Browser":
        self.get("/masuk/")
        answer = self.post("/masuk/", {"username": name, "password": PASSWORD})
        if answer.status != 302:
            raise SystemExit(f"{name} was not let in: {answer.status} {answer.text[:500]}")
        return self

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, values: object) -> Answer:
        words = list(values.items() if isinstance(values, dict) else values)  # type: ignore[call-overload]
        if not any(name == "csrfmiddlewaretoken" for name, _ in words):
            words.append(("csrfmiddlewaretoken", self._mark))
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(words).encode(), headers)

    def upload(self, path: str, values: dict[str, str], files: dict[str, tuple[str, str, bytes]]) -> Answer:
        """A form with files: field: (name, type, content)."""
        mark, parts = uuid4().hex, []
        for name, value in {"csrfmiddlewaretoken": self._mark, **values}.items():
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        for field, (name, kind, content) in files.items():
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    @property
    def _mark(self) -> str:
        return self.cookies.get("__Host-csrftoken") or self.cookies.get("csrftoken", "")

    def _open(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        told = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept-Encoding": "", **headers}
        # A line that the server closed meanwhile is opened anew, once; a form is never sent twice.
        for attempt in range(2):
            if self._line is None or method == "POST":
                self._line = self._open()
            try:
                self._line.request(method, path, body, told)
                answer = self._line.getresponse()
                content = answer.read()
                break
            except (http.client.HTTPException, OSError):
                self._line = None
                if attempt or method == "POST":
                    raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and (found := re.match(r"([^=]+)=([^;]*)", value)):
                self.cookies[found[1]] = found[2]
        return Answer(answer.status, content, {name.lower(): value for name, value in answer.getheaders()})


def read(path: str, answer: Answer) -> tuple[list[str], list[Form]]:
    """Links of the same site and forms of a page, as paths."""
    if "text/html" not in answer.headers.get("content-type", ""):
        return [], []
    reader = _Reader()
    reader.feed(answer.text)
    return [link for link in (_inside(path, link) for link in reader.links) if link], [
        form._replace(action=_inside(path, form.action) or path) for form in reader.forms
    ]


def _inside(path: str, link: str) -> str:
    parts = urlsplit(urljoin(f"http://here{path}", link))
    inside = quote(parts.path, safe="/%:@") + (f"?{parts.query}" if parts.query else "")
    return inside if parts.netloc == "here" and parts.scheme == "http" else ""
