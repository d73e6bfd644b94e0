"""The demo's plan of visits: one overdue, one of today, one by a colleague, and what teachers want watched."""

from datetime import time, timedelta
from typing import NamedTuple
from uuid import UUID

from competency.models import Visit
from competency.visits.actions import VisitData, hold_talk, plan_visit
from config.demo.days import Days
from config.demo.people import Village
from madrasah.models import Person

FIRST_TOKEN = 9_000  # far from the tokens that luck draws


class Planned(NamedTuple):
    """Who plans, who comes (a name of the cast), to whom (one too, or a place among the madrasah's teachers), in how
    many days.
    """

    by: str
    observer: str
    teacher: str | int
    ahead: int
    kind: Visit.Kind = Visit.Kind.LESSON
    wanted: str = ""


PLANNED = (
    Planned("baso", "baso", 1, -2),
    Planned("baso", "baso", 2, 0, wanted="Apakah anak yang duduk di belakang ikut bertanya dan menjawab."),
    Planned("baso", "baso", 3, 2, Visit.Kind.REVIEW),
    Planned("baso", "aminah", 4, 3),
    Planned("daeng", "daeng", "aminah", 5, wanted="Cara saya membagi waktu antara kelompok besar dan kelompok kecil."),
)


def plan_visits(village: Village, days: Days) -> None:
    """At MI Contoh Satu, each planned a week ago."""
    others = [person for person in village.teachers["Satu"] if person != village.person("aminah")]
    for number, told in enumerate(PLANNED):
        teacher = village.person(told.teacher) if isinstance(told.teacher, str) else others[told.teacher]
        _plan(village, days, told, teacher, UUID(int=FIRST_TOKEN + number))


def _plan(village: Village, days: Days, told: Planned, teacher: Person, token: UUID) -> None:
    visit = plan_visit(
        teacher=teacher,
        data=VisitData(
            village.person(told.observer),
            told.kind,
            days.today + timedelta(days=told.ahead),
            time(7, 30) if told.kind == Visit.Kind.LESSON else None,
        ),
        client_token=token,
        by=village.users[told.by],
        on=days.today - timedelta(weeks=1),
    )
    if told.wanted:
        by = village.users["aminah"] if told.teacher == "aminah" else village.users[told.observer]
        hold_talk(visit=visit, wanted=told.wanted, revision=visit.revision, by=by)
