"""Every page of every role, in a kabupaten, ten and a hundred of them: `python -m bench.pages [copies …]`.

A kabupaten is the demo 44 times (264 MI); what a reader may see is no more in a country, so a page should cost no more.
Its cost is told in times of a bare logged-in list (`bench/floor.py`) in the same run. Pages are found by links, one of
each shape. Counted is processor time, of Python and of the server's process together, so that other work beside it adds
little. READERS=aminah,baso for some readers only; HEAVIEST=10 explains so many statements at the largest size, and
names those that walk a long table.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from statistics import median
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from tools import postgres

os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE") or postgres.ensure_running()
os.environ.update(SECRET_KEY="only-for-bench", ALLOWED_HOSTS="testserver", DEBUG="0", SERVES_PAGES="1")  # noqa: S106
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

import django
import psycopg2

django.setup()

from django.test import Client  # noqa: E402
from django.urls import resolve  # noqa: E402

from bench.costs import cost_of, count_all  # noqa: E402
from bench.country import multiply  # noqa: E402
from bench.floor import floor_of  # noqa: E402
from bench.shares import PARTS, shares_of  # noqa: E402
from bench.statements import Heaviest  # noqa: E402
from madrasah.models import User  # noqa: E402
from tests import releases  # noqa: E402

SIZES, ROUNDS, NEXT = (44, 440, 4_400), 3, 5
EVERYBODY = ("aminah", "baso", "daeng", "eka", "faisal", "gita", "indah", "jafar")
READERS = os.environ.get("READERS", ",".join(EVERYBODY)).split(",")
HEAVIEST = int(os.environ.get("HEAVIEST", "0"))
FILLING = ("migrate", "load_reference", "load_instruments", "seed_demo")
NUMBER = re.compile(r"\d+")
NO_PAGES = re.compile(r"\.(pdf|xlsx|csv|ics|js|json|webmanifest)\b|/(berkas|foto|keluar|masuk|unduh)\b|^/static/")
# The aims of a page in times of the floor, and of its growth from the first size to the last.
WHOLE_REPORT = re.compile("recap|report|summary|growth|effect|needs|district|staircase|board|journal|home|findings")
AIM, AIM_OF_REPORTS, AIM_OF_GROWTH = 1.5, 2.0, 1.3
Costs = dict[str, tuple[float, int, float, list[int]]]


def main() -> None:
    """A row for each view, of the reader to whom it costs most at the largest size; then what fails its aim."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    costs: list[Costs] = []
    with releases.scratch("bench_demo") as demo:
        for word in FILLING:
            releases.manage(demo, word)
        for number in sizes:
            with releases.scratch("bench_country", urlsplit(demo).path.lstrip("/")) as country:
                rows = _multiplied(country, number)
                print(f"{number} times the demo: " + ", ".join(f"{count:,} {name}" for name, count in rows), flush=True)
                costs.append(_measured(country, costs[0] if costs else {}, HEAVIEST if number == sizes[-1] else 0))
                _table(sizes[: len(costs)], costs)


def _multiplied(url: str, times: int) -> list[tuple[str, int]]:
    """The six largest tables then."""
    with psycopg2.connect(url) as link:
        link.autocommit = True
        counts = multiply(link.cursor(), times - 1)
    link.close()
    shown = ["madrasah_madrasah", "madrasah_person"]
    large = sorted(counts, key=lambda name: -counts[name])[:6]
    return [(name, counts[name]) for name in [*shown, *large]]


def _measured(url: str, known: Costs, heaviest: int) -> Costs:
    """The costs of the pages in the database at `url`, of those that are `known`, or of all that links lead to."""
    environment = {**os.environ, "BENCH_DATABASE": url, "HEAVIEST": str(heaviest)}
    command = [sys.executable, "-m", "bench.pages", "--measure"]
    wanted = json.dumps(list(known)).encode()
    done = subprocess.run(command, env=environment, input=wanted, stdout=subprocess.PIPE, check=True)
    return {page: tuple(cost) for page, cost in json.loads(done.stdout).items()}


def _measure() -> None:
    """In a process of its own, since a process has one database: by "reader path" milliseconds, queries, the
    milliseconds of a bare list around it (`_even`), and where the time goes.
    """
    wanted, costs, heaviest = json.load(sys.stdin), {}, Heaviest()
    count_all()
    for reader in READERS:
        user = User.objects.get(username=f"{reader}-01")
        client = Client()
        client.force_login(user)
        own = [page.partition(" ")[2] for page in wanted if page.startswith(f"{reader} ")]
        bare = floor_of(user)
        for path in own or _walk(client):
            work = partial(client.get, path)
            costs[f"{reader} {path}"] = *cost_of(work, ROUNDS), cost_of(bare, ROUNDS)[0], shares_of(work)
            if HEAVIEST:
                heaviest.look_at(f"{reader} {path}", work)
    for said in [*heaviest.explained(HEAVIEST), *heaviest.walks()]:
        print(said, file=sys.stderr, flush=True)
    print(json.dumps(_even(costs)))


def _even(costs: Costs) -> Costs:
    """The bare list of each page as the middle of those measured next to it: what else the machine does just then adds
    to both, and a single odd one counts for nothing.
    """
    bare = [each for _, _, each, _ in costs.values()]
    near = (median(bare[max(0, at - NEXT) : at + NEXT + 1]) for at in range(len(bare)))
    return {
        page: (ms, asked, each, shares)
        for (page, (ms, asked, _, shares)), each in zip(costs.items(), near, strict=True)
    }


def _walk(client: Client) -> Iterator[str]:
    """Pages by following links from the first one; of those that differ in a number or a question only the first."""
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop(0)
        response: Any = client.get(path)
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        yield path
        for link in _links(path, response.content.decode()):
            if (shape := NUMBER.sub("0", link.partition("?")[0])) not in seen:
                seen.add(shape)
                waiting.append(link)


def _links(path: str, html: str) -> list[str]:
    reader = _Links()
    reader.feed(html)
    whole = (urldefrag(urljoin(path, link)).url for link in reader.found)
    return [link for link in whole if link.startswith("/") and not NO_PAGES.search(link)]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def _table(sizes: list[int], costs: list[Costs]) -> None:
    times = [{page: mine / bare for page, (mine, _, bare, _) in found.items()} for found in costs]
    pages = set.intersection(*map(set, costs))
    dearest: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: times[-1][page]):
        dearest[resolve(urlsplit(page.partition(" ")[2]).path).view_name] = page
    print(f"floor: {median(bare for _, _, bare, _ in costs[-1].values()):.1f} ms, 4 queries\n")
    heads = [*(f"{number} ×" for number in sizes), "growth", "ms", "queries", *(f"{part} %" for part in PARTS)]
    print(f"| view | reader | {' | '.join(heads)} |")
    print("| --- | --- |" + " ---: |" * len(heads))
    for view, page in sorted(dearest.items(), key=lambda pair: -times[-1][pair[1]]):
        row = [each[page] for each in times]
        asked, shares = sorted({found[page][1] for found in costs}), costs[-1][page][3]
        figures = [*(f"{number:.1f}" for number in row), f"{row[-1] / row[0]:.2f}", f"{costs[-1][page][0]:.0f}"]
        cells = [f"`{view}`", page.partition(" ")[0], *figures, " to ".join(map(str, asked)), *map(str, shares)]
        print(f"| {' | '.join(cells)} |")
    _verdict(dearest, times)


def _verdict(dearest: dict[str, str], times: list[dict[str, float]]) -> None:
    growth = {view: times[-1][page] / times[0][page] for view, page in dearest.items()}
    last = {view: times[-1][page] for view, page in dearest.items()}
    over = [view for view in last if last[view] > (AIM_OF_REPORTS if WHOLE_REPORT.search(view) else AIM)]
    grown = [view for view in growth if growth[view] > AIM_OF_GROWTH]
    print(f"\n{len(last)} views; middle {median(last.values()):.1f} times the floor, {len(over)} above their aim")
    print(f"middle growth {median(growth.values()):.2f}; above {AIM_OF_GROWTH}: {', '.join(sorted(grown)) or 'none'}")


if __name__ == "__main__":
    _measure() if "--measure" in sys.argv else main()
