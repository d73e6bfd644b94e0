"""A thousand teachers check in, 64 at once: `python -m bench.checkins [teachers] [in flight]`.

The real server: gunicorn on loopback with its usual workers, on an empty database that is dropped afterwards.
Every tenth phone sends twice at the same time. The floor is as many GETs of a light page in the same run.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import repeat
from urllib.parse import urlencode, urlsplit

from tools import postgres

os.environ.setdefault("DATABASE_URL", postgres.ensure_running())
os.environ.update(SECRET_KEY="only-for-bench", ALLOWED_HOSTS="127.0.0.1", DEBUG="0")  # noqa: S106
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

import django
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

django.setup()

from kkg.checkin.codes import address_of  # noqa: E402
from kkg.models import CheckInWindow, GroupPlace, Session, WorkingGroup  # noqa: E402
from madrasah.models import Assignment, Madrasah, Person, Placement, Region, User  # noqa: E402
from madrasah.periods import school_year_of  # noqa: E402
from madrasah.roles import Role  # noqa: E402

TEACHERS, IN_FLIGHT = 1_000, 64
DATABASE = "bench_checkins"
BACKEND = "madrasah.accounts.backends.PersonBackend"
SINCE = date(2024, 7, 1)
STAMP = re.compile(r'name="stamp" value="([^"]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HEAD = ("step", "requests", "per second", "p50 ms", "p95 ms", "slowest ms")


def main() -> None:
    """Print one table and what was found in the database; fails if a row is lost or doubled."""
    teachers, in_flight = [int(word) for word in sys.argv[1:]] or [TEACHERS, IN_FLIGHT]
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = DATABASE
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        _measure(teachers, in_flight)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _measure(teachers: int, in_flight: int) -> None:
    window, keys = _world(teachers)
    print(f"{teachers} teachers, {in_flight} in flight, {os.cpu_count()} processors\n")
    print(f"| {' | '.join(HEAD)} |\n|{' ---: |' * len(HEAD)}")
    with _server() as port, ThreadPoolExecutor(in_flight) as phones:
        _table("floor: GET /h/", list(phones.map(_floor, repeat(port, teachers))))
        start = time.perf_counter()
        done = list(phones.map(_check_in, repeat(port), repeat(window), keys, range(teachers)))
        whole = time.perf_counter() - start
    _table("scan: GET /h/<code>/", [(one[0], start, start + whole) for one in done])
    _table("check-in: POST /h/kirim/", [(sent, start, start + whole) for one in done for sent in one[1]])
    _table("result: GET /h/tercatat/", [(one[2], start, start + whole) for one in done])
    _verify(window.session, teachers)
    print(f"{teachers} whole check-ins (scan, send, result) in {whole:.1f} s: {teachers / whole:.0f} a second")


def _verify(session: Session, teachers: int) -> None:
    rows = session.attendances.filter(mark="hadir", way="pindai", checked_at__isnull=False)
    people, found = rows.values("person").distinct().count(), session.attendances.count()
    print(f"\n{found} rows, {people} persons present, {found - people} doubled, {teachers - people} lost")
    if not found == people == teachers:
        raise SystemExit("rows were lost or doubled")


# -- The world and its server ------------------------------------------------------------------------------


def _world(teachers: int) -> tuple[CheckInWindow, list[str]]:
    """One KKG with a session now, its open window, and a logged-in phone for each teacher."""
    region = Region.objects.create(code="73.02.01", level="kecamatan", name="Gantarang")
    places = Madrasah.objects.bulk_create(
        Madrasah(name=f"MI Contoh {n}", region=region) for n in range(max(1, teachers // 20))
    )
    group = WorkingGroup.objects.create(name="KKG MI Contoh")
    GroupPlace.objects.bulk_create(GroupPlace(group=group, madrasah=one, since=SINCE) for one in places)
    users = _teachers(teachers, places)
    today, now = timezone.localdate(), timezone.now()
    session = Session.objects.create(
        group=group, school_year=school_year_of(today), title="Pertemuan Contoh", date=today
    )
    hours = {"opens_at": now - timedelta(minutes=5), "closes_at": now + timedelta(hours=2)}
    window = CheckInWindow.objects.create(session=session, opened_by=users[0], **hours)
    return window, [_log_in(user) for user in users]


def _teachers(count: int, places: list[Madrasah]) -> list[User]:
    people = Person.objects.bulk_create(Person(name=f"Guru Contoh {n}") for n in range(count))
    home = {person.pk: places[number % len(places)] for number, person in enumerate(people)}
    Placement.objects.bulk_create(Placement(person=p, madrasah=home[p.pk], since=SINCE) for p in people)
    Assignment.objects.bulk_create(
        Assignment(person=p, role=Role.TEACHER, madrasah=home[p.pk], since=SINCE) for p in people
    )
    return User.objects.bulk_create(User(username=f"guru-{p.pk}", person=p, password="!") for p in people)  # noqa: S106


def _log_in(user: User) -> str:
    """The key of a web session, as after a log-in; hashing a thousand passwords is not what is measured."""
    store = SessionStore()
    store.update(
        {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash()}
    )
    store.create()
    return str(store.session_key)


@contextmanager
def _server() -> Iterator[int]:
    """gunicorn as `make run` starts it, on a free port of loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{DATABASE}").geturl()
    env = {**os.environ, "DATABASE_URL": url, "PORT": str(port), "JOB_WORKER": "0"}
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "config.wsgi"], env=env)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            if _ask(port, "GET", "/sehat/")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


# -- One phone ---------------------------------------------------------------------------------------------


def _floor(port: int) -> tuple[float, float, float]:
    start = time.perf_counter()
    _expect(_ask(port, "GET", "/h/"), 200)
    end = time.perf_counter()
    return end - start, start, end


def _check_in(port: int, window: CheckInWindow, key: str, number: int) -> tuple[float, list[float], float]:
    """Seconds of the scan, of each sending, and of the result."""
    code = address_of(window.pk, window.secret, timezone.now())
    cookies = {"sessionid": key}
    page, scan = _timed(lambda: _expect(_ask(port, "GET", f"/h/{code}/", cookies), 200))
    body = {"stamp": STAMP.search(page[1])[1], "csrfmiddlewaretoken": TOKEN.search(page[1])[1]}  # type: ignore[index]
    cookies |= page[2]

    def send(_: int) -> float:
        return _timed(lambda: _expect(_ask(port, "POST", "/h/kirim/", cookies, body), 302))[1]

    with ThreadPoolExecutor(2) as impatient:
        sent = list(impatient.map(send, range(2 if number % 10 == 0 else 1)))
    path = f"/h/tercatat/{window.session_id}/"
    return scan, sent, _timed(lambda: _expect(_ask(port, "GET", path, cookies), 200))[1]


Answer = tuple[int, str, dict[str, str]]


def _ask(port: int, method: str, path: str, cookies: dict[str, str] | None = None, body: object = None) -> Answer:
    """Status, text and cookies of one answer; a connection of its own, as phones have."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request(method, path, urlencode(body) if body else None, headers)  # type: ignore[arg-type]
    answer = line.getresponse()
    text = answer.read().decode()
    given = [cookie.partition(";")[0].partition("=") for cookie in answer.headers.get_all("Set-Cookie", [])]
    line.close()
    return answer.status, text, {name: value for name, _, value in given}


def _expect(answer: Answer, status: int) -> Answer:
    if answer[0] != status:
        raise SystemExit(f"expected {status}, got {answer[0]}: {answer[1][:300]}")
    return answer


def _timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def _table(step: str, asked: list[tuple[float, float, float]]) -> None:
    """`asked`: seconds of each request, and the first and last moment of its step."""
    times = sorted(one[0] * 1000 for one in asked)
    span = max(one[2] for one in asked) - min(one[1] for one in asked)
    p50, p95 = (times[int(len(times) * share)] for share in (0.5, 0.95))
    print(f"| {step} | {len(times)} | {len(times) / span:.0f} | {p50:.0f} | {p95:.0f} | {times[-1]:.0f} |")


if __name__ == "__main__":
    main()
