"""The demo's RPP ledger: ten weeks by each kepala, the last of them half looked at."""

from datetime import date, timedelta
from random import Random
from uuid import uuid4

from competency.guidance.actions import note_guidance
from competency.models import Rpp
from competency.rpp.actions import record_week
from competency.rpp.weeks import RppMark, fingerprint, lesson_weeks, placements_of_week
from config.demo.days import Days, moment
from config.demo.people import Village, person_of
from madrasah.models import Madrasah, User
from madrasah.periods import week_start

Status, Cause = Rpp.Status, Rpp.Cause
CAUSES, CAUSE_ODDS = (Cause.COMPUTER, Cause.DISCIPLINE, Cause.OTHER), (6, 3, 1)
SLOW = 4  # one teacher in four is often late
CHECKED_THIS_WEEK = 0.4
SPOKEN_WITH = "Dua"


def fill_ledger(village: Village, days: Days, luck: Random) -> None:
    """Every kepala at the own madrasah, week by week."""
    weeks = lesson_weeks(days.weeks[0], days.weeks[-1])
    for key, place in village.places.items():
        for week in weeks:
            _fill_week(place, village.heads[key], week, days, luck)
    _agree(village, days)


def _agree(village: Village, days: Days) -> None:
    """What the pengawas and one kepala agreed on about weeks that were missed."""
    day = days.school_day(weeks_ago=3, weekday=4)
    note_guidance(
        madrasah=village.places[SPOKEN_WITH],
        head=person_of(village.heads[SPOKEN_WITH]),
        agreed_on=day,
        text="RPP diperiksa setiap Senin sebelum jam pertama. Bila kepala dinas luar, diperiksa hari Selasa.",
        due_on=day + timedelta(weeks=4),
        client_token=uuid4(),
        by=village.users["daeng"],
        on=days.today,
    )


def _fill_week(place: Madrasah, kepala: User, week: date, days: Days, luck: Random) -> None:
    posts = placements_of_week([place.pk], week).exclude(person=kepala.person_id)
    teachers = sorted(set(posts.values_list("person", flat=True)))
    if week == week_start(days.today):
        teachers = teachers[: int(len(teachers) * CHECKED_THIS_WEEK)]
    record_week(
        madrasah=place,
        week=week,
        marks=[_mark(teacher, luck) for teacher in teachers],
        seen=fingerprint(()),
        by=kepala,
        at=moment(week, 7, 5),
    )


def _mark(teacher: int, luck: Random) -> RppMark:
    is_slow = teacher % SLOW == 0
    status = luck.choices((Status.ADA, Status.TERLAMBAT, Status.BELUM_ADA), (3, 5, 2) if is_slow else (17, 2, 1))[0]
    cause = luck.choices(CAUSES, CAUSE_ODDS)[0] if status == Status.TERLAMBAT else ""
    return RppMark(teacher_id=teacher, status=status, cause=cause)
