"""The demo: twice changes nothing, its scores are those of the engine, and real people keep it out.

The tests that start from an empty database come first: from the first use of `demo` on, it stands.
"""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from competency.models import Assessment
from competency.states import State
from config.demo.build import seed
from core.models import Job
from kkg.models import Certificate, Decision, Letter, Postponement, Problem, Session, SessionReflection, Use
from madrasah.models import Person, User
from tests.factories import make_person

TODAY = date(2026, 11, 23)
APPS = ("core", "madrasah", "kkg", "competency")


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def row_counts() -> dict[str, int]:
    ours = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: model._base_manager.count() for model in ours}


def test_refuses_a_database_with_a_real_person(db) -> None:
    make_person(name="Orang Sungguhan")
    with pytest.raises(CommandError, match="1 orang yang bukan data contoh"):
        run("seed_demo")
    assert Person.objects.count() == 1


def test_stands_between_semesters_too(db) -> None:
    assert len(seed(today=date(2026, 7, 3))) == 10


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Built once for all tests below, and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed(today=TODAY)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demo")
def test_second_run_changes_nothing() -> None:
    before = row_counts()
    seed(today=TODAY.replace(day=30))
    assert row_counts() == before


@pytest.mark.usefixtures("demo")
def test_holds_the_story_it_promises() -> None:
    assert not Person.objects.exclude(name__endswith="Contoh").exists()
    assert Session.objects.closed().count() == 4
    first = Session.objects.open().earliest("date").topics.first()
    assert first is not None and first.continues is not None
    assert {sheet.state for sheet in Assessment.objects.all()} == {str(state) for state in State}
    assert len([user for user in User.objects.all() if user.has_usable_password()]) == 10


@pytest.mark.usefixtures("demo")
def test_tells_what_the_kkg_led_to() -> None:
    assert Decision.objects.overdue(TODAY).count() == 1
    assert Decision.objects.exclude(proof="").count() == 1
    assert Problem.objects.filter(brought_by=None).count() == 1
    assert Session.objects.cancelled().count() == 1 and Postponement.objects.count() == 1
    assert Certificate.objects.exclude(pk__in=Certificate.objects.valid()).count() == 1
    assert Letter.objects.count() == 2 and Use.objects.count() == 2
    assert sum(SessionReflection.objects.get().useful) >= 5
    assert {job.is_over for job in Job.objects.all()} == {True}


@pytest.mark.usefixtures("demo")
def test_stored_scores_are_those_of_the_engine() -> None:
    assert run("recheck_scores") == "Semua hasil cocok.\n"


@pytest.mark.usefixtures("demo")
def test_warns_of_real_people_who_came_later() -> None:
    with transaction.atomic():
        make_person(name="Orang Sungguhan")
        said = run("seed_demo")
        transaction.set_rollback(True)
    assert "aminah-01" in said and "1 orang yang bukan data contoh" in said
