"""A new SECRET_KEY where the office keeps it, and the former ones beside it until they are dropped (core/keys.py)."""

import os
import secrets
from pathlib import Path

from tools import project
from tools.console import Stop
from tools.project import handed_over, read_env, rewrite_env

KEY, FORMER = "SECRET_KEY", "SECRET_KEY_FALLBACKS"
BY_HAND = f"Ganti di tempatnya, dan pindahkan yang lama ke {FORMER}: docs/pengelola.md, “Mengganti kunci”."


def change() -> Path:
    """A new key, and the one until now as the first of the former; the file in which both stand.

    Raises `Stop` where the key is kept in no file of ours, or could not be written down as a former one.
    """
    home, key, former = _held()
    if "," in key:
        raise Stop(
            f"{KEY} memuat koma, jadi tidak dapat ditulis di {FORMER}. Gantilah dengan tangan: semua masuk lagi."
        )
    rewrite_env(home, {KEY: secrets.token_urlsafe(50), FORMER: ",".join([key, *former])})
    return home


def home_of_former() -> Path:
    """The file in which the former keys stand. Raises `Stop` where there are none."""
    home, _, former = _held()
    if not former:
        raise Stop("Tidak ada kunci lama. Kunci baru dibuat dengan: make secret")
    return home


def drop(home: Path) -> None:
    """No former key any more."""
    rewrite_env(home, {FORMER: ""})


def _held() -> tuple[Path, str, list[str]]:
    """The file, the key and the former keys, as config/environment.py would find them."""
    if {KEY, FORMER} & handed_over().keys():
        raise Stop(f"{KEY} diserahkan sebagai berkas oleh systemd atau wadah, dan tidak ditulis dari sini. {BY_HAND}")
    files = [project.OPERATOR_ENV, project.WRITTEN_ENV]
    home = next((path for path in files if KEY in read_env(path)), None)
    if home is None or {KEY, FORMER} & os.environ.keys():
        raise Stop(f"{KEY} tidak disimpan di .env atau .data/env. {BY_HAND}")
    if any(FORMER in read_env(path) for path in files if path != home):
        raise Stop(f"{FORMER} harus berdiri di berkas yang memuat {KEY}: {home}. Pindahkan barisnya ke sana.")
    held = read_env(home)
    if not held[KEY]:
        raise Stop(f"{KEY} di {home} kosong. Diserahkan oleh systemd atau wadah? {BY_HAND}")
    return home, held[KEY], [key.strip() for key in held.get(FORMER, "").split(",") if key.strip()]
