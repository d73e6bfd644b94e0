"""Reports read from a copy of the database (DATABASE_REPLICA_URL), all else from the database itself.

A request is answered by one of both, never half by each. Whoever wrote carries a mark of how far the database's log
had got, and reads the database until the copy has come that far. A copy that is away, or that lags more than
REPLICA_LAG_SECONDS, answers nobody. Nothing is ever written to it or locked there.
"""

import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse

from core.cookies import cookie_name
from core.outages import TOO_SLOW

REPLICA = "replica"
# The whole list of pages that may be as old as the copy is: they count, and nobody presses a button on what they say.
REPORTS = frozenset(
    {
        "kkg:recap",
        "kkg:recap-sheet",
        "kkg:journal",
        "kkg:group-report",
        "kkg:span-report",
        "competency:supervision-recap",
        "competency:supervision-recap-paper",
        "competency:supervision-recap-sheet",
        "competency:supervision-report",
        "competency:guide-report",
        "competency:district",
        "competency:district-madrasahs",
        "competency:district-trend",
        "competency:district-paper",
        "competency:district-sheet",
        "competency:rpp-month",
        "competency:summary-list",
        "competency:staircase",
        "competency:effect-list",
        "competency:effect-detail",
        "competency:effect-paper",
        "competency:finding-matrix",
        "competency:mismatch-progress",
        "madrasah:qualification-map",
        "madrasah:teacher-register",
        "madrasah:madrasah-register",
    }
)
MARK = "tertulis"
SECONDS_MARKED = 300
SECONDS_AWAY = 10
SAFE = ("GET", "HEAD", "OPTIONS")
HERE = "SELECT pg_current_wal_lsn()"
THERE = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END"

_reads_replica: ContextVar[bool] = ContextVar("reads_replica", default=False)


class ReplicaRouter:
    """Django asks it for each statement of the ORM."""

    def db_for_read(self, _model: Any, **_hints: Any) -> str | None:
        """What is read within a transaction belongs to what it writes."""
        is_within = _reads_replica.get() and connections[DEFAULT_DB_ALIAS].in_atomic_block
        return REPLICA if _reads_replica.get() and not is_within else None

    def db_for_write(self, _model: Any, **_hints: Any) -> str:
        """Locks (`select_for_update`) are asked for here too."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *_rows: Any, **_hints: Any) -> bool:
        """Both hold the same rows."""
        return True

    def allow_migrate(self, db: str, *_names: Any, **_hints: Any) -> bool | None:
        """The copy gets its tables from the database."""
        return False if db == REPLICA else None


def reads_elsewhere(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the last before the views: marks who wrote, and lets reports read the copy."""
    if REPLICA not in connections.databases:
        raise MiddlewareNotUsed
    copy = Copy()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method not in SAFE:
            _mark(response)
        return response

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if request.method not in SAFE or match is None or match.view_name not in REPORTS:
            return None
        return _by_copy(copy, lambda: view(request, *args, **kwargs)) if copy.has_come_to(_seen_of(request)) else None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


class Copy:
    """What this process knows of the copy: how far the database's log had got lately, and whether the copy is away."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lately: deque[tuple[float, int]] = deque(maxlen=1000)
        self._away_until = 0.0

    def has_come_to(self, needed: int) -> bool:
        """Whether it holds all up to `needed`, and all that is older than it may lag.

        What it must hold is the oldest place of the log that was seen within that time: then it lags no more.
        """
        now = time.monotonic()
        if now < self._away_until:
            return False
        try:
            here, there = position(DEFAULT_DB_ALIAS, HERE), position(REPLICA, THERE)
        except DatabaseError:
            self.is_away()
            return False
        with self._lock:
            while self._lately and self._lately[0][0] < now - settings.REPLICA_LAG_SECONDS:
                self._lately.popleft()
            self._lately.append((now, here))
            return there >= max(needed, self._lately[0][1])

    def is_away(self) -> None:
        """For a moment nobody asks it."""
        connections[REPLICA].close()
        self._away_until = time.monotonic() + SECONDS_AWAY


def position(alias: str, statement: str) -> int:
    """How far a log has got, as a number; "16/B374D848" is 16 times 4 GiB and then some."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        return _number(str(cursor.fetchone()[0]))


def _number(told: str) -> int:
    high, _, low = told.partition("/")
    try:
        return (int(high, 16) << 32) + int(low, 16)
    except ValueError:
        return 0


def _by_copy(copy: Copy, answer: Callable[[], HttpResponse]) -> HttpResponse | None:
    """The answer read from the copy; None, so that the database is asked, when the copy failed in the middle."""
    token = _reads_replica.set(True)
    try:
        return answer()
    except (OperationalError, InterfaceError) as fault:
        if getattr(fault.__cause__, "pgcode", None) in TOO_SLOW:
            raise  # the database would take as long
        copy.is_away()
        return None
    finally:
        _reads_replica.reset(token)


def _seen_of(request: HttpRequest) -> int:
    """How far the log had got when this browser last wrote; 0 where that is long ago."""
    return _number(request.get_signed_cookie(cookie_name(MARK), default="", salt=MARK, max_age=SECONDS_MARKED) or "")


def _mark(response: HttpResponse) -> None:
    try:
        told = f"{position(DEFAULT_DB_ALIAS, HERE):X}"
    except DatabaseError:
        return
    response.set_signed_cookie(
        cookie_name(MARK),
        f"0/{told}",
        salt=MARK,
        max_age=SECONDS_MARKED,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
