"""Brings the site to the state of this code, whatever its database held before: first try, installation, upgrade.

Needs the virtual environment and a database that answers; serving is in tools/words.py.
"""

import contextlib
import hashlib
import io
import os
from collections.abc import Iterator

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import NotSupportedError, OperationalError, connection

from tools.console import Stop, step
from tools.project import DATA, ROOT

STATIC_STAMP = DATA / "static.stamp"
SMALL = ("core", "madrasah", "otp_static")


def set_up() -> None:
    """Tables, static files, reference data and instruments; again changes nothing.

    Raises `Stop` when the settings are incomplete or the database does not let us in.
    """
    collect_static()
    with plain_faults():
        django.setup()
        with step("Migrasi basis data"):
            _migrate()
        with step("Data rujukan"):
            _quietly("load_reference")
        with step("Instrumen"):
            _quietly("load_instruments")


def _migrate() -> None:
    """Into an empty database, first what is small: each change renders anew every table tied to it that stands."""
    for app in () if connection.introspection.table_names() else SMALL:
        _quietly("migrate", app, verbosity=0)
    _quietly("migrate", verbosity=0)


def collect_static() -> None:
    """Only when a static file, a package, or where and how they are kept has changed since the last time.

    Raises `Stop` when the settings are incomplete.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with plain_faults():
        mark = _mark_of_static()
        is_there = settings.STATIC_ROOT and os.path.isdir(settings.STATIC_ROOT)
        if is_there and STATIC_STAMP.exists() and STATIC_STAMP.read_text() == mark:
            return
        django.setup()
        with step("Berkas statis"):
            _quietly("collectstatic", interactive=False, verbosity=0)
    STATIC_STAMP.write_text(mark)


def _mark_of_static() -> str:
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    marks = [f"{path} {path.stat().st_mtime_ns}" for path in files]
    marks += [(ROOT / "requirements.txt").read_text(), str(settings.STATIC_ROOT), str(settings.STORAGES)]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


@contextlib.contextmanager
def plain_faults() -> Iterator[None]:
    """What the operator can mend becomes the sentence of a `Stop`; nothing that the driver says of a password."""
    try:
        yield
    except (CommandError, ImproperlyConfigured) as fault:
        raise Stop(str(fault)) from None
    except NotSupportedError:
        raise Stop("PostgreSQL di DATABASE_URL terlalu lama. Pakai versi 15 atau lebih baru.") from None
    except OperationalError as fault:
        raise Stop(_why_no_database(str(fault))) from None


def _why_no_database(said: str) -> str:
    if "password authentication failed" in said or "pg_hba" in said:
        return "PostgreSQL menolak akun atau sandi di DATABASE_URL. Perbaiki di .env, lalu ulangi."
    if "does not exist" in said:
        return (
            "Akun atau basis data di DATABASE_URL belum ada di PostgreSQL itu. Buatlah di sana, atau perbaiki di .env."
        )
    return (
        "PostgreSQL di DATABASE_URL tidak menjawab. Periksa nama mesin dan portanya di .env, dan apakah PostgreSQL "
        "di sana menyala."
    )


def first_code(address: str = "") -> str:
    """How to make the first account at `address` (by default the one the settings tell); empty once there is one."""
    return _quietly("first_code", address=address or f"https://{settings.ALLOWED_HOSTS[0]}")


def erase_again() -> None:
    """After a restore: whoever was erased since that backup was made is erased again."""
    with step("Data pribadi yang sudah dihapus"):
        _quietly("erase_again")


def lock_again() -> None:
    """What outlasts a former SECRET_KEY is locked with the newest, before the former goes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with plain_faults():
        django.setup()
        with step("Mengunci ulang pengaman kedua"):
            _quietly("lock_again")


def fill_with_samples() -> str:
    """The cast's log-ins, or the sentence with which a database of real people refuses them."""
    with step("Data contoh"):
        try:
            return _quietly("seed_demo")
        except CommandError as refusal:
            return str(refusal)


def _quietly(command: str, *words: str, **options: object) -> str:
    """Run one Django command and return what it printed."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        call_command(command, *words, **options)
    return said.getvalue()
