"""Where the project keeps its own things, who owns them, and how `.env` is read and `.data/env` written."""

import os
import re
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".data"
VENV = ROOT / ".venv"
OPERATOR_ENV = ROOT / ".env"
WRITTEN_ENV = DATA / "env"

_ENV_LINE = re.compile(r"^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$")


def read_env(path: Path) -> dict[str, str]:
    """The KEY=VALUE lines of `path`, without quotes around values; empty when there is no such file."""
    if not path.exists():
        return {}
    lines = (_ENV_LINE.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {found[1]: found[2].strip("'\"") for found in lines if found}


def write_env(database_url: str) -> None:
    """Keep `.data/env`, from which Django reads what neither the environment nor `.env` says.

    `database_url` is empty where the operator's own server is used: then it is not written down here.

    What was made by chance (the secret key) is made once; the address of the embedded server follows the
    checkout when that is moved. Secure cookies are off because the launcher serves plain http on loopback.
    """
    written = read_env(WRITTEN_ENV)
    wanted = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "SECURE_COOKIES": "0",
        **written,
    }
    wanted.pop("DATABASE_URL", None)
    if database_url:
        wanted["DATABASE_URL"] = database_url
    if wanted == written:
        return
    fresh = WRITTEN_ENV.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text("".join(f"{key}={value}\n" for key, value in wanted.items()), encoding="utf-8")
    hand_over(fresh)
    fresh.replace(WRITTEN_ENV)


def make_data_folder() -> Path:
    """`.data`, which belongs to whoever owns the checkout, also when root is the first to start it."""
    if not DATA.exists():
        DATA.mkdir(exist_ok=True)
        hand_over(DATA)
    return DATA


def hand_over(path: Path) -> None:
    """Give `path` to the owner of the checkout when root works in somebody else's folder."""
    owner = ROOT.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        os.chown(path, owner.st_uid, owner.st_gid)


def hand_over_tree(top: Path) -> None:
    """`hand_over` for a folder and all in it."""
    if os.geteuid() != 0 or ROOT.stat().st_uid == 0:
        return
    for folder, _, files in os.walk(top):
        for path in (folder, *(os.path.join(folder, name) for name in files)):
            os.chown(path, ROOT.stat().st_uid, ROOT.stat().st_gid, follow_symlinks=False)
