"""A week of the RPP ledger before anything is written: whose RPP is due, which days are off, what was typed.

Reads madrasah's rows for the report, the action and the tasks alike. The table itself is in rpp.py.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from competency.rpp.models import Rpp
from madrasah.models import Assignment, Holiday, Madrasah, Placement, Semester
from madrasah.periods import week_end, week_start, weeks_between
from madrasah.roles import Role

LESSON_DAYS = 6
MOST_WEEKS = 6


@dataclass(frozen=True)
class RppMark:
    """What was typed for one teacher; an empty `status` takes a mark back. `weeks` counts this one."""

    teacher_id: int
    status: str
    cause: str = ""
    weeks: int = 1


@dataclass(frozen=True)
class Due:
    """One teacher's RPP of one week at one madrasah; an empty `status` is "belum diperiksa".

    `is_head`: of who is kepala there today, whom the pengawas checks (`why_not_mark_rpp`).
    """

    teacher: int
    madrasah: int
    week: date
    status: str
    is_head: bool


@dataclass(frozen=True)
class DaysOff:
    """Why a week has fewer lessons; `is_whole` when none is left."""

    name: str = ""
    is_whole: bool = False


class Span(NamedTuple):
    """Days of a holiday, or of a semester, which has no name here."""

    name: str
    starts_on: date
    ends_on: date


def _touching(first: date, last: date, start: str, end: str) -> Q:
    return Q(**{f"{start}__lte": last}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": first}))


def placements_of_week(madrasah_ids: Iterable[int], week: date) -> QuerySet[Placement]:
    """Posts that teach there during the week, also a kepala's: who marks whom is in permissions."""
    return placements_of_weeks(madrasah_ids, week, week)


def placements_of_weeks(madrasah_ids: Iterable[int], first: date, last: date) -> QuerySet[Placement]:
    """Posts that teach there during one of the weeks, from that of `first` to that of `last` (Mondays)."""
    in_span = _touching(first, week_end(last), "since", "until")
    posts = Placement.objects.filter(in_span, madrasah__in=list(madrasah_ids), person__removed_at=None)
    return posts.exclude(post=Placement.Post.OTHER)


def kept_where_taught(madrasahs: Iterable[int] | None = None) -> Exists:
    """For rows of the ledger, at these or any: whether the teacher serves in that week at the madrasah that wrote it.

    One that a madrasah wrote ahead for whoever moved away before the week counts nowhere (`held_elsewhere`).
    """
    last = Cast(OuterRef("week"), DateField()) + timedelta(days=LESSON_DAYS - 1)
    there = Placement.objects.filter(
        Q(until=None) | Q(until__gte=OuterRef("week")),
        person=OuterRef("teacher"),
        madrasah=OuterRef("madrasah"),
        since__lte=last,
    )
    there = there if madrasahs is None else there.filter(madrasah__in=list(madrasahs))
    return Exists(there.exclude(post=Placement.Post.OTHER))


def heads_today() -> QuerySet[Assignment]:
    """For Exists over posts: whether the person is kepala there today (Plt too)."""
    return Assignment.objects.open().filter(person=OuterRef("person"), madrasah=OuterRef("madrasah"), role=Role.KEPALA)


def heads_of(madrasah: Madrasah) -> frozenset[int]:
    """Who is kepala there today (Plt too), by the key of the person."""
    return frozenset(madrasah.assignments.open().filter(role=Role.KEPALA).values_list("person", flat=True))


def rows_of_week(teacher_ids: Iterable[int], week: date) -> QuerySet[Rpp]:
    """The weekly rows of these teachers, wherever they were written; `covering`: further weeks that one covers."""
    rows = Rpp.objects.filter(teacher__in=list(teacher_ids), week=week, subject=None)
    return rows.annotate(covering=Count("covers"))


def held_elsewhere(rows: Iterable[Rpp], madrasah: Madrasah, week: date) -> set[int]:
    """Teachers whose row another madrasah keeps because they teach there in that week.

    Whoever moved away before the week leaves a row that one RPP had covered ahead: the new madrasah takes it.
    """
    others = {row.teacher_id: row.madrasah_id for row in rows if row.madrasah_id != madrasah.pk}
    posts = placements_of_week(others.values(), week).filter(person__in=others.keys())
    there = set(posts.values_list("person", "madrasah")) if others else set()
    return {teacher for teacher, place in others.items() if (teacher, place) in there}


def fingerprint(rows: Iterable[Any]) -> str:
    """Changes when any mark of the week changes, or how many weeks one covers (`rows_of_week`); a page carries it so
    that no save is overwritten unseen.
    """
    state = sorted((row.teacher_id, row.status, row.cause, row.covering) for row in rows)
    return hashlib.sha256(repr(state).encode()).hexdigest()[:16]


def days_off(week: date) -> DaysOff:
    """Holidays that fall into the week; between semesters the whole week is off."""
    return _days_off([week])[week]


def month_of(week: date) -> date:
    """The first day of the month a week belongs to: that of its Monday, so that each week is in one month."""
    return week.replace(day=1)


def weeks_of_month(month: date, today: date) -> list[date]:
    """Mondays of the month, given by its first day, whose week had lessons and has begun."""
    last = month_of(month + timedelta(days=31)) - timedelta(days=1)
    return lesson_weeks(month, min(last, today))


def lesson_weeks(first: date, last: date) -> list[date]:
    """Mondays from `first` to `last` whose week has a lesson; two queries at most."""
    weeks = [week for week in weeks_between(first, last) if week >= first]
    off = _days_off(weeks)
    return [week for week in weeks if not off[week].is_whole]


def _days_off(weeks: Sequence[date]) -> dict[date, DaysOff]:
    """What each of the weeks, in order, lacks."""
    if not weeks:
        return {}
    touching = _touching(weeks[0], week_end(weeks[-1]), "starts_on", "ends_on")
    semesters = Semester.objects.order_by().filter(touching).values_list(Value(""), "starts_on", "ends_on")
    holidays = Holiday.objects.order_by().filter(touching).values_list("name", "starts_on", "ends_on")
    spans = [Span(*row) for row in semesters.union(holidays)]
    has_semesters = any(not span.name for span in spans) or Semester.objects.exists()
    return {week: _off_in(week, spans, has_semesters=has_semesters) for week in weeks}


def _off_in(week: date, spans: Sequence[Span], *, has_semesters: bool) -> DaysOff:
    here = [span for span in spans if span.starts_on <= week_end(week) and span.ends_on >= week]
    if all(span.name for span in here):
        return DaysOff("di luar semester", True) if has_semesters else DaysOff()
    off = sorted((span for span in here if span.name), key=lambda span: span.starts_on)
    return DaysOff(", ".join(dict.fromkeys(span.name for span in off)), _all_off(week, off))


def weeks_after(week: date, count: int) -> list[date]:
    """The next `count` Mondays with lessons; they stay inside the semester of `week`."""
    semester = Semester.objects.filter(starts_on__lte=week_end(week), ends_on__gte=week).first()
    if semester is None:
        return [week + timedelta(weeks=number) for number in range(1, count + 1)]
    holidays = list(semester.holidays.all())
    coming = weeks_between(week + timedelta(weeks=1), week_start(semester.ends_on))
    return [monday for monday in coming if not _all_off(monday, holidays)][:count]


def _all_off(week: date, holidays: Sequence[Holiday | Span]) -> bool:
    days = (week + timedelta(days=number) for number in range(LESSON_DAYS))
    return all(any(off.starts_on <= day <= off.ends_on for off in holidays) for day in days)
