"""The second half of every `make` word, inside the virtual environment; Makefile lists them.

How each step prints is in tools/console.py, the database server in tools/postgres.py, setting up in tools/site.py.
"""

import getpass
import os
import shlex
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import backups, gate, locks, postgres, secret, servers, site
from tools.announce import announce
from tools.console import Stop, run_command, step
from tools.project import DATA, ROOT, VENV, setting

RESTART = "Nyalakan ulang aplikasi sekarang: sudo systemctl restart kkg, atau make stop lalu make run."
DROP_LATER = "Buang yang lama kelak, atau segera bila dicuri: make secret OLD=drop (docs/pengelola.md)."

# The longest first: as many at once as there are processors.
CHECKS = {
    "Tipe": ["mypy"],
    "Gaya kode": ["ruff", "check", "."],
    "Bentuk kode": ["ruff", "format", "--check", "."],
    "Templat": ["djlint", "--check", "templates"],
    "Skrip": ["oxlint", "static/js"],
    "Migrasi": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "Setelan": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def run() -> None:
    """Become the server, which listens once the site is set up beside it, with samples if wanted."""
    port, is_embedded = servers.free_port(), not postgres.configured_url()
    servers.claim(port)
    with postgres.starting():
        site.collect_static()  # the server looks at them once, when it is loaded
    server, key = os.getpid(), gate.part()
    if key:
        log_ins = _fill(port)
        gate.unlock(key)
        announce(server, port, log_ins)
        return
    if is_embedded:
        subprocess.Popen([sys.executable, "-m", "tools.keeper"], stdin=subprocess.DEVNULL)
    os.environ["PORT"] = str(port)
    _become(sys.executable, "-m", "gunicorn", "config.wsgi")


def _fill(port: int) -> str:
    """Tables and rows; returns how to log in."""
    site.set_up()
    empty = setting("DEMO", "1") == "0"
    return site.first_code(f"http://127.0.0.1:{port}") if empty else site.fill_with_samples()


def setup() -> None:
    """All that stands between new code and a working site, short of serving it: installs and upgrades alike."""
    _start_database()
    site.set_up()
    print(f"\n{site.first_code() or 'Siap dijalankan.'}")


def backup() -> None:
    """The whole site in one file."""
    book = backups.back_up()
    print(f"\nCadangan: {book}")
    if not locks.is_locked(book):
        print(
            "\n*** CADANGAN INI TIDAK TERKUNCI: siapa yang memegangnya membaca semua nama. Kunci dengan: make key ***"
        )


def key() -> None:
    """A pair of keys for locked backups, on the screen and nowhere else."""
    private, public = locks.new_key()
    print(
        f"\nBaris ini ke .env di server. Sejak itu cadangan terkunci:\n\nBACKUP_RECIPIENT={public}\n\n"
        "Kunci pribadi ini TIDAK disimpan di mana pun. Salin sekarang ke dua tempat di luar server (kertas di lemari, "
        f"kartu memori): tanpa dia cadangan tidak dapat dibuka oleh siapa pun.\n\n{private}"
    )


def change_secret() -> None:
    """A new SECRET_KEY beside the former one; with OLD=drop the former goes, and what must last is locked anew."""
    said = " ".join(_words("OLD"))
    if said not in ("", "drop"):
        raise Stop("Yang dikenal: make secret (kunci baru, yang lama masih membuka) dan make secret OLD=drop.")
    if not said:
        print(f"\nKunci baru ada di {secret.change()}; yang lama masih membuka. {RESTART}\n{DROP_LATER}")
        return
    home = secret.home_of_former()
    _start_database()
    site.lock_again()
    secret.drop(home)
    print(f"\nKunci lama sudah hilang dari {home}. {RESTART}")


def restore() -> None:
    """The site as the file named by FROM holds it, brought to the state of this code."""
    book = _words("FROM")
    if len(book) != 1:
        raise Stop("Sebutkan cadangannya. Contoh: make restore FROM=/srv/kkg/app-cadangan/kkg-20261129-020000.tar")
    if any(servers.server_pid(pid_file) for pid_file in DATA.glob("gunicorn-*.pid")):
        raise Stop("Hentikan aplikasi dahulu: sudo systemctl stop kkg, atau make stop.")
    backups.restore(Path(book[0]), _private_key(Path(book[0])))
    setup()
    site.erase_again()


def test() -> None:
    """pytest with the words of ARGS; the whole suite, without any, on all processors at once."""
    _start_database()
    _become(sys.executable, "-m", "pytest", *(_words("ARGS") or ["-n", "auto", "--dist", "worksteal"]))


def check() -> None:
    """Everything that judges the code without running the tests; all of it, also after a first fault."""
    _start_database()
    # `check --deploy` judges the settings of a real site, not those of this desk.
    served = {"DEBUG": "0", "SECURE_COOKIES": "1", "ALLOWED_HOSTS": "kkg.example"}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        passed = list(pool.map(lambda label: _passes(label, CHECKS[label], {**os.environ, **served}), CHECKS))
    faults = [label for label, is_good in zip(CHECKS, passed, strict=True) if not is_good]
    if faults:
        raise Stop(f"Belum beres: {', '.join(faults)}.")


def audit() -> None:
    """Ask the public lists of known faults about every locked package, by pip-audit in an environment of its own.

    Needs the internet, so CI, which reaches registries alone, does not ask; what cannot be looked up is a failure.
    """
    place, locks = DATA / "audit", sorted(ROOT.glob("requirements*.txt"))
    if not (place / "bin" / "pip-audit").exists():
        with step("Memasang pip-audit (sekali saja)"):
            subprocess.run([sys.executable, "-m", "venv", place], check=True, stdout=subprocess.DEVNULL)
            subprocess.run([place / "bin" / "pip", "install", "-q", "pip-audit"], check=True, stdout=subprocess.DEVNULL)
    words = ["--strict", "--disable-pip", "--require-hashes", *(f"--requirement={lock}" for lock in locks)]
    _become(str(place / "bin" / "pip-audit"), *words)


def draw_map() -> None:
    """The floors and rooms of the code, with every arrow between them counted."""
    _become(sys.executable, "-m", "tests.house.rooms")


def manage() -> None:
    """`manage.py` with the words of c."""
    os.environ["DATABASE_URL"] = postgres.ensure_running()
    _become(sys.executable, "manage.py", *_words("c"))


def stop() -> None:
    """Stop the servers of this checkout and its PostgreSQL; each may already be gone."""
    for pid_file in DATA.glob("gunicorn-*.pid"):
        pid = servers.server_pid(pid_file)
        if pid:
            with step(f"Menghentikan aplikasi (proses {pid})"):
                os.kill(pid, signal.SIGTERM)
                servers.wait_until_gone(pid)
    with step("Menghentikan PostgreSQL"):
        postgres.stop()


WORDS = {
    "run": run,
    "setup": setup,
    "backup": backup,
    "key": key,
    "secret": change_secret,
    "restore": restore,
    "test": test,
    "check": check,
    "audit": audit,
    "map": draw_map,
    "manage": manage,
    "stop": stop,
}


def _start_database() -> None:
    with step("PostgreSQL"):
        os.environ["DATABASE_URL"] = postgres.ensure_running()


def _passes(label: str, words: list[str], environment: dict[str, str]) -> bool:
    program = [sys.executable, words[0]] if words[0].endswith(".py") else [str(VENV / "bin" / words[0])]
    command = [*program, *words[1:]]
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    line = f"  {'✗' if done.returncode else '✓'} {label}: {shlex.join(words)}\n"
    print(line + (f"{done.stdout}\n" if done.returncode else ""), end="", flush=True)
    return done.returncode == 0


def _private_key(book: Path) -> str:
    """The text of the file that KEY names, or typed unseen; nothing where the book is not locked."""
    if not book.is_file() or not locks.is_locked(book):
        return ""
    named = " ".join(_words("KEY"))
    if named.upper().startswith(locks.PRIVATE):
        raise Stop("KEY menyebut berkas yang berisi kunci, bukan kuncinya sendiri. Tanpa KEY, kuncinya ditanyakan.")
    if named:
        try:
            return Path(named).expanduser().read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            raise Stop(f"Berkas kunci {named} tidak terbaca.") from None
    if sys.stdin.isatty():
        return getpass.getpass("Kunci pribadi (AGE-SECRET-KEY-1…; tidak tampak saat diketik): ")
    raise Stop("Cadangan ini terkunci. Sebutkan berkas kuncinya: make restore FROM=… KEY=/…/kunci.txt")


def _words(variable: str) -> list[str]:
    return shlex.split(os.environ.get(variable, ""))


def _become(*command: str) -> None:
    """This process turns into `command`, so that Ctrl-C and signals reach it and nobody else."""
    sys.stdout.flush()
    os.execv(command[0], command)


if __name__ == "__main__":
    run_command(WORDS[sys.argv[1]])
