"""Writes on the calendar that holds for everybody: dates of semesters, and holidays with the way back."""

from datetime import date
from typing import Any

from django.db import transaction

from core.refusals import refuse_if
from core.removal import bring_back
from core.revisions import locked
from madrasah.models import Holiday, Semester, User
from madrasah.permissions import why_not_edit_semester
from madrasah.scope import fresh


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
    """An unsaved one, inside its semester. Raises Refused or ValidationError."""
    refuse_if(why_not_edit_semester(fresh(by)))
    holiday.full_clean()
    holiday.save()


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
