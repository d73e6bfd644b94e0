"""Where the project keeps its own things, who owns them, and how `.env` is read and `.data/env` written."""

import errno
import fcntl
import os
import pwd
import re
import secrets
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.console import Stop, unwritable

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".data"
VENV = ROOT / ".venv"
OPERATOR_ENV = ROOT / ".env"
WRITTEN_ENV = DATA / "env"

CONTAINER_SECRETS = Path("/run/secrets")
_ENV_LINE = re.compile(r"^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$")


def read_env(path: Path) -> dict[str, str]:
    """The KEY=VALUE lines of `path`, without quotes around values; empty when there is no such file."""
    if not path.exists():
        return {}
    lines = (_ENV_LINE.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {found[1]: found[2].strip("'\"") for found in lines if found}


def handed_over() -> dict[str, str]:
    """Settings that lie in files of their own, each by its name: credentials of systemd, secrets of a container.

    They beat the environment. Raises `Stop` where this account may not read one.
    """
    folders = [Path(os.environ["CREDENTIALS_DIRECTORY"])] if "CREDENTIALS_DIRECTORY" in os.environ else []
    files = [path for folder in (CONTAINER_SECRETS, *folders) for path in folder.glob("[A-Z]*")]
    try:
        return {path.name: path.read_text("utf-8").strip() for path in files if path.is_file()}
    except PermissionError as fault:
        account = f"akun ini (uid {os.geteuid()})"
        raise Stop(f"{fault.filename} tidak boleh dibaca {account}: docs/pasang.md, “Rahasia”.") from None


def setting(name: str, default: str = "") -> str:
    """What the operator set: handed over in a file, else in the environment, else in `.env`, else `default`."""
    return handed_over().get(name) or os.environ.get(name) or read_env(OPERATOR_ENV).get(name) or default


def write_env(database_url: str) -> None:
    """Keep `.data/env`, from which Django reads what neither the environment nor `.env` says.

    `database_url` is empty where the operator's own server is used: then it is not written down here.
    What was made by chance (the secret key, where the operator has no line for it) is made once; the address of the
    embedded server follows the checkout when that is moved. Secure cookies are off because the launcher serves plain
    http on loopback.
    """
    written, told = read_env(WRITTEN_ENV), {*handed_over(), *os.environ, *read_env(OPERATOR_ENV)}
    wanted = {
        **({} if "SECRET_KEY" in told else {"SECRET_KEY": secrets.token_urlsafe(50)}),
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "SECURE_COOKIES": "0",
        **written,
    }
    wanted.pop("DATABASE_URL", None)
    if database_url:
        wanted["DATABASE_URL"] = database_url
    if wanted != written:
        _replace(WRITTEN_ENV, "".join(f"{key}={value}\n" for key, value in wanted.items()))


def rewrite_env(path: Path, values: dict[str, str]) -> None:
    """Give these settings of `path` other values, an empty one no line; all other lines and the mode stay."""
    lines = path.read_text(encoding="utf-8").splitlines()
    own = [number for number, line in enumerate(lines) if (found := _ENV_LINE.match(line)) and found[1] in values]
    new = [f"{key}={value}" for key, value in values.items() if value]
    kept = {number: [line] for number, line in enumerate(lines) if number not in own} | {own[0]: new}
    _replace(path.resolve(), "".join(f"{line}\n" for number in sorted(kept) for line in kept[number]))


def _replace(path: Path, text: str) -> None:
    """Whole or not at all, and never readable by more people than before."""
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    if path.exists():
        shutil.copymode(path, fresh)
    with open(fresh, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _hand_over(fresh)
    fresh.replace(path)


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Of two commands at once, the second waits here for the first; a killed one leaves nothing behind."""
    if not DATA.exists():
        DATA.mkdir(exist_ok=True)
        _hand_over(DATA)
    path = DATA / f"{name}.lock"
    with open(path, "a") as lock:
        _hand_over(path)
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def refuse_foreign(*paths: Path) -> None:
    """Stop with the cure when one of `paths` cannot be written: another user's (first started by root, then by you),
    closed to its own owner, or on a disk that is read-only.
    """
    for path in paths:
        if path.exists() and not os.access(path, os.W_OK):
            raise Stop(_why_not_written(path))


def _why_not_written(path: Path) -> str:
    owner, root = path.stat().st_uid, shlex.quote(str(ROOT))
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        return unwritable(errno.EROFS, path)
    if owner == os.geteuid():
        return f"{path} tidak boleh ditulis. Buka dahulu:\n  chmod -R u+rwX {shlex.quote(str(path))}"
    return (
        f"{path} milik pengguna {_name(owner)}. Jalankan sebagai {_name(owner)}, atau ambil alih dahulu:\n"
        f"  sudo make -C {root} stop; sudo chown -R $(id -u):$(id -g) {root}"
    )


def _hand_over(path: Path) -> None:
    """Give `path` to the owner of the checkout when root works in somebody else's folder."""
    owner = ROOT.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        os.chown(path, owner.st_uid, owner.st_gid)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
