"""Builds the demo once, in one transaction, and says who can log in. The same on every machine and day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from competency.instruments.actions import publish_all
from config.demo import words
from config.demo.days import days_of
from config.demo.district import freeze_past
from config.demo.findings import gather_findings
from config.demo.followup import follow_up
from config.demo.ledger import fill_ledger
from config.demo.letters import issue_papers
from config.demo.meetings import hold_meetings
from config.demo.needs import put_needs_on_agendas
from config.demo.people import person_of, settle
from config.demo.postponements import put_sessions_off
from config.demo.programmes import plan_meetings
from config.demo.qualifications import note_qualifications, pair_people
from config.demo.ratings import score_together
from config.demo.sharing import share_things
from config.demo.sheets import fill_sheets
from config.demo.visits import plan_visits
from madrasah.models import Madrasah, Person, Region, User
from madrasah.places.reference import load_reference
from madrasah.roles import role_label

SEED = 73_02_01
INSTRUMENTS = Path(settings.BASE_DIR) / "competency" / "instruments"
FIRST_NSM = "111273029901"


class RealPeopleError(Exception):
    """The database holds people who are not of the demo; the message is an Indonesian sentence."""


@dataclass(frozen=True)
class LogIn:
    """One line of the table shown at the desk."""

    name: str
    office: str
    username: str
    first: str


def seed(*, at: datetime) -> list[LogIn]:
    """The fictive kecamatan as it stands at that moment, built if it is not there yet.

    Raises RealPeopleError and then writes nothing.
    """
    if not is_seeded():
        reason = why_not_here()
        if reason:
            raise RealPeopleError(reason)
        _build(at)
    return log_ins()


def is_seeded() -> bool:
    """Whether the whole demo stands: it is built all or nothing."""
    return Madrasah.objects.filter(nsm=FIRST_NSM).exists()


def why_not_here() -> str | None:
    """Demo and real data never share a database: the demo's password is known to everybody."""
    real = Person.objects.exclude(name__endswith=words.MARK).count()
    if not real:
        return None
    return (
        f"Basis data ini memuat {real} orang yang bukan data contoh. "
        "Jalankan dengan DEMO=0, atau pakai basis data lain yang masih kosong untuk data contoh."
    )


@contextmanager
def without_savepoints() -> Iterator[None]:
    """What fails in here fails as a whole: a savepoint for each action in an action, two thousand, guards nothing."""
    kept, connection.features.uses_savepoints = connection.features.uses_savepoints, False
    try:
        yield
    finally:
        connection.features.uses_savepoints = kept


@transaction.atomic
@without_savepoints()
def _build(at: datetime) -> None:
    if not Region.objects.filter(pk=words.KECAMATAN).exists():
        load_reference(today=timezone.localdate(at))
    publish_all(folder=INSTRUMENTS)
    days, luck = days_of(at), Random(SEED)
    village = settle(date(days.semesters[0].school_year - 3, 7, 15), luck)
    hold_meetings(village, days, luck)
    plan_meetings(village, days)
    share_things(village)
    follow_up(village, days)
    issue_papers(village)
    put_sessions_off(village, days)
    fill_ledger(village, days, luck)
    fill_sheets(village, days, luck)
    put_needs_on_agendas(village, days)
    plan_visits(village, days)
    score_together(village, days, luck)
    gather_findings(village, days)
    note_qualifications(village)
    pair_people(village, days)
    freeze_past(days, luck)


def log_ins() -> list[LogIn]:
    """The cast, in the order of their first names."""
    owned = User.objects.filter(person__isnull=False).select_related("person")
    users = {person_of(user).name: user for user in owned}
    return [
        LogIn(
            name=str(users[member.name].person),
            office=f"{role_label(member.office, is_acting=member.acting)}, {words.where(member)}",
            username=users[member.name].username,
            first=member.first,
        )
        for member in words.CAST.values()
    ]
