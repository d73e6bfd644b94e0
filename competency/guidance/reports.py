"""Which weeks of the semester a kepala left unchecked, madrasah by madrasah. Reading only."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from competency.rpp.month_reports import due_in
from competency.rpp.weeks import lesson_weeks
from madrasah.models import Madrasah, Person, Semester, User
from madrasah.periods import week_end, week_start
from madrasah.roles import Role


@dataclass(frozen=True)
class CheckedWeek:
    """One week with lessons at one madrasah: how many RPP the kepala did not check, of how many teachers."""

    week: date
    unchecked: int
    teachers: int


@dataclass(frozen=True)
class Oversight:
    """The weeks of a semester that are over, by the key of the madrasah, the oldest first."""

    semester: Semester | None
    weeks: dict[int, list[CheckedWeek]]

    def missed_at(self, madrasah: int) -> list[CheckedWeek]:
        """Those with somebody unchecked."""
        return [week for week in self.weeks.get(madrasah, []) if week.unchecked]


def heads_at(madrasah: Madrasah, user: User) -> QuerySet[Person]:
    """Who is kepala there today (Plt too), as the user may know people, in reading order."""
    offices = madrasah.assignments.open().filter(role=Role.KEPALA)
    return Person.objects.visible_to(user).filter(pk__in=offices.order_by().values("person")).by_name()


def oversight_of(places: Collection[int], today: date) -> Oversight:
    """Of the semester that runs or is just over. A kepala's own RPP is left out: the pengawas checks it."""
    semester = Semester.objects.begun(today).first()
    if semester is None:
        return Oversight(None, {})
    begun = lesson_weeks(week_start(semester.starts_on), min(today, semester.ends_on))
    weeks = [week for week in begun if week_end(week) < today]
    counted: dict[tuple[int, date], list[bool]] = defaultdict(list)
    for due in due_in(places, weeks):
        if not due.is_head:
            counted[due.madrasah, due.week].append(bool(due.status))
    found: dict[int, list[CheckedWeek]] = defaultdict(list)
    for (madrasah, week), marks in sorted(counted.items()):
        found[madrasah].append(CheckedWeek(week, marks.count(False), len(marks)))
    return Oversight(semester, found)
