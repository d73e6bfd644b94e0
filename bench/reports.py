"""Reports over the demo, ten times and a hundred times as much of it: `python -m bench.reports [times …]`.

What grows is the reader's own: sheets and sessions of one KKG are copied beside themselves (`bench/country.py`). The
floor is reading the same rows and nothing else, in the same run. A report asks the database as often however much there
is, and costs no more for each row than it did; where not, the last line says so and the run fails.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from tools import postgres

os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE") or postgres.ensure_running()
os.environ.update(SECRET_KEY="only-for-bench", ALLOWED_HOSTS="testserver", DEBUG="0")  # noqa: S106
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

import django
import psycopg2

django.setup()

from django.utils import timezone  # noqa: E402

from bench.costs import Cost, cost_of, count_all  # noqa: E402
from bench.country import multiply  # noqa: E402
from competency.models import SharedVersion  # noqa: E402
from competency.packs.guide_reports import guide_report, guided_groups  # noqa: E402
from competency.packs.scope_reports import supervision_listings  # noqa: E402
from competency.recap.programme_reports import report_of  # noqa: E402
from competency.recap.reports import recap_of  # noqa: E402
from core.exports import write_workbook  # noqa: E402
from kkg.desk.scope_reports import kkg_listings  # noqa: E402
from kkg.models import Attendance  # noqa: E402
from kkg.recap.reports import recap_of as kkg_recap_of  # noqa: E402
from madrasah.desk.scope_reports import register_listings  # noqa: E402
from madrasah.models import Semester, User  # noqa: E402
from madrasah.scope import scope_of  # noqa: E402
from tests import releases  # noqa: E402

TIMES, ROUNDS, SLACK = (1, 10, 100), 3, 1.3
FILLING = ("migrate", "load_reference", "load_instruments", "seed_demo")
OWN = frozenset(
    f"competency_{name}"
    for name in ("visit", "assessment", "answer", "note", "sharedversion", "score", "followup", "reply")
) | {"kkg_session", "kkg_session_speakers", "kkg_topic", "kkg_attendance", "kkg_decision"}
FLOOR = "floor: the rows alone"


def main() -> None:
    """A column for each size; fails if a report asked more often, or grew faster than what it reads."""
    times = [int(word) for word in sys.argv[1:]] or list(TIMES)
    sizes, costs = [], []
    with releases.scratch("bench_demo") as demo:
        for word in FILLING:
            releases.manage(demo, word)
        for number in times:
            with releases.scratch("bench_reports", urlsplit(demo).path.lstrip("/")) as url:
                sizes.append(_grown(url, number))
                costs.append(_measured(url))
    _table(times, sizes, costs)
    if faults := _faults(sizes, costs):
        sys.exit("\n".join(faults))


def _grown(url: str, times: int) -> int:
    """How many rows the reader has of what grows."""
    link = psycopg2.connect(url)
    link.autocommit = True
    counts = multiply(link.cursor(), times - 1, OWN)
    link.close()
    return counts["competency_sharedversion"] + counts["kkg_attendance"]


def _measured(url: str) -> dict[str, Cost]:
    environment = {**os.environ, "BENCH_DATABASE": url}
    command = [sys.executable, "-m", "bench.reports", "--measure"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return {name: (cost[0], cost[1]) for name, cost in json.loads(done.stdout).items()}


def _measure() -> None:
    """In a process of its own, since a process has one database."""
    count_all()
    print(json.dumps({name: cost_of(partial(_read, report), ROUNDS) for name, report in _reports().items()}))


def _read(report: Callable[[User], Any]) -> None:
    """By somebody whom this process has not met: what is asked once a request is asked again."""
    report(_reader())


def _reports() -> dict[str, Callable[[User], Any]]:
    today = timezone.localdate()
    semester = Semester.objects.begun(today)[0]
    days = semester.kkg_days
    group = guided_groups(_reader(), semester)[0]

    def workbook(user: User) -> None:
        listings = [*register_listings(user), *kkg_listings(user), *supervision_listings(user, today)]
        with tempfile.TemporaryFile() as file:
            write_workbook(file, ((one.title, one.head, one.rows()) for one in listings))

    return {
        FLOOR: _floor,
        "recap of supervision": lambda user: recap_of(user, semester, place=None, teacher=None, today=today),
        "report of supervision": lambda user: report_of(user, semester, list(scope_of(user).opens), today),
        "recap of a KKG": lambda user: kkg_recap_of(user, group, days.starts_on, days.ends_on, semester.school_year),
        "report of a pengawas": lambda user: guide_report(user, semester, today),
        "all data as XLSX": workbook,
    }


def _floor(_user: User) -> None:
    list(SharedVersion.objects.values_list())
    list(Attendance.objects.values_list())


def _reader() -> User:
    return User.objects.select_related("person").get(username="daeng-01")


def _faults(sizes: list[int], costs: list[dict[str, Cost]]) -> list[str]:
    first, last, grown = costs[0], costs[-1], sizes[-1] / sizes[0]
    asked = {name: (first[name][1], last[name][1]) for name in first}
    faults = [f"{name}: {few} queries became {many}" for name, (few, many) in asked.items() if few != many]
    faults += [
        f"{name}: {last[name][0] / first[name][0]:.0f} times the cost of {grown:.0f} times the rows"
        for name in first
        if last[name][0] / first[name][0] > SLACK * grown
    ]
    return faults


def _table(times: list[int], sizes: list[int], costs: list[dict[str, Cost]]) -> None:
    columns = [f"{number}×: {size:,} rows, ms" for number, size in zip(times, sizes, strict=True)]
    print("| report |", " | ".join(columns), "| growth | of the floor | queries |")
    print("| --- |", " | ".join("---:" for _ in [*columns, "growth", "floor", "queries"]), "|")
    for name in costs[0]:
        spent = [cost[name][0] for cost in costs]
        asked = " → ".join(dict.fromkeys(str(cost[name][1]) for cost in costs))
        ratio = spent[-1] / costs[-1][FLOOR][0]
        cells = [f"{ms:,.0f}" for ms in spent]
        print(f"| {name} |", " | ".join(cells), f"| {spent[-1] / spent[0]:.0f} | {ratio:.1f} | {asked} |")


if __name__ == "__main__":
    _measure() if "--measure" in sys.argv else main()
