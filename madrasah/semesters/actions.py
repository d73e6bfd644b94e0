"""Writes on the calendar that holds for everybody: its first semesters, their dates, and holidays with the way back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from core.refusals import refuse_if
from core.removal import bring_back
from core.revisions import locked
from madrasah.periods import Term, default_dates, school_year_of
from madrasah.scope import fresh
from madrasah.semesters.models import Holiday, Semester
from madrasah.semesters.national_reads import NationalHoliday
from madrasah.semesters.permissions import why_not_edit_semester
from madrasah.users.models import User


def load_first_semesters(today: date) -> int:
    """Those of this school year and the next, unless there are any; how many were made."""
    if Semester.objects.exists():
        return 0
    this_year = school_year_of(today)
    made = [_semester(year, term) for year in (this_year, this_year + 1) for term in Term]
    return len(Semester.objects.bulk_create(made))


def _semester(year: int, term: Term) -> Semester:
    dates = default_dates(year, term)
    return Semester(school_year=year, term=term.value, starts_on=dates.starts_on, ends_on=dates.ends_on)


@transaction.atomic
def edit_semester(*, semester: Semester, starts_on: date, ends_on: date, by: User) -> None:
    """First and last day. Raises Refused, or ValidationError for days out of order."""
    stored = locked(semester)
    refuse_if(why_not_edit_semester(fresh(by)))
    stored.starts_on, stored.ends_on = starts_on, ends_on
    stored.full_clean()
    stored.save()


@transaction.atomic
def add_holiday(*, holiday: Holiday, by: User) -> None:
    """An unsaved one, inside its semester; one that is there already stays one. Raises Refused or ValidationError."""
    refuse_if(why_not_edit_semester(fresh(by)))
    semester = locked(holiday.semester)
    holiday.full_clean()
    if not semester.holidays.filter(name=holiday.name, starts_on=holiday.starts_on, ends_on=holiday.ends_on).exists():
        holiday.save()


@transaction.atomic
def add_national_holidays(*, semester: Semester, chosen: Iterable[NationalHoliday], by: User) -> int:
    """Those that somebody confirmed, each once; how many are new. Raises Refused or ValidationError."""
    refuse_if(why_not_edit_semester(fresh(by)))
    stored, new = locked(semester), 0
    for day in chosen:
        holiday = Holiday(semester=stored, name=day.name, starts_on=day.starts_on, ends_on=day.ends_on)
        if not stored.holidays.filter(starts_on=day.starts_on, ends_on=day.ends_on).exists():
            holiday.full_clean()
            holiday.save()
            new += 1
    return new


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: User) -> None:
    """Out of the calendar; history keeps it."""
    refuse_if(why_not_edit_semester(fresh(by)))
    holiday.delete()


@transaction.atomic
def restore_holiday(*, event: Any, by: User) -> Any:
    """`event`: the deletion in history. Raises Refused once it is too old."""
    refuse_if(why_not_edit_semester(fresh(by)))
    return bring_back(event)
