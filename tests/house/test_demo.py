"""The demo: whole on any day, built once, its scores are those of the engine, and real people keep it out.

The tests that start from an empty database come first: from the first use of `demo` on, it stands.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from competency.models import Assessment
from competency.sheets.states import State
from config.demo.build import seed
from core.models import Job
from kkg.models import Certificate, Decision, Letter, Postponement, Problem, Programme, Session, SessionReflection, Use
from madrasah.models import Person, Semester, User
from tests.cast import client_of
from tests.clock import today, travel, wita
from tests.effort import every
from tests.factories import make_person
from tests.house.table import knock
from tests.kkg.paper_makers import text_of

APPS = ("core", "madrasah", "kkg", "competency")


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in our_models()}


def our_models() -> list[type[models.Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def test_refuses_a_database_with_a_real_person(db) -> None:
    make_person(name="Orang Sungguhan")
    with pytest.raises(CommandError, match="1 orang yang bukan data contoh"):
        run("seed_demo")
    assert Person.objects.count() == 1


# -- Any day -------------------------------------------------------------------------------------------

DAYS = {
    "the first minutes of a week": wita(2026, 11, 23, 0, 10),
    "the last day of a semester": wita(2026, 12, 19),
    "between semesters, on New Year": wita(2027, 1, 1),
    "the school year turns": wita(2027, 7, 1),
    "a leap day": wita(2028, 2, 29),
}
READERS = ("aminah", "daeng", "jafar", "eka", "baso", "gita")
FOLLOWED = ("baso", "gita")  # kepala and ketua: their links lead nearly everywhere
# What may lie ahead; every other day and time tells of something that has happened.
AHEAD = {
    "MentorPair.until",
    "Visit.day",
    "Semester.starts_on",
    "Semester.ends_on",
    "Session.date",
    "PlannedSession.date",
    "Postponement.from_date",
    "Postponement.to_date",
    "CheckInWindow.opens_at",
    "CheckInWindow.closes_at",
    "AccessLink.expires_at",
    "FollowUp.due_on",
    "Guidance.due_on",
    "Decision.due",
    "SessionReflection.until",
}
PAPERS = ("notulen.pdf", "jurnal.pdf", "daftar-hadir.pdf")


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker) -> Iterator[None]:
    """What every demo stands on: regions take longest."""
    with django_db_blocker.unblock(), transaction.atomic():
        run("load_reference")
        Semester.objects.all().delete()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("moment", list(DAYS.values())[:: every(2)], ids=list(DAYS)[:: every(2)])
def test_it_is_whole_on(moment: datetime, ground, django_db_blocker) -> None:
    with django_db_blocker.unblock(), transaction.atomic(), travel(moment):
        seed(at=timezone.now())
        faults = [*future_deeds(), *lost_sessions(), *strange_pages(), *missing_papers()]
        transaction.set_rollback(True)
    assert faults == []


def future_deeds() -> Iterator[str]:
    """Days and times that lie ahead and may not. History and jobs keep the database's own time."""
    for model in our_models():
        if model is Job or model.__name__.endswith("Event"):
            continue
        for field in model._meta.concrete_fields:
            name = f"{model.__name__}.{field.name}"
            if isinstance(field, models.DateField) and name not in AHEAD:
                limit = timezone.now() if isinstance(field, models.DateTimeField) else today()
                if model._base_manager.filter(**{f"{field.name}__gt": limit}).exists():
                    yield f"{name} lies ahead"


def lost_sessions() -> Iterator[str]:
    """The next meeting lies ahead, all of them in weeks of lessons; a programme keeps to its semester."""
    coming = Session.objects.open().upcoming(today()).first()
    if coming is None or coming.date <= today():
        yield "no meeting lies ahead"
    for session in Session.objects.all():
        if not Semester.objects.filter(starts_on__lte=session.date, ends_on__gte=session.date).exists():
            yield f"{session} lies outside every semester"
    for programme in Programme.objects.all():
        days = [planned.date for planned in programme.planned.all() if planned.date]
        if not all(programme.semester.starts_on <= day <= programme.semester.ends_on for day in days):
            yield f"{programme} plans outside its semester"


def strange_pages() -> Iterator[str]:
    """First screens of all, and what two of them lead to: each answers, and counts nothing out of nothing."""
    for name in READERS:
        client = client_of(User.objects.get(username=f"{name}-01"))
        first = client.get("/")
        linked = dict.fromkeys(re.findall(r'<a [^>]*href="(/[^"#]*)"', first.content.decode()))
        for path in linked if name in FOLLOWED else ["/"]:
            answer = client.get(path, follow=True)
            if answer.streaming:
                answer.getvalue()  # closes the file behind it
            if answer.status_code != 200 or re.search(r"\b0 dari 0\b|\bNone\b", text_of_page(answer)):
                yield f"{name} {path}: {answer.status_code}"


def text_of_page(answer) -> str:
    if answer.streaming or not answer["Content-Type"].startswith("text/html"):
        return ""
    return re.sub(r"<[^>]*>", " ", answer.content.decode())


def missing_papers() -> Iterator[str]:
    """Letters, certificates and the papers of the last session print their words; recap and LPJ answer."""
    client = client_of(User.objects.get(username="gita-01"))
    met = Session.objects.closed().latest("date")
    paths = {f"/kkg/pertemuan/{met.pk}/{name}": met.title for name in PAPERS}
    for letter in Letter.objects.all():
        paths[reverse("kkg:letter-pdf", args=[letter.pk])] = letter.number_text
    paths[reverse("kkg:certificate-pdf", args=[Certificate.objects.valid().latest("pk").pk])] = "SERTIFIKAT"
    yield from (path for path, words in paths.items() if words.casefold() not in printed(client, path))
    others = (reverse("kkg:recap-sheet"), reverse("kkg:group-report", args=[met.group_id]))
    yield from (path for path in others if knock(client, "GET", path).status_code != 200)


def printed(client, path: str) -> str:
    answer = client.get(path)
    return text_of(answer).casefold() if answer.status_code == 200 else ""


# -- Its story -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Built once for all tests below, and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed(at=timezone.now())
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demo")
def test_second_run_changes_nothing() -> None:
    before = row_counts()
    seed(at=timezone.now() + timedelta(days=7))
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
    assert Decision.objects.overdue(today()).count() == 1
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
