"""kill -9 of the process for long work in the middle of an import: `python -m bench.drills.killed_worker [rows]`.

Once while the file is read, once while it is written; each time another process takes the job up. In the
end every row that the preview called new is one person.
"""

import signal
import subprocess
import sys
import time
from contextlib import suppress

from bench.books import madrasah_count, write_book
from bench.drills.rig import Site, site
from tools.project import ROOT

ROWS, PATIENCE = 3_000, 240
START = """
from pathlib import Path
from madrasah.imports import runs
from madrasah.models import Madrasah, Region, User
from bench.books import nsm_of
kecamatan = Region.objects.filter(level="kecamatan", parent=Region.objects.get(assignments__role="operator")).first()
places = (Madrasah(name=f"MI Latihan {{n}}", nsm=nsm_of(n), region=kecamatan) for n in range({places}))
Madrasah.objects.bulk_create(places)
with open("{book}", "rb") as file:
    runs.start_import(file=file, name="guru.xlsx", by=User.objects.get(username="jafar-01"))
"""
APPLY = """
from madrasah.imports import runs
from madrasah.models import ImportRun, User
runs.apply_import(run=ImportRun.objects.latest("pk"), by=User.objects.get(username="jafar-01"))
"""
JOB = "SELECT status, done, total, attempts FROM core_job WHERE task LIKE 'madrasah.imports%' ORDER BY id DESC LIMIT 1"
COUNTS = "SELECT counts FROM madrasah_importrun ORDER BY id DESC LIMIT 1"
PERSONS = "SELECT count(*) FROM madrasah_person"
TWINS = "SELECT count(*) FROM (SELECT peg_id FROM madrasah_person WHERE peg_id <> '' GROUP BY 1 HAVING count(*) > 1) t"


def main() -> None:
    """Print what each kill met, and what stood in the end."""
    rows = int(sys.argv[1]) if sys.argv[1:] else ROWS
    with site("kerja") as place:
        book = place.folder / "guru.xlsx"
        write_book(book, rows)
        ((before,),) = place.cluster.ask(PERSONS)
        place.manage("shell", "--no-imports", "--command", START.format(places=madrasah_count(rows), book=book))
        _survive(place, "read")
        place.manage("shell", "--no-imports", "--command", APPLY)
        _survive(place, "written", before)
        ((after,),), ((twins,),) = place.cluster.ask(PERSONS), place.cluster.ask(TWINS)
        ((counts,),) = place.cluster.ask(COUNTS)
        print(f"rows in the file: {rows}, of the preview: {counts}")
        print(f"persons more: {after - before}; one Peg ID twice: {twins}")
        if after - before != counts["baru"] or twins:
            raise SystemExit("rows were lost or doubled")


def _survive(place: Site, word: str, before: int = 0) -> None:
    """Kill the worker when a third is done; the next one must end the job."""
    first = _worker(place)
    status, done, total, _ = _until(place, lambda job: job[0] == "berjalan" and job[1] and job[1] >= job[2] / 3)
    first.send_signal(signal.SIGKILL)
    first.wait()
    began = time.monotonic()
    half = place.cluster.ask(PERSONS)[0][0] - before if before else 0
    print(f"killed while being {word}, job {status} at {done} of {total}; persons half written: {half}")
    second = _worker(place)
    try:
        status, done, total, attempts = _until(place, lambda job: job[0] in ("selesai", "gagal"))
    finally:
        second.terminate()
        with suppress(subprocess.TimeoutExpired):
            second.wait(20)
    print(f"  {status} at attempt {attempts}, {time.monotonic() - began:.0f} s after the kill")
    if status != "selesai" or half:
        raise SystemExit("the job was not taken up again, or something was half written")


def _worker(place: Site) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", "run_jobs"]
    environment = {**place.environment, "SERVES_PAGES": "0"}
    log = open(place.folder / "worker.log", "ab")  # noqa: SIM115 - the worker's own from here on
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)


def _until(place: Site, holds: object) -> tuple[str, int, int, int]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = place.cluster.ask(JOB)
        if found and holds(found[0]):  # type: ignore[operator]
            return found[0]
        time.sleep(0.05)
    raise SystemExit(f"the job does not come that far: {place.cluster.ask(JOB)}")


if __name__ == "__main__":
    main()
