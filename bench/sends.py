"""What forms ask of the database in a country: `BENCH_DATABASE=… python -m bench.sends [log-in …]`.

Every form that links lead to is sent as its page shows it, three of a kind, and undone; what it leaves to a job is done
at once. The pages are looked at too, and more of a kind than bench.pages takes. Told are the statements that took
longest and those that walk a long table (SLOWEST=10), and each answer of 5xx.
"""

import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from tools import postgres

os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE") or postgres.ensure_running()
os.environ.update(SECRET_KEY="only-for-bench", ALLOWED_HOSTS="testserver", DEBUG="0", SERVES_PAGES="1")  # noqa: S106
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from bench.drills.browser import Answer, read  # noqa: E402
from bench.drills.crawl import NEVER, PEOPLE, shape  # noqa: E402
from bench.statements import Heaviest  # noqa: E402
from madrasah.models import User  # noqa: E402

OF_A_KIND = 3
SLOWEST = int(os.environ.get("SLOWEST", "10"))
Work = Callable[[], Answer]


def main() -> None:
    """Pages and sends of each person, then what was slow in them."""
    heaviest = Heaviest()
    for name in sys.argv[1:] or PEOPLE:
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(username=name))
        told: Counter[str] = Counter()
        for what, work in _works(client):
            answers: list[Answer] = []
            heaviest.look_at(f"{name} {what}", lambda work=work, kept=answers: kept.append(_undone(work)))  # type: ignore[misc]
            told[what.partition(" ")[0]] += 1
            if answers[0].status >= 500:
                print(f"{answers[0].status}: {name} {what}", flush=True)
        print(f"{name}: {told['GET']} pages, {told['POST']} sends", flush=True)
    for said in [*heaviest.explained(SLOWEST), *heaviest.walks()]:
        print(said, flush=True)


def _works(client: Client) -> Iterator[tuple[str, Work]]:
    """Each page and each send by its name, a few of a kind."""
    waiting, known, met = deque(["/"]), {"/"}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        yield f"GET {path}", partial(_asked, client.get, path)
        links, forms = read(path, _asked(client.get, path))
        for link in links:
            if link not in known and not NEVER.search(link) and _is_one_more(met, _kind(link)):
                known.add(link)
                waiting.append(link)
        for form in forms:
            if form.method == "post" and not NEVER.search(form.action) and _is_one_more(met, f"> {shape(form.action)}"):
                words: dict[str, list[str]] = {}
                for field, value in form.values:
                    words.setdefault(field, []).append(value)
                yield f"POST {form.action}", partial(_asked, client.post, form.action, words)


def _kind(link: str) -> str:
    """As crawl.shape, with what is asked for: a list filtered in another way is another question."""
    asked = parse_qs(link.partition("?")[2], keep_blank_values=True)
    return f"{shape(link)}?{'&'.join(sorted(asked))}"


def _is_one_more(met: Counter[str], kind: str) -> bool:
    met[kind] += 1
    return met[kind] <= OF_A_KIND


def _asked(way: Callable[..., Any], path: str, *words: object) -> Answer:
    found = way(path, *words)
    body = b"".join(found.streaming_content) if found.streaming else found.content
    return Answer(found.status_code, body, {name.lower(): value for name, value in found.items()})


def _undone(work: Work) -> Answer:
    with transaction.atomic():
        answer = work()
        transaction.set_rollback(True)
    return answer


if __name__ == "__main__":
    main()
