"""The clock of a test run: one moment that stands still, set before any test module is read.

`TODAY=2028-02-29 make test` runs the suite on that day at 09.41, `TODAY=2026-11-23T00:10` at that minute.
Without TODAY it is the real day. PostgreSQL, browsers and other processes keep the real clock.

A test computes its dates from the clock while it runs, or is about a day of its own and says so by a mark.
"""

import os
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import time_machine

HERE = ZoneInfo("Asia/Makassar")
MORNING = time(9, 41)

travel = partial(time_machine.travel, tick=False)


def wita(year: int, month: int, day: int, hour: int = 9, minute: int = 41) -> datetime:
    """A moment on the clocks of the cast's place; the morning unless told otherwise."""
    return datetime(year, month, day, hour, minute, tzinfo=HERE)


def today() -> date:
    """The day of the test there."""
    return datetime.now(HERE).date()


def days_from_now(days: int) -> date:
    """Another day, counted from that of the test."""
    return today() + timedelta(days=days)


def clock_words() -> str:
    """Now, as pages say it: "09.41"."""
    return f"{datetime.now(HERE):%H.%M}"


def this_morning() -> datetime:
    """09.41 of that day."""
    return datetime.combine(today(), MORNING, HERE)


# A mark for tests that count hours around now, which must stay inside the day.
in_the_morning = pytest.mark.time_machine(this_morning, tick=False)


def on_day(year: int, month: int, day: int, hour: int = 9, minute: int = 41) -> pytest.MarkDecorator:
    """A mark: the test, or with `pytestmark` the whole file, happens at that moment, fixtures and all."""
    return pytest.mark.time_machine(wita(year, month, day, hour, minute), tick=False)


def stop_clock() -> None:
    """For the whole run; its worker processes take over the day that the first one saw."""
    told = os.environ.setdefault("TODAY", datetime.now(HERE).date().isoformat())
    moment = datetime.fromisoformat(told)
    if "T" not in told:
        moment = datetime.combine(moment, MORNING)
    travel(moment.replace(tzinfo=HERE)).start()
