"""Worlds that many tests begin with: built once for all tests in turn that ask for them.

A fixture marked `@standing` builds rows and returns what it knows of them. They stand under the savepoint in which a
test runs, those of a fixture that takes it above them. A test that asks for others, or at another moment, first takes
away what it did not ask for: so it finds the rows it named and no more, in any order and alone. What it is handed is
a copy of its own, which it may change as it likes.

Not shared but built anew: where rows are really written (`transactional_db`), and inside a wider fixture that keeps
a transaction open.
"""

import functools
import inspect
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone


@dataclass(frozen=True)
class Level:
    """What one fixture wrote, when and over which connection, and all that is known up to there (pickled)."""

    build: Callable[..., Any]
    at: datetime
    over: BaseDatabaseWrapper
    within: transaction.Atomic
    known: bytes


_levels: list[Level] = []
_in_hand: dict[Callable[..., Any], Any] = {}


def standing(build: Callable[..., Any]) -> Any:
    """Make `build` such a fixture. It may take others of this kind only, and returns what can be pickled."""

    @functools.wraps(build)
    def given(*, request: pytest.FixtureRequest, db: None, **others: Any) -> Any:
        if not _levels or build not in {level.build for level in _levels}:
            return build(**others)
        if not _in_hand:
            _in_hand.update({level.build: each for level, each in zip(_levels, _known(), strict=True)})
        return _in_hand[build]

    names = [*inspect.signature(build).parameters, "request", "db"]
    given.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
    )
    given.build = build  # type: ignore[attr-defined]
    return pytest.fixture(given)


def stand_for(request: pytest.FixtureRequest) -> None:
    """Bring the database to what the test of `request` begins with, just before its own savepoint."""
    _in_hand.clear()
    if any(level.over is not connections[DEFAULT_DB_ALIAS] for level in _levels) or not connection.in_atomic_block:
        clear()
    elif not _levels:
        return
    wanted = [] if _writes_really(request) else _asked_for(request)
    now = timezone.now()
    kept = 0
    while kept < min(len(wanted), len(_levels)) and (_levels[kept].build, _levels[kept].at) == (wanted[kept], now):
        kept += 1
    clear(kept)
    for build in wanted[kept:]:
        _add(build, now)


def clear(kept: int = 0) -> None:
    """Take away all levels above the first `kept`."""
    while len(_levels) > kept:
        level = _levels.pop()
        # A browser's loop has a connection of its own, and takes it along when it ends.
        if level.over is connections[DEFAULT_DB_ALIAS] and level.over.in_atomic_block:
            transaction.set_rollback(True)
            level.within.__exit__(None, None, None)


def _add(build: Callable[..., Any], now: datetime) -> None:
    within = transaction.atomic()
    within.__enter__()
    try:
        known = dict(zip((level.build for level in _levels), _known(), strict=True))
        by_name = {each.__name__: value for each, value in known.items()}
        made = build(**{name: by_name[name] for name in inspect.signature(build).parameters})
        connection.check_constraints()  # what is deferred is looked at now, not after each test
        over = connections[DEFAULT_DB_ALIAS]
        _levels.append(Level(build, now, over, within, pickle.dumps((*known.values(), made))))
    except BaseException:
        transaction.set_rollback(True)
        within.__exit__(None, None, None)
        raise


def _known() -> tuple[Any, ...]:
    return pickle.loads(_levels[-1].known) if _levels else ()  # noqa: S301 - our own


def _writes_really(request: pytest.FixtureRequest) -> bool:
    mark = request.node.get_closest_marker("django_db")
    return bool(
        {"transactional_db", "live_server"} & set(request.fixturenames) or (mark and (mark.args or mark.kwargs))
    )


def _asked_for(request: pytest.FixtureRequest) -> list[Callable[..., Any]]:
    """Of the test's fixtures those that are shared and rest on such alone, each after those that it takes."""
    found = request.node._fixtureinfo.name2fixturedefs
    builds = {name: each[-1].func.build for name, each in found.items() if hasattr(each[-1].func, "build")}
    order: list[Callable[..., Any]] = []

    def place(name: str) -> bool:
        build = builds.get(name)
        if build is None or not all([place(one) for one in inspect.signature(build).parameters]):
            return False
        if build not in order:
            order.append(build)
        return True

    for name in sorted(builds, key=lambda name: (name != "cast", name)):
        place(name)
    return order
