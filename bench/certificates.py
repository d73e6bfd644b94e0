"""300 certificates in one batch: time to issue and to print them, and that nothing is lost or doubled.

`python -m bench.certificates`, on an empty database that is dropped afterwards. The floors are what the same
machine needs in the same run to store as many ready rows, and to set as many tagged pages that hold only a
name and a bare table of as many lines.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tools import postgres

os.environ.setdefault("DATABASE_URL", postgres.ensure_running())
os.environ.update(SECRET_KEY="only-for-bench", ALLOWED_HOSTS="localhost", DEBUG="0")  # noqa: S106
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

import django
import typst
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import override_settings

django.setup()

from core import jobs  # noqa: E402
from core.models import Job  # noqa: E402
from core.papers import STANDARD, to_pdf  # noqa: E402
from kkg.certificates.actions import issue_batch, write_certificates  # noqa: E402
from kkg.certificates.papers import TEMPLATE, certificates_paper  # noqa: E402
from kkg.groups.reports import signers_on  # noqa: E402
from kkg.models import Attendance, Certificate, CertificateBatch, LetterCounter, Session, WorkingGroup  # noqa: E402
from madrasah.models import Person, User  # noqa: E402
from tests.workers import until, worker  # noqa: E402

PEOPLE, SESSIONS, RUNS = 300, 12, 3
FIRST = date(2026, 7, 1)
ADDRESS = "https://kkg.contoh.id/s/"
BLANK = f"""
#set document(title: "Contoh")
#for name in json(bytes(sys.inputs.names)) {{
  page(flipped: true, name)
  page(flipped: true, table(columns: 5, ..range({5 * SESSIONS}).map(at => [#at])))
}}
"""


def main() -> None:
    """Print the figures, then the checks; a check that fails ends the run with its sentence."""
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"bench_app_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        group, user = _world()
        _figures(group, user)
        _at_once(group, user)
        _killed(group, user)
    finally:
        connection.close()
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def _world() -> tuple[WorkingGroup, User]:
    """A KKG of 300 who were at each of twelve closed sessions."""
    user, group = User.objects.create_user("contoh-01"), WorkingGroup.objects.create(name="KKG Contoh")
    people = Person.objects.bulk_create([Person(name=f"Guru Contoh {n}") for n in range(PEOPLE)])
    for number in range(SESSIONS):
        session = Session.objects.create(
            group=group,
            school_year=2026,
            title=f"Pertemuan {number}",
            jp=3,
            closed_at=Now(),
            closed_by=user,
            date=FIRST + timedelta(days=7 * number),
        )
        session.topics.create(title="Menyusun modul ajar", status="tuntas")
        rows = (Attendance(session=session, school_year=2026, person=person) for person in people)
        Attendance.objects.bulk_create(rows)
    return group, user


def _issue(group: WorkingGroup, user: User, until_day: int = 100) -> CertificateBatch:
    last = FIRST + timedelta(days=until_day)
    values = {"title": "Kegiatan Contoh", "since": FIRST, "until": last, "dated": last, "least_hours": 1}
    paper = {"letterhead": [group.name], "place": "Contoh", "signers": signers_on(group, last, with_numbers=True)}
    return issue_batch(group=group, values=values, paper=paper, client_token=uuid4(), by=user)


def _figures(group: WorkingGroup, user: User) -> None:
    """The middle of three runs, each beside its floor."""
    issued, stored, printed, blank = [], [], [], []
    for _ in range(RUNS):
        issued.append(_seconds(lambda: _issue(group, user)))
        rows = list(Certificate.objects.select_related("batch__group"))
        _expect(len(rows), PEOPLE, "certificates issued")
        Certificate.objects.all().delete()
        stored.append(_seconds(lambda rows=rows: Certificate.objects.bulk_create(rows)))
        printed.append(_seconds(lambda rows=rows: _print(rows)))
        blank.append(_seconds(lambda rows=rows: _blank(rows)))
        _clean()
    print("| 300 certificates | seconds | floor | ratio |")
    print("| --- | ---: | ---: | ---: |")
    _line("issue as one job", issued, stored)
    _line("one PDF of 600 pages", printed, blank)


def _print(rows: list[Certificate]) -> None:
    batch = rows[0].batch
    made = to_pdf(TEMPLATE, certificates_paper(batch, rows, address_of=lambda code: f"{ADDRESS}{code}/", check=ADDRESS))
    _expect(made[:4], b"%PDF", "start of a PDF")


def _blank(rows: list[Certificate]) -> None:
    names = json.dumps([row.holder for row in rows])
    typst.compile(BLANK.encode(), ignore_system_fonts=True, pdf_standards=[STANDARD], sys_inputs={"names": names})


def _at_once(group: WorkingGroup, user: User) -> None:
    """Two batches of other days, each started by four at once, and each job once more."""

    def issue(number: int) -> None:
        try:
            batch = _issue(group, user, 100 + number % 2)
            write_certificates(batch.job_id, batch.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(issue, range(8)))
    _check_whole(2 * PEOPLE, "8 batches at once, each job twice")
    _clean()


def _killed(group: WorkingGroup, user: User) -> None:
    """A worker killed by SIGKILL in the middle of its inserts; the next takes the job up."""
    with override_settings(JOBS_AT_ONCE=False):
        batch = _issue(group, user)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE kkg_certificate IN SHARE MODE")
        with worker() as victim:
            until(lambda: Job.objects.get(pk=batch.job_id).total == PEOPLE, seconds=60)
            victim.kill()
            victim.wait()
        cursor.execute("ROLLBACK")
    _expect(Certificate.objects.count(), 0, "certificates after the kill")
    Job.objects.filter(pk=batch.job_id).update(beat_at=Now() - 2 * jobs.SILENT_FOR)
    with worker():
        until(lambda: Job.objects.get(pk=batch.job_id).is_over, seconds=60)
    _check_whole(PEOPLE, "a killed worker and the one after it")


def _check_whole(count: int, what: str) -> None:
    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    holders = Certificate.objects.values("person", "part", "batch__until").distinct().count()
    _expect((numbers, holders), (list(range(1, count + 1)), count), what)
    _expect(Certificate.objects.values("code").distinct().count(), count, f"codes after {what}")
    print(f"{what}: {count} certificates, numbers 1 to {count}, none lost, none doubled")


def _clean() -> None:
    for model in (Certificate, CertificateBatch, LetterCounter):
        model.objects.all().delete()  # type: ignore[attr-defined]


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _line(what: str, own: list[float], floor: list[float]) -> None:
    mine, least = sorted(own)[RUNS // 2], sorted(floor)[RUNS // 2]
    print(f"| {what} | {mine:.2f} | {least:.2f} | {mine / least:.1f} |", flush=True)


def _expect(found: Any, wanted: Any, what: str) -> None:
    if found != wanted:
        sys.exit(f"{what}: expected {wanted}, found {found}")


if __name__ == "__main__":
    main()
