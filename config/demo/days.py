"""The demo's calendar: which days its story falls on, counted back from today, and its clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

from madrasah.models import Semester
from madrasah.periods import default_dates, school_year_of, term_of, week_start, weeks_between

WEEKS = 10
LAST_SCHOOL_DAY = 5  # Saturday


@dataclass(frozen=True)
class Days:
    """`today` of the story lies in `semester`; in a holiday it is the semester's last day."""

    today: date
    semester: Semester

    @property
    def weeks(self) -> list[date]:
        """Mondays of up to ten weeks of lessons, oldest first; the last is this week."""
        return list(weeks_between(self.semester.starts_on, self.today))[-WEEKS:]

    def school_day(self, weeks_ago: int, weekday: int) -> date:
        """A day of lessons that many weeks ago, never before the semester nor after today."""
        day = (
            week_start(self.today)
            - timedelta(weeks=weeks_ago)
            + timedelta(days=min(weekday, LAST_SCHOOL_DAY))
        )
        return min(max(day, self.semester.starts_on), self.today)


def days_of(today: date) -> Days:
    """The semester that runs today, or else the one that ended last, made if nothing was loaded for it."""
    semester = Semester.objects.filter(starts_on__lte=today).first() or _semester_before(today)
    return Days(min(today, semester.ends_on), semester)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of that day on the clocks of the place."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


@contextmanager
def clock_at(now: datetime) -> Iterator[None]:
    """Lets the actions inside think it is `now`, so that their own stamps tell the story.

    Only the demo turns the clock. The history tables keep the database's own time.
    """
    with patch.object(timezone, "now", lambda: now):
        yield


def _semester_before(today: date) -> Semester:
    """In the first days of July nothing has begun yet: the reference data start with this school year."""
    earlier = today - timedelta(days=31)
    year, term = school_year_of(earlier), term_of(earlier)
    dates = default_dates(year, term)
    return Semester.objects.create(
        school_year=year, term=term, starts_on=dates.starts_on, ends_on=dates.ends_on
    )
