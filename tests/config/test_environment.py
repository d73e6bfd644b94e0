"""Where a setting comes from: a process of its own is asked, as a server would read it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import url_of
from tools.project import ROOT

ASK = """
import json, os
from django.conf import settings
database = settings.DATABASES["default"]
keys = [settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS]
told = [*keys, database["PASSWORD"], database["USER"], settings.METRICS_TOKEN]
print(json.dumps([told, sorted(name for name in os.environ if os.environ[name] in told)]))
"""


def answer(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "CREDENTIALS_DIRECTORY": str(folder),
            "DATABASE_URL": "postgresql://kkg@127.0.0.1/kkg",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    """As systemd lays them down; signs that mean something elsewhere are part of the secret."""
    files = {
        "SECRET_KEY": r"$kunci\$baru",
        "SECRET_KEY_FALLBACKS": "lama,lebih-lama",
        "DATABASE_PASSWORD": "$a/#@b",
        "METRICS_TOKEN": "tanda",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(f"{text}\n")
    return tmp_path


def test_secrets_are_read_from_the_files_of_a_supervisor_and_reach_no_environment(handed: Path) -> None:
    done = answer(handed, SECRET_KEY="", METRICS_TOKEN="lain")
    told, environment = json.loads(done.stdout)
    assert told == [r"$kunci\$baru", ["lama", "lebih-lama"], "$a/#@b", "kkg", "tanda"]
    assert environment == []


def test_a_blank_key_in_the_environment_is_not_replaced_by_one_of_the_launcher(tmp_path: Path) -> None:
    """A command outside of the unit gets no key, and must not lock with another."""
    done = answer(tmp_path, SECRET_KEY="")
    assert done.returncode == 1 and "SECRET_KEY kosong" in done.stderr


def test_whoever_answers_unproved_is_told_by_the_check_of_a_site(tmp_path: Path) -> None:
    asked = [sys.executable, "manage.py", "check", "--tag", "security"]
    site = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "kunci-Ujian" * 6,
        "ALLOWED_HOSTS": "kkg.example",
    }
    told = {"DATABASE_URL": "postgresql://kkg@10.0.0.2,127.0.0.1/kkg", "DATABASE_TRUSTED_HOSTS": "10.0.0.2"}
    here = {**os.environ, **site, **told, "SECURE_COOKIES": "1"}
    for words, is_told in ((["--deploy", "--fail-level", "WARNING"], True), ([], False)):
        done = subprocess.run([*asked, *words], cwd=ROOT, env=here, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert ("10.0.0.2 menjawab sebagai basis data tanpa bukti" in done.stderr) is is_told
        assert "127.0.0.1" not in done.stderr
    del here["DATABASE_TRUSTED_HOSTS"]
    done = subprocess.run(asked, cwd=ROOT, env=here, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "DATABASE_TRUSTED_HOSTS" in done.stderr


def test_an_address_may_be_handed_over_whole(handed: Path) -> None:
    (handed / "DATABASE_URL").write_text(url_of("milik-kantor").replace("@", ":sendiri@", 1))
    told, _ = json.loads(answer(handed).stdout)
    assert told[2] == "sendiri"
