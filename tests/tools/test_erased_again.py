"""The drill: a backup is made, somebody is erased, the backup is restored; and nothing of the person is there."""

import subprocess
import sys
from pathlib import Path

from tests.databases import migrated_template
from tests.releases import scratch
from tests.tools.conftest import Desk
from tools import postgres

NAME = "Zulka Pertanda"
WORLD = f"""
from madrasah.models import Person, Region, User
region = Region.objects.get_or_create(code="73.02", defaults={{"level": "kabupaten", "name": "Contoh"}})[0]
Person.objects.create(name="{NAME}", nip="197103072005011003", home_region=region)
"""
ERASE = f"""
from config.erasing import ERASING_RULES, erasing
from madrasah.models import Assignment, Person, User
from madrasah.erasures.actions import erase_person
person = Person.objects.get(name="{NAME}")
other = Person.objects.create(name="Jafar Contoh", home_region=person.home_region)
by = User.objects.create_user("jafar-01", person=other)
Assignment.objects.create(person=other, role="operator", region=person.home_region, since="2024-07-01")
done = erase_person(person=person, reason="Surat Contoh", rules=ERASING_RULES, by=by)
erasing(done.job_id, done.pk)
"""


def test_a_restored_backup_brings_nobody_back_who_was_erased(desk: Desk) -> None:
    with scratch("erased", migrated_template()) as url:
        here = {"DATABASE_URL": url, "SECRET_KEY": "only-for-tests", "ALLOWED_HOSTS": "kkg.example"}
        type_in(desk, WORLD, here)
        assert desk.make("backup", **here).returncode == 0
        book = next(Path(f"{desk.folder}-cadangan").glob("kkg-*.tar*"))
        assert NAME in whole(url)

        type_in(desk, ERASE, here)
        assert NAME not in whole(url)
        ledger = Path(f"{desk.folder}-cadangan/penghapusan.tsv")
        assert ledger.exists() and NAME not in ledger.read_text()

        done = desk.make("restore", FROM=str(book), **here)
        assert done.returncode == 0, done.stdout
        told = whole(url)
        assert NAME not in told and "197103072005011003" not in told
        assert "Guru terhapus" in told


def type_in(desk: Desk, script: str, here: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", script]
    kept = {"PATH": "/usr/bin:/bin", "JOB_WORKER": "0", "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(command, cwd=desk.folder, env={**kept, **here}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def whole(url: str) -> str:
    """The database as its dump tells it."""
    program = str(postgres.find_binaries() / "pg_dump")
    return subprocess.run([program, "--data-only", url], capture_output=True, text=True, check=True).stdout
