"""How a setting is read: files that a supervisor hands over, the environment, `.env`, then `.data/env` of the launcher.

A missing one stops with a hint.
"""

import os
from collections import ChainMap
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from tools.project import handed_over, read_env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / ".data"


class _AsWritten(ChainMap[str, str]):
    """A value that begins with $ is no name of another setting, as the library would have it."""

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name).replace("$", r"\$")


class Env(environ.Env):  # type: ignore[misc]
    """Says which setting cannot be read, and never what stands in it."""

    ENVIRON = _AsWritten(handed_over(), os.environ)

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get_value(var, *args, **kwargs)
        except ValueError:
            raise ImproperlyConfigured(f"Isi {var} tidak dapat dibaca; contohnya ada di .env.example.") from None


env = Env()
env.escape_proxy = True
for env_file in (BASE_DIR / ".env", DATA_DIR / "env"):
    for _name, _value in read_env(env_file).items():
        os.environ.setdefault(_name, _value)


BLANK = {
    "SECRET_KEY": "Isi di .env dengan 50 huruf acak, yang dicetak oleh: "
    'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
}


def required(name: str) -> str:
    """The variable's text; stops with the cure when it is missing or blank."""
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} kosong. {BLANK.get(name, 'Isi di .env; contohnya ada di .env.example.')}")
    return value
