"""A whole site behind each proxy of deploy/: `python -m bench.drills.proxy [nginx|caddy …]` (apt: nginx-light caddy).

The samples themselves, but for ports, certificate and folders. What docs/pasang.md promises is asked by visitors from
outside, who lie about their address; then the application is taken away, also for a person who types.
"""

import http.client
import os
import re
import socket
import ssl
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import expect

from bench.drills.browser import Answer, Browser
from bench.drills.machines import say, until
from bench.drills.phones import GROUP, PATH
from bench.drills.proxies import HTTP, HTTPS, NAME, PROXIES, proxy
from bench.drills.rig import Site, site
from bench.drills.typist import WORDS, browser, press, send_again, take_back, type_material
from config.demo.words import PASSWORD
from core.uploads import MOST_SENT

AS_INSTALLED = {
    "ALLOWED_HOSTS": NAME,
    "SECURE_COOKIES": "1",
    "SSL_REDIRECT": "1",
    "BEHIND_PROXY": "1",
    "PROXY_COUNT": "1",
}
LINK = "TAUTAN-PRIBADI-INI"  # stands for the token of a personal link
LARGE = 9_500_000
AWAY, TOO_LARGE = "Server sedang tidak menjawab", "Kiriman ini terlalu besar"


class _Line(http.client.HTTPSConnection):
    """To the proxy on loopback, by its true name, from an address of loopback."""

    def __init__(self, address: str, trusted: Path) -> None:
        self.trust = ssl.create_default_context(cafile=str(trusted))
        super().__init__(NAME, timeout=90, context=self.trust)
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", HTTPS), 90, (self.address, 0))
        self.sock = self.trust.wrap_socket(plain, server_hostname=NAME)


class Visitor(Browser):
    """Somebody's browser over https, from `address`; what it says of itself in `lies` is not to be believed."""

    def __init__(self, trusted: Path, address: str = "127.0.0.2", **lies: str) -> None:
        super().__init__(HTTPS)
        self.trusted, self.address = trusted, address
        self.lies = {name.replace("_", "-"): value for name, value in lies.items()}

    def _open(self) -> http.client.HTTPConnection:
        return _Line(self.address, self.trusted)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        here = {"Origin": f"https://{NAME}", "Referer": f"https://{NAME}{path}"} if method == "POST" else {}
        return super()._ask(method, path, body, {**here, **self.lies, **headers})

    def ask_for(self, path: str, **headers: str) -> Answer:
        """GET with headers of its own."""
        return self._ask("GET", path, None, {name.replace("_", "-"): value for name, value in headers.items()})

    def guess(self, password: str) -> int:
        """What the door answers to this password."""
        self.get("/masuk/")
        return self.post("/masuk/", {"username": "aminah-01", "password": password}).status


def main() -> None:
    """Prints what it sees; ends with 1 at the first thing that is not as it should be."""
    with site("proksi") as place:
        place.environment |= AS_INSTALLED
        for name in sys.argv[1:] or PROXIES:
            say(f"\n== {name} ==")
            place.serve()
            with proxy(name, place.folder / name) as folder:
                trusted = folder / "fullchain.pem"
                _led_to_https(trusted)
                _kept_and_let_in(trusted)
                _counted_by_the_true_address(place, trusted)
                _files_of_the_house(trusted)
                _there_and_back(place, trusted)
                _closed_to_the_outside(trusted)
                _away(place, trusted)
                _at_the_browser(place)
            _says_no_link(folder)


def _expect(is_so: object, what: str) -> None:
    say(f"{'ok  ' if is_so else 'NOT '} {what}")
    if not is_so:
        raise SystemExit(1)


def _led_to_https(trusted: Path) -> None:
    line = http.client.HTTPConnection("127.0.0.1", HTTP, timeout=20)
    line.request("GET", f"/hasil/{LINK}/?a=1", headers={"Host": NAME})
    answer = line.getresponse()
    leads = answer.headers["Location"]
    _expect(
        answer.status in (301, 308) and leads == f"https://{NAME}/hasil/{LINK}/?a=1",
        f"http is led to the same address over https: {answer.status}",
    )
    there = Visitor(trusted).get(leads.removeprefix(f"https://{NAME}"))
    _expect(
        there.status == 404 and "location" not in there.headers, "where the application answers, with no further turn"
    )


def _kept_and_let_in(trusted: Path) -> None:
    visitor = Visitor(trusted)
    page = visitor.get("/masuk/")
    cookie, hsts = page.headers["set-cookie"], page.headers.get("strict-transport-security", "")
    _expect(
        cookie.startswith("__Host-") and "Secure" in cookie and "Path=/" in cookie and "Domain" not in cookie,
        f"its cookies are of this host alone: {cookie.partition('=')[0]}",
    )
    _expect("max-age=31536000" in hsts, f"http is refused from now on: {hsts}")
    _expect("content-security-policy" in page.headers, "the policy for content comes through")
    visitor.log_in("aminah-01")
    _expect(visitor.get("/").status == 200 and "__Host-sessionid" in visitor.cookies, "a form is believed, she is in")
    stranger = Visitor(trusted, Origin="https://lain.example")
    stranger.get("/masuk/")
    told = stranger.post("/masuk/", {"username": "aminah-01", "password": PASSWORD})
    _expect(told.status == 403, "a form from elsewhere is not")


def _counted_by_the_true_address(place: Site, trusted: Path) -> None:
    """Five guesses, each with another lie, are one visitor's; whoever else is at that name comes in."""
    answers = [Visitor(trusted, X_Forwarded_For=f"10.9.8.{number}").guess("keliru") for number in range(6)]
    _expect(answers[-1] == 429, f"forged addresses escape no brake: {answers}")
    lies = {"X_Forwarded_For": "127.0.0.2", "X_Real_IP": "127.0.0.2", "Forwarded": "for=127.0.0.2"}
    _expect(Visitor(trusted, "127.0.0.3", **lies).guess(PASSWORD) == 302, "nor lock out who sits elsewhere")
    counted = place.cluster.ask("SELECT DISTINCT host(ip_address) FROM axes_accessattempt ORDER BY 1")
    _expect(counted == [("127.0.0.2",)], f"counted: {counted}")
    place.cluster.ask("DELETE FROM axes_accessattempt")
    plain = Visitor(trusted, X_Forwarded_Proto="http").get("/masuk/")
    _expect(plain.status == 200, "who says http over https is not sent round in circles")


def _files_of_the_house(trusted: Path) -> None:
    visitor = Visitor(trusted)
    style = re.search(r'href="(/static/[^"]+\.css)"', visitor.get("/masuk/").text)
    if style is None:
        raise SystemExit("no style on the page")
    bare, packed = visitor.get(style[1]), visitor.ask_for(style[1], Accept_Encoding="gzip, br")
    _expect(
        "immutable" in packed.headers["cache-control"] and packed.headers.get("content-encoding") in ("br", "gzip"),
        f"style: {len(bare.body):,} bytes, {len(packed.body):,} as {packed.headers.get('content-encoding')}; "
        f"{packed.headers['cache-control']}",
    )
    again = visitor.ask_for("/masuk/", Accept_Encoding="gzip").headers.get("content-encoding")
    _expect(again == "gzip", "pages come packed, too")


def _there_and_back(place: Site, trusted: Path) -> None:
    """A large file up and down; one that is too large is refused in words."""
    visitor = Visitor(trusted).log_in("gita-01")
    group = GROUP.search(visitor.get(PATH).text)
    content = b"%PDF-1.4\n%" + os.urandom(LARGE // 2).hex().encode() + b"\n%%EOF\n"
    title = f"Latihan {uuid4()}"
    words = {"group": group[1] if group else "", "kind": "media", "title": title, "text": "Contoh"}
    words["client_token"] = str(uuid4())
    sent = visitor.upload(PATH, words, {"upload": ("a.pdf", "application/pdf", content)})
    made = place.cluster.ask("SELECT id FROM kkg_material WHERE title = %s", title)
    _expect(sent.status == 302 and made, f"{len(content):,} bytes go up: {sent.status}")
    began = time.monotonic()
    back = visitor.get(f"/kkg/berbagi/{made[0][0]}/berkas/")
    _expect(
        sha256(back.body).digest() == sha256(content).digest(),
        f"and come back to the last byte, in {time.monotonic() - began:.2f} s",
    )
    # Where the answer comes before all is sent, this client may be cut off; what a browser shows: _at_the_browser.
    with suppress(OSError):
        visitor.upload(f"/hasil/{LINK}/", {}, {"upload": ("a.pdf", "application/pdf", b"x" * MOST_SENT)})


def _closed_to_the_outside(trusted: Path) -> None:
    for lies in ({}, {"X_Forwarded_For": "127.0.0.1"}, {"X_Forwarded_For": ""}):
        told = Visitor(trusted, "127.0.0.1", **lies).get("/metrik/")
        _expect(told.status == 404 and b"kkg_" not in told.body, f"no figures for outsiders who send {lies}")
    _expect(Visitor(trusted).get("/sehat/").text == "sehat", "but a monitor may ask whether it is well")


def _away(place: Site, trusted: Path) -> None:
    """The application ends; a page of ours tells so, in place of the proxy's own."""
    _end(place)
    visitor = Visitor(trusted)
    for told in (visitor.get(f"/hasil/{LINK}/"), visitor.post(f"/hasil/{LINK}/", {"pin": "1234"})):
        again = told.headers.get("retry-after")
        _expect(
            told.status == 502 and AWAY in told.text and again == "60" and "text/html" in told.headers["content-type"],
            f"away: {told.status} in our words, again after {again} s",
        )
    place.serve()
    _expect(visitor.get("/masuk/").status == 200, "back without a word to the proxy")


def _end(place: Site) -> None:
    place.kill_master()
    until(lambda: not place.health(), 30, "the end of the application")


def _at_the_browser(place: Site) -> None:
    """A person sends too much, then shares words while the application is away."""
    words = [f"--host-resolver-rules=MAP {NAME}:443 127.0.0.1:{HTTPS}", "--ignore-certificate-errors"]
    with browser(f"https://{NAME}", *words) as page:
        type_material(page, size=MOST_SENT)
        press(page)
        expect(page.locator("h1")).to_have_text(TOO_LARGE)
        say("ok   a browser that sends a byte too many is shown so in words")
        _end(place)
        page.goto(PATH)
        expect(page.locator("h1")).to_have_text(AWAY)
        place.serve()
        take_back(page)
        _end(place)
        press(page)
        expect(page.locator("h1")).to_have_text(AWAY)
        place.serve()
        send_again(page)
    place.cluster.ask("DELETE FROM kkg_material WHERE title = %s", WORDS)


def _says_no_link(folder: Path) -> None:
    """Of all that the proxy has written, nothing holds the address of a personal link."""
    texts = {path.name: path.read_text(errors="replace") for path in folder.rglob("*.log")}
    told = [name for name, text in texts.items() if LINK in text]
    _expect(not told, f"no link in {', '.join(f'{name} ({len(text)})' for name, text in sorted(texts.items()))} {told}")


if __name__ == "__main__":
    main()
