"""Figures with their n: how far the work with one's teachers is, and how often a teacher's RPP was there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from competency.rpp.models import Rpp
from competency.rpp.querysets import RppQuerySet
from competency.rpp.weeks import DaysOff, placements_of_week
from competency.sheets.models import Assessment
from competency.sheets.querysets import AssessmentQuerySet
from madrasah.models import Person, Semester, User
from madrasah.periods import week_start
from madrasah.scope import open_at, scope_of


@dataclass(frozen=True)
class Tally:
    """`done` of `total`, with both so that no figure stands without its n."""

    done: int
    total: int


def tallies_of(user: User, today: date, off: DaysOff) -> tuple[Tally, Tally]:
    """Of the teachers the user heads or supervises this week, how many have a mark for the week's RPP, and
    how many a shared sheet of a lesson of this semester or the one just past; of none in a week off. The latter
    counts those who teach there today, as `unobserved` lists them. One query.
    """
    week, now_there = week_start(today), open_at(today)
    marks = Rpp.objects.filter(teacher=OuterRef("person"), week=week, subject=None)
    now = Semester.objects.begun(today).values("pk")[:1]
    sheets = lessons_of(user, Subquery(now))
    found = (
        placements_of_week(scope_of(user).opens, week)
        .order_by()
        .aggregate(
            total=Count("person", distinct=True),
            checked=Count("person", distinct=True, filter=Exists(marks)),
            there=Count("person", distinct=True, filter=now_there),
            seen=Count("person", distinct=True, filter=now_there & Q(Exists(sheets))),
        )
    )
    due = 0 if off.is_whole else found["total"]
    return Tally(found["checked"], due), Tally(found["seen"], found["there"])


def unobserved(user: User, places: Collection[int], semester: Semester, today: date) -> QuerySet[Person]:
    """Who teaches at one of the madrasah today and has no shared sheet of a lesson of the semester."""
    posts = placements_of_week(places, week_start(today)).filter(open_at(today))
    seen = _lessons(user).filter(semester=semester).values("teacher")
    return Person.objects.filter(pk__in=posts.values("person")).exclude(pk__in=seen)


def never_observed(user: User, places: Collection[int], today: date) -> QuerySet[Person]:
    """Who teaches at one of the madrasah today where no sheet of a lesson about them was ever shared."""
    posts = placements_of_week(places, week_start(today)).filter(open_at(today), ~Exists(lessons_here(user)))
    return Person.objects.filter(pk__in=posts.values("person"))


def lessons_here(user: User) -> AssessmentQuerySet:
    """For Exists over posts: shared sheets of lessons of this teacher at this madrasah."""
    return _lessons(user).filter(teacher=OuterRef("person"), madrasah=OuterRef("madrasah"))


def lessons_of(user: User, semester: Any) -> AssessmentQuerySet:
    """For Exists over posts: shared sheets of lessons of this teacher in the semester, wherever the user reads them."""
    return _lessons(user).filter(semester=semester, teacher=OuterRef("person"))


def _lessons(user: User) -> AssessmentQuerySet:
    return Assessment.objects.visible_to(user).shared().of_lessons().order_by()


def rpp_of(teacher: Person, semester: Semester, viewer: User) -> RppQuerySet:
    """The teacher's weeks of the semester that have a mark, the newest first, as far as the viewer may read them."""
    span = (week_start(semester.starts_on), semester.ends_on)
    return Rpp.objects.visible_to(viewer).filter(teacher=teacher, subject=None, week__range=span)


def rpp_tally(weeks: RppQuerySet) -> Tally | None:
    """Weeks whose RPP was there, of those that were checked; weeks off count on neither side."""
    working = weeks.exclude(status=Rpp.Status.LIBUR)
    found = working.aggregate(there=Count("pk", filter=Q(status=Rpp.Status.ADA)), weeks=Count("pk"))
    return Tally(found["there"], found["weeks"]) if found["weeks"] else None
