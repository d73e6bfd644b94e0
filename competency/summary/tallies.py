"""Figures with their n: how far the work with one's teachers is, and how often a teacher's RPP was there."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from competency.rpp.models import Rpp
from competency.rpp.querysets import RppQuerySet
from competency.rpp.weeks import DaysOff, placements_of_week
from competency.sheets.models import Assessment
from madrasah.models import Person, Semester, User
from madrasah.periods import week_start
from madrasah.scope import scope_of


@dataclass(frozen=True)
class Tally:
    """`done` of `total`, with both so that no figure stands without its n."""

    done: int
    total: int


def tallies_of(user: User, today: date, off: DaysOff) -> tuple[Tally, Tally]:
    """Of the teachers the user heads or supervises this week, how many have a mark for the week's RPP, and
    how many a shared sheet of a lesson of this semester or the one just past; of none in a week off. One query.
    """
    week = week_start(today)
    marks = Rpp.objects.filter(teacher=OuterRef("person"), week=week, subject=None)
    now = Semester.objects.begun(today).values("pk")[:1]
    shared = Assessment.objects.visible_to(user).shared().of_lessons().order_by()
    sheets = shared.filter(semester=Subquery(now), teacher=OuterRef("person"))
    teachers = Count("person", distinct=True)
    found = (
        placements_of_week(scope_of(user).opens, week)
        .order_by()
        .aggregate(
            total=teachers,
            checked=Count("person", distinct=True, filter=Exists(marks)),
            seen=Count("person", distinct=True, filter=Exists(sheets)),
        )
    )
    due = 0 if off.is_whole else found["total"]
    return Tally(found["checked"], due), Tally(found["seen"], found["total"])


def rpp_of(teacher: Person, semester: Semester, viewer: User) -> RppQuerySet:
    """The teacher's weeks of the semester that have a mark, the newest first, as far as the viewer may read them."""
    span = (week_start(semester.starts_on), semester.ends_on)
    return Rpp.objects.visible_to(viewer).filter(teacher=teacher, subject=None, week__range=span)


def rpp_tally(weeks: RppQuerySet) -> Tally | None:
    """Weeks whose RPP was there, of those that were checked; weeks off count on neither side."""
    working = weeks.exclude(status=Rpp.Status.LIBUR)
    found = working.aggregate(there=Count("pk", filter=Q(status=Rpp.Status.ADA)), weeks=Count("pk"))
    return Tally(found["there"], found["weeks"]) if found["weeks"] else None
