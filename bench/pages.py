"""Every page of every role, in the demo and in a country of such: `python -m bench.pages [copies [reader …]]`.

The floor is the same page in the same run while there is only the demo: what a reader may see is no more in a country,
so the page should cost no more. Two databases, dropped afterwards; pages are found by links, one of each shape.
Counted is processor time, of Python and of the server's process together, so that other work beside it adds little.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from html.parser import HTMLParser
from statistics import median
from typing import Any
from urllib.parse import urldefrag, urljoin

from tools import postgres

os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE") or postgres.ensure_running()
os.environ.update(SECRET_KEY="only-for-bench", ALLOWED_HOSTS="testserver", DEBUG="0", SERVES_PAGES="1")  # noqa: S106
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

import django
import psycopg2

django.setup()

from django.test import Client  # noqa: E402

from bench.costs import Cost, cost_of, count_all  # noqa: E402
from bench.country import multiply  # noqa: E402
from madrasah.models import User  # noqa: E402
from tests import releases  # noqa: E402

COPIES, ROUNDS, LONG = 1_000, 5, 1.5
READERS = ("aminah", "baso", "daeng", "eka", "faisal", "gita", "indah", "jafar")
FILLING = ("migrate", "load_reference", "load_instruments", "seed_demo")
NUMBER = re.compile(r"\d+")
NO_PAGES = re.compile(r"\.(pdf|xlsx|csv|ics|js|json|webmanifest)\b|/(berkas|foto|keluar|masuk|unduh)\b|^/static/")
Costs = dict[str, Cost]


def main() -> None:
    """Print a row for each page that grew, the rest in one line."""
    copies, readers = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES, sys.argv[2:] or READERS
    with releases.scratch("bench_demo") as demo, releases.scratch("bench_country") as country:
        for url in (demo, country):
            for word in FILLING:
                releases.manage(url, word)
        rows = _multiplied(country, copies)
        big = ", ".join(f"{count:,} {name}" for name, count in rows[:6])
        print(f"{copies} copies of the demo: {big}\n")
        found = _measured(demo, {}, readers)
        _table(found, _measured(country, found, readers))


def _multiplied(url: str, copies: int) -> list[tuple[str, int]]:
    with psycopg2.connect(url) as link:
        link.autocommit = True
        counts = multiply(link.cursor(), copies)
    link.close()
    return sorted(counts.items(), key=lambda pair: -pair[1])


def _measured(url: str, known: Costs, readers: Sequence[str]) -> Costs:
    """The costs of the pages in the database at `url`, of those that are `known`, or of all that links lead to."""
    environment = {**os.environ, "BENCH_DATABASE": url}
    command = [sys.executable, "-m", "bench.pages", "--measure", *readers]
    wanted = json.dumps(list(known)).encode()
    done = subprocess.run(command, env=environment, input=wanted, stdout=subprocess.PIPE, check=True)
    return {page: tuple(cost) for page, cost in json.loads(done.stdout).items()}


def _measure() -> None:
    """In a process of its own, since a process has one database: milliseconds and queries by "reader path"."""
    wanted, costs = json.load(sys.stdin), {}
    count_all()
    for reader in sys.argv[2:]:
        client = Client()
        client.force_login(User.objects.get(username=f"{reader}-01"))
        own = [page.partition(" ")[2] for page in wanted if page.startswith(f"{reader} ")]
        for path in own or _walk(client):
            costs[f"{reader} {path}"] = cost_of(partial(client.get, path), ROUNDS)
    print(json.dumps(costs))


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


def _table(small: Costs, large: Costs) -> None:
    pairs = [(large[page][0] / small[page][0], page) for page in small if page in large]
    print("| page | demo ms | country ms | ratio | queries |\n| --- | ---: | ---: | ---: | ---: |")
    for ratio, page in sorted(pairs, reverse=True):
        if ratio > LONG:
            queries = f"{small[page][1]} → {large[page][1]}" if small[page][1] != large[page][1] else small[page][1]
            print(f"| `{page}` | {small[page][0]:.0f} | {large[page][0]:.0f} | {ratio:.1f} | {queries} |")
    ratios = [ratio for ratio, _ in pairs]
    print(f"\n{len(pairs)} pages; middle ratio {median(ratios):.2f}; {sum(r > LONG for r in ratios)} over {LONG}")


if __name__ == "__main__":
    _measure() if "--measure" in sys.argv else main()
