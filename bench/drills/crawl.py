"""Several people of the sample data at once, each through every page that they find, sending each kind of form once."""

import re
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor

from bench.drills.browser import Browser, read

PEOPLE = ("aminah-01", "baso-01", "daeng-01", "gita-01", "jafar-01")
NEVER = re.compile(r"^/(keluar|akun/(perangkat|sandi|pengaman))|/sandi/|/akun/")


def shape(path: str) -> str:
    """/guru/12/ubah/ and /guru/7/ubah/ are one kind of page."""
    return re.sub(r"/[0-9a-f-]{36}|/\d[\d-]*|/[A-Za-z0-9_-]{16,}", "/…", path.partition("?")[0])


def crawl(port: int, *, sends: bool, most: int = 100) -> dict[str, Counter[str]]:
    """Statuses by kind of page for each person; with `sends`, forms are posted as they stand."""
    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        found = pool.map(lambda name: _walk(port, name, sends, most), PEOPLE)
        return dict(zip(PEOPLE, found, strict=True))


def _walk(port: int, name: str, sends: bool, most: int) -> Counter[str]:
    browser, seen, told, sent = Browser(port).log_in(name), Counter[str](), Counter[str](), set()
    waiting, known = deque(["/"]), {"/"}
    while waiting and told.total() < most:
        path = waiting.popleft()
        answer = browser.get(path)
        told[f"GET {shape(path)} {answer.status}"] += 1
        links, forms = read(path, answer)
        for link in links:
            if link not in known and seen[shape(link)] < 3 and not NEVER.search(link):
                known.add(link)
                seen[shape(link)] += 1
                waiting.append(link)
        for form in forms if sends else []:
            kind = shape(form.action)
            if form.method == "post" and kind not in sent and not NEVER.search(form.action):
                sent.add(kind)
                told[f"POST {kind} {browser.post(form.action, form.values).status}"] += 1
    return told


def faults(told: dict[str, Counter[str]]) -> list[str]:
    """Every answer of 500 and above."""
    return [f"{name}: {line}" for name, lines in told.items() for line in lines if re.search(r" 5\d\d$", line)]
