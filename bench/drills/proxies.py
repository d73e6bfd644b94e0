"""nginx and Caddy on loopback: the samples of deploy/ with ports, certificate and folders of a drill, nothing else."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.drills.machines import FIRST_PORT, is_listening, until
from bench.drills.rig import PORT
from tools.project import ROOT

NAME = "kkg.example"
HTTP, HTTPS = FIRST_PORT, FIRST_PORT + 1
PAGES = "/var/www/kkg"


def _replaced(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        if old not in text:
            raise SystemExit(f"the sample no longer holds: {old}")
        text = text.replace(old, new)
    return text


def _nginx(folder: Path) -> list[str]:
    """Debian's own nginx.conf around the sample."""
    sample = re.sub(r"^ +listen \[::\].*\n", "", (ROOT / "deploy/nginx.conf").read_text(), flags=re.M)
    sample = _replaced(
        sample,
        ("listen 80", f"listen 127.0.0.1:{HTTP}"),
        ("listen 443", f"listen 127.0.0.1:{HTTPS}"),
        (f"/etc/letsencrypt/live/{NAME}", str(folder)),
        ("/var/log/nginx", str(folder)),
        ("127.0.0.1:8000", f"127.0.0.1:{PORT}"),
        (PAGES, str(folder / "pages")),
    )
    (folder / "kkg.conf").write_text(sample)
    around = _replaced(
        Path("/etc/nginx/nginx.conf").read_text(),
        ("/var/log/nginx", str(folder)),
        ("/run/nginx.pid", str(folder / "nginx.pid")),
        ("/etc/nginx/conf.d/*.conf", str(folder / "kkg.conf")),
        ("include /etc/nginx/sites-enabled/*;", ""),
    )
    (folder / "nginx.conf").write_text(f"daemon off;\n{around}")
    return ["nginx", "-c", str(folder / "nginx.conf")]


def _caddy(folder: Path) -> list[str]:
    """Without the certificate that it would fetch."""
    around = f"    http_port {HTTP}\n    https_port {HTTPS}\n    default_bind 127.0.0.1\n    admin off\n"
    files = f"    tls {folder}/fullchain.pem {folder}/privkey.pem\n"
    sample = _replaced(
        (ROOT / "deploy/Caddyfile").read_text(),
        (f"\n{NAME} {{\n", f"\n{NAME} {{\n{files}"),
        ("127.0.0.1:8000", f"127.0.0.1:{PORT}"),
        (PAGES, str(folder / "pages")),
    )
    (folder / "Caddyfile").write_text(sample.replace("{\n", f"{{\n{around}", 1))
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


PROXIES = {"nginx": _nginx, "caddy": _caddy}


@contextmanager
def proxy(name: str, folder: Path) -> Iterator[Path]:
    """It runs, with a certificate that only the drill believes; the folder that holds all it writes."""
    folder.mkdir()
    shutil.copytree(ROOT / "deploy/pages", folder / "pages")
    _certify(folder)
    with (folder / "said.log").open("wb") as log:
        process = subprocess.Popen(
            PROXIES[name](folder), stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)}
        )
    try:
        until(lambda: is_listening(HTTPS) or process.poll() is not None, 20, name)
        if process.poll() is not None:
            raise SystemExit(f"{name} ended: {(folder / 'said.log').read_text()[-1500:]}")
        yield folder
    finally:
        process.terminate()
        process.wait(35)


def _certify(folder: Path) -> None:
    """Signed by itself, for two days."""
    words = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-days", "2", "-newkey", "rsa:2048"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(["openssl", "req", "-x509", "-nodes", *words, *files], check=True, capture_output=True)
