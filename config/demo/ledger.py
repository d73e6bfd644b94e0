"""The demo's RPP ledger: ten weeks by each kepala, the last of them half looked at."""

from datetime import date
from random import Random

from competency.models import Rpp
from competency.rpp.actions import record_week
from competency.rpp.weeks import RppMark, days_off, fingerprint, placements_of_week, rows_of_week
from config.demo.days import Days, moment
from config.demo.people import Village
from madrasah.models import Madrasah, User
from madrasah.periods import week_start

Status, Cause = Rpp.Status, Rpp.Cause
CAUSES, CAUSE_ODDS = (Cause.COMPUTER, Cause.DISCIPLINE, Cause.OTHER), (6, 3, 1)
SLOW = 4  # one teacher in four is often late
CHECKED_THIS_WEEK = 0.4


def fill_ledger(village: Village, days: Days, luck: Random) -> None:
    """Every kepala at the own madrasah, week by week."""
    for key, place in village.places.items():
        for week in days.weeks:
            _fill_week(place, village.heads[key], week, days, luck)


def _fill_week(place: Madrasah, kepala: User, week: date, days: Days, luck: Random) -> None:
    if days_off(week).is_whole:
        return
    posts = placements_of_week([place.pk], week).exclude(person=kepala.person_id)
    teachers = sorted(set(posts.values_list("person", flat=True)))
    if week == week_start(days.today):
        teachers = teachers[: int(len(teachers) * CHECKED_THIS_WEEK)]
    record_week(
        madrasah=place,
        week=week,
        marks=[_mark(teacher, luck) for teacher in teachers],
        seen=fingerprint(rows_of_week(teachers, week)),
        by=kepala,
        at=moment(week, 7, 5),
    )


def _mark(teacher: int, luck: Random) -> RppMark:
    is_slow = teacher % SLOW == 0
    status = luck.choices((Status.ADA, Status.TERLAMBAT, Status.BELUM_ADA), (3, 5, 2) if is_slow else (17, 2, 1))[0]
    cause = luck.choices(CAUSES, CAUSE_ODDS)[0] if status == Status.TERLAMBAT else ""
    return RppMark(teacher_id=teacher, status=status, cause=cause)
