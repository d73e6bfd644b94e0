"""Sees to clock, database and test settings before Django is loaded. Shared people and things: tests/cast.py.

The settings module is named here and not in pyproject.toml, because pytest-django would read it there before
this file had started the database server.
"""

import fcntl
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.clock import stop_clock
from tools import postgres

stop_clock()
os.environ.setdefault("DATABASE_URL", postgres.ensure_running())
os.environ.update(SECRET_KEY="only-for-tests", ALLOWED_HOSTS="testserver,localhost,127.0.0.1", DEBUG="0")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

import django
import hypothesis
import pytest
from django.conf import settings

from tools.project import DATA

django.setup()
# How long an example takes depends on what else the machine does: no test fails by the clock.
hypothesis.settings.register_profile("kkg", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("kkg")

from tests import worlds
from tests.cast import Cast, build_cast
from tests.databases import migrated_template


def pytest_collection_finish() -> None:
    """What was imported stays to the end: to look through it again and again takes a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Two test runs at once in one checkout get a database each: the first free number is ours."""
    DATA.mkdir(exist_ok=True)
    for number in range(20):
        with open(DATA / f"test-{number}.lock", "a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            test = settings.DATABASES["default"].setdefault("TEST", {})
            test |= {"NAME": f"test_app_{number}", "TEMPLATE": migrated_template(), "MIGRATE": False}
            yield
            return
    pytest.exit("Twenty test runs are under way in this checkout already.")


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@worlds.standing
def cast() -> Cast:
    """The fixed world of tests/cast.py."""
    return build_cast()


@pytest.fixture(scope="session")
def worlds_end(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The last shared world goes before the database does."""
    yield
    with django_db_blocker.unblock():
        worlds.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """A test's savepoint opens over the world it asks for; what is wider and sees to itself finds none."""
    if fixturedef.argname == "_django_db_helper":
        request.getfixturevalue("worlds_end")
        with request.getfixturevalue("django_db_blocker").unblock():
            worlds.stand_for(request)
    elif fixturedef.baseid and fixturedef.scope != "function" and "django_db_blocker" in fixturedef.argnames:
        with request.getfixturevalue("django_db_blocker").unblock():
            worlds.clear()
