"""The demo's calendar: on which days its story falls, counted from the moment at which it is built.

What has happened lies before that day and in weeks of lessons, also of the semester before; what is to come
lies after it. So the story is whole on every day, in the holidays and in the first hour of a week.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from madrasah.models import Semester
from madrasah.periods import Term, default_dates, school_year_of, weeks_between

WEEKS = 10
SATURDAY = 5
FORTNIGHT = 2  # meetings are two Saturdays of lessons apart


@dataclass(frozen=True)
class Days:
    """`now` is told; the semesters are the one before, the one that runs or ran last, and the next."""

    now: datetime
    semesters: tuple[Semester, ...]

    @property
    def today(self) -> date:
        """The day on which the demo is built; nothing has happened on it yet."""
        return timezone.localdate(self.now)

    @property
    def eve(self) -> date:
        """The last day on which something can have happened."""
        return self.today - timedelta(days=1)

    @cached_property
    def weeks(self) -> list[date]:
        """Mondays of the last ten weeks of lessons that have begun, oldest first."""
        return [monday for monday in self._mondays if monday <= self.eve][-WEEKS:]

    @cached_property
    def _mondays(self) -> list[date]:
        return [monday for semester in self.semesters for monday in weeks_between(semester.starts_on, semester.ends_on)]

    def school_day(self, weeks_ago: int, weekday: int) -> date:
        """A day of lessons that many of these weeks ago; it has passed."""
        day = self.weeks[-1 - weeks_ago] + timedelta(days=min(weekday, SATURDAY))
        return min(day, self.eve)

    def meeting(self, number: int) -> date:
        """A Saturday of lessons: 0 is the first after today, -1 a fortnight before it, 1 one after it."""
        return self.saturday(number * FORTNIGHT)

    def saturday(self, number: int) -> date:
        """The same by single Saturdays of lessons."""
        saturdays = [monday + timedelta(days=SATURDAY) for monday in self._mondays]
        return saturdays[next(at for at, day in enumerate(saturdays) if day > self.today) + number]

    def semester_of(self, day: date) -> Semester:
        """The semester of a day of lessons."""
        return next(row for row in self.semesters if row.starts_on <= day <= row.ends_on)

    def until_eve(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment of that day, or of the last day before today if it has not come yet."""
        return moment(min(day, self.eve), hour, minute)


def days_of(now: datetime) -> Days:
    """The three semesters around `now`, those made that nobody has loaded."""
    today = timezone.localdate(now)
    this = school_year_of(today)
    terms = [(year, term) for year in (this - 1, this, this + 1) for term in Term]
    begun = sum(default_dates(*term).starts_on <= today for term in terms)
    return Days(now, tuple(_semester(*term) for term in terms[begun - 2 : begun + 1]))


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of that day on the clocks of the place."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _semester(year: int, term: str) -> Semester:
    dates = vars(default_dates(year, term))
    return Semester.objects.get_or_create(school_year=year, term=term, defaults=dates)[0]
