"""Which sheets the demo holds: who looks at whom, with what, when, and how it ended. Written by sheets.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from config.demo import words
from config.demo.days import Days
from config.demo.people import Village
from madrasah.models import Person, User
from madrasah.periods import weeks_between

PROFILE, REVIEW, LESSON = "kkg-gantarang", "telaah-rpp", "supervisi-pembelajaran"
YEARLY = "pkg-2010"


class Ending(StrEnum):
    """How far a sheet has come by today."""

    DRAFT = "draft, half filled"
    READY = "draft, complete"
    UNREAD = "shared, not yet read"
    ANSWERED = "answered"
    CORRECTING = "being corrected"
    CLOSED = "closed"
    DONE = "closed, and its tindak lanjut done"
    QUIET = "closed by time, nothing asked"


@dataclass(frozen=True)
class Plan:
    """One sheet; `skill` from 0 to 1 is how well the lesson went."""

    teacher: Person
    assessor: User
    instrument: str
    day: date
    ending: Ending
    skill: float
    is_aminah: bool = False
    purpose: str = ""
    weak_in: str = ""  # an indicator that went badly


ENDINGS = (
    Ending.CLOSED,
    Ending.UNREAD,
    Ending.ANSWERED,
    Ending.DONE,
    Ending.CLOSED,
    Ending.DRAFT,
    Ending.ANSWERED,
    Ending.CORRECTING,
    Ending.READY,
)
RECENT = (Ending.DRAFT, Ending.READY, Ending.UNREAD, Ending.QUIET)
INSTRUMENTS = (PROFILE, PROFILE, PROFILE, REVIEW, PROFILE, LESSON, PROFILE)
# At Empat and Lima the kepala has no log-in yet: the pengawas goes.
ASSESSORS = {"Satu": "baso", "Dua": "citra", "Tiga": "indah", "Empat": "daeng", "Lima": "daeng", "Enam": "hasan"}


def plans(village: Village, days: Days, luck: Random) -> list[Plan]:
    """About forty, Bu Aminah's first; in the order of their days, as they were written."""
    found = [*_of_aminah(village, days), *_of_others(village, days, luck)]
    return sorted(found, key=lambda plan: plan.day)


def ratings(village: Village, days: Days) -> list[Plan]:
    """Both of a year about one teacher, as if the year were over."""
    teacher, assessor = village.teachers["Satu"][-2], village.users["baso"]
    told = (("formatif", 9, 0.5), ("sumatif", 2, 0.8))
    return [
        Plan(teacher, assessor, YEARLY, days.school_day(weeks, 3), Ending.UNREAD, skill, purpose=purpose)
        for purpose, weeks, skill in told
    ]


def earlier(village: Village, days: Days) -> list[Plan]:
    """Two about Bu Aminah of the semester before, so that her figures have something to be compared with."""
    before, aminah = days.semesters[0], village.person("aminah")
    weeks = list(weeks_between(before.starts_on, before.ends_on))
    told = ((village.users["baso"], 8, 0.4), (village.users["daeng"], 12, 0.55))
    return [
        Plan(aminah, assessor, PROFILE, weeks[week] + timedelta(days=2), Ending.DONE, skill, is_aminah=True)
        for assessor, week, skill in told
    ]


def first_looks(found: list[Plan], village: Village, days: Days) -> list[Plan]:
    """The same teachers of the KKG half a year before, weak in what its first meeting was about (needs.py)."""
    before = days.semesters[0]
    weeks = list(weeks_between(before.starts_on, before.ends_on))
    away, meeting = village.teachers["Enam"], days.meeting(1 - len(words.SESSIONS))
    seen = [
        plan
        for plan in found
        if plan.instrument == PROFILE and plan.day > meeting and plan.ending not in (Ending.DRAFT, Ending.READY)
    ]
    once = {plan.teacher.pk: plan for plan in seen if not plan.is_aminah and plan.teacher not in away}
    return [
        Plan(
            plan.teacher,
            plan.assessor,
            PROFILE,
            weeks[1 + turn % 3] + timedelta(days=turn % 5),
            Ending.QUIET,
            max(plan.skill - 0.2, 0.3),
            weak_in=words.FIRST_NEED,
        )
        for turn, plan in enumerate(once.values())
    ]


def _of_aminah(village: Village, days: Days) -> Iterator[Plan]:
    aminah = village.person("aminah")
    baso, daeng = village.users["baso"], village.users["daeng"]
    for assessor, weeks_ago, ending, skill in (
        (baso, 8, Ending.DONE, 0.55),
        (daeng, 5, Ending.CLOSED, 0.7),
        (baso, 1, Ending.UNREAD, 0.85),
    ):
        yield Plan(aminah, assessor, PROFILE, days.school_day(weeks_ago, 2), ending, skill, is_aminah=True)


def _of_others(village: Village, days: Days, luck: Random) -> Iterator[Plan]:
    """One for nearly every teacher; the last of each madrasah has not been seen yet."""
    seen = [(key, person) for key, people in village.teachers.items() for person in _seen(key, people, village)]
    for turn, (key, person) in enumerate(seen):
        ending = ENDINGS[turn % len(ENDINGS)]
        weeks_ago = luck.randint(0, 1) if ending in RECENT else luck.randint(2, 9)
        yield Plan(
            teacher=person,
            assessor=village.users[ASSESSORS[key]],
            instrument=INSTRUMENTS[turn % len(INSTRUMENTS)],
            day=days.school_day(weeks_ago, luck.randint(0, 4)),
            ending=ending,
            skill=luck.uniform(0.45, 0.95),
        )


def _seen(key: str, people: list[Person], village: Village) -> list[Person]:
    others = [person for person in people if person != village.person("aminah")]
    return others[:2] if key == "Enam" else others[1:]
