"""The image and the containers of deploy/, by Docker: `python -m bench.drills.image` (needs Docker and its Compose).

A copy of this checkout is set up by the very lines of docs/pasang.md ("Wadah"), under a name and at ports of its own
(DRILL_PORT). What is promised there is asked from outside and inside; then all of it is thrown away, and comes back
from its backup.
"""

import http.client
import os
import re
import shutil
import ssl
import subprocess
import tempfile
from pathlib import Path

from bench.drills.browser import Answer, Browser
from bench.drills.machines import FIRST_PORT, say, until
from tools.project import ROOT

HTTP, HTTPS = FIRST_PORT, FIRST_PORT + 1
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".data", ".env", ".rahasia", "__pycache__", ".*_cache")
CHAPTER = (ROOT / "docs/pasang.md").read_text("utf-8").partition("\n## Wadah\n")[2].partition("\n## ")[0]
START, BACK_UP, RESTORE = re.findall(r"^```sh\n# sebagai root\n(.*?)^```", CHAPTER, re.M | re.S)
ROWS = "SELECT (SELECT count(*) FROM madrasah_person), (SELECT count(*) FROM kkg_attendance)"
PROBES = {
    "id -u": "10001",
    "grep CapEff: /proc/1/status": "CapEff:\t0000000000000000",
    "grep NoNewPrivs /proc/1/status": "NoNewPrivs:\t1",
    "touch /srv/kkg/app/x /srv/kkg/static/x 2>&1 | grep -c 'Read-only file system'": "2",
    "env | grep -c -f /run/secrets/SECRET_KEY": "0",
}


class Visitor(Browser):
    """Through Caddy, whose certificate for localhost is signed by itself."""

    def _open(self) -> http.client.HTTPConnection:
        trust = ssl._create_unverified_context()  # noqa: S323 - the drill's own proxy on loopback
        return http.client.HTTPSConnection("localhost", HTTPS, timeout=90, context=trust)

    def is_let_in(self) -> bool:
        """Whether the proxy answers yet: Compose waits for the application only."""
        try:
            return self.get("/siap/").status == 200
        except OSError:
            return False

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        return super()._ask(method, path, body, {"Origin": f"https://localhost:{HTTPS}", **headers})


class Machine:
    """The folder that stands for /srv/kkg, and what root types there."""

    def __init__(self, folder: Path) -> None:
        self.app = folder / "app"
        self.environment = {**os.environ, "COMPOSE_PROJECT_NAME": "kkg-latihan"}
        shutil.copytree(ROOT, self.app, ignore=NOT_COPIED)
        compose = self.app / "deploy/compose.yaml"
        text = compose.read_text().replace('"80:80"', f'"{HTTP}:80"').replace('"443:443"', f'"{HTTPS}:443"')
        compose.write_text(text)

    def type(self, block: str) -> str:
        """The lines of the page, for this folder and for localhost."""
        here = re.sub(r"^git clone.*\n", "", block).replace("cd /srv/kkg/app", f"cd {self.app}")
        return self.run("sh", "-euc", here.replace("kkg.example", "localhost"))

    def run(self, *words: str) -> str:
        done = subprocess.run(
            words,
            cwd=self.app,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(words)}: {done.stdout[-2000:]}")
        return done.stdout.strip()

    def compose(self, *words: str) -> str:
        return self.run("docker", "compose", *words)

    def rows(self) -> str:
        return self.compose("exec", "-T", "database", "psql", "-U", "kkg", "-Atc", ROWS, "kkg")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="kkg-wadah-", dir="/tmp"))
    machine = Machine(folder)
    try:
        code = re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", machine.type(START))
        say(f"up, and {len(code)} code for the first account")
        look_around(machine)
        machine.compose("run", "--rm", "-T", "setup", "python", "manage.py", "seed_demo")
        come_back(machine)
    finally:
        machine.compose("down", "--volumes")
        shutil.rmtree(folder)


def look_around(machine: Machine) -> None:
    """From outside as a visitor, and inside as whoever broke in."""
    stranger = Visitor(HTTPS)
    until(stranger.is_let_in, 30, "the proxy")
    seen = {path: stranger.get(path).status for path in ("/siap/", "/masuk/", "/metrik/")}
    for probe, expected in PROBES.items():
        found = machine.compose("exec", "-T", "pages", "sh", "-c", f"{probe} || true")
        if found != expected:
            raise SystemExit(f"{probe}: {found!r}, not {expected!r}")
    said = machine.compose("logs", "--no-log-prefix", "pages", "jobs")
    if seen != {"/siap/": 200, "/masuk/": 200, "/metrik/": 404} or '"level": "error"' in said:
        raise SystemExit(f"{seen}\n{said[-2000:]}")
    say(f"{seen}; not root, no rights, a root that cannot be written, no key in the environment, no error told")


def come_back(machine: Machine) -> None:
    """The demo, a backup, nothing at all, and the demo again."""
    before = machine.rows()
    machine.type(BACK_UP)
    machine.compose("down", "--volumes")
    machine.compose("up", "--detach")
    if machine.rows() == before:
        raise SystemExit("it was not thrown away")
    machine.type(RESTORE)
    if machine.rows() != before:
        raise SystemExit(f"{before} rows became {machine.rows()}")
    guru = Visitor(HTTPS)
    until(guru.is_let_in, 60, "the site after it came back")
    guru.log_in("aminah-01")
    say(f"{before} persons and attendances came back from the backup, and aminah-01 logs in")


if __name__ == "__main__":
    main()
