"""What a cube is counted from: one kabupaten and semester, madrasah by madrasah, whoever may read the sheets.

Told to anybody through scoring/cube.py alone. A fixed number of queries a kabupaten, each grouped in the database;
what is held at a time is one line a teacher of one kabupaten.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models import Sum as SumOf

from competency.instruments.models import Instrument
from competency.rpp.models import Rpp
from competency.rpp.weeks import lesson_weeks
from competency.scoring.cube import Counts, Measure, Sum
from competency.scoring.hiding import Key
from competency.sharing.models import Score
from competency.sheets.models import Assessment
from kkg.models import Attendance, GroupPlace, Session
from madrasah.models import Madrasah, Placement, Region, Semester
from madrasah.periods import lasts, week_end, week_start
from madrasah.scope import in_regions, open_at

FREEZE_DAYS = 14  # after the last day of the semester: what is shared or typed late is still counted
NO_GROUP = ""
ByTeacher = dict[int, Sum]


@dataclass(frozen=True)
class Gathered:
    """Counts by place, the names of all places then, meetings by KKG, and what competencies were measured with."""

    counts: dict[Key, Counts]
    names: dict[str, dict[str, str]]
    sessions: dict[str, int]
    instrument: Instrument | None


def freezes_on(semester: Semester) -> date:
    """The first day on which the figures of a semester can be there."""
    return semester.ends_on + timedelta(days=FREEZE_DAYS)


def gather(region: Region, semester: Semester, day: date) -> Gathered:
    """Teachers at their satminkal on `day`, and what the semester says of them."""
    homes = _homes(region, day)
    places = _places(region, day, set(homes.values()))
    teachers = Placement.objects.filter(_teaching(region, day)).order_by().values("person")
    found: dict[str, ByTeacher] = {
        Measure.ATTENDANCE: _attendance(teachers, semester),
        Measure.OBSERVED: _observed(teachers, semester),
        Measure.RPP: _rpp(teachers, semester, day, homes),
    }
    instrument, sheets = _measured(teachers, semester)
    assessed = set(sheets.values_list("teacher", flat=True)) if instrument else set()
    scores = _scores(sheets) if instrument else {}
    groups = {key[1] for key in places.keys.values() if key[1] != NO_GROUP}
    return Gathered(
        _by_place(homes, places.keys, found | scores, assessed), places.names, _sessions(groups, semester), instrument
    )


@dataclass(frozen=True)
class _Places:
    keys: dict[int, Key]
    names: dict[str, dict[str, str]]


def _teaching(region: Region, day: date) -> Q:
    post = Q(open_at(day), person__removed_at=None, madrasah__removed_at=None) & ~Q(post=Placement.Post.OTHER)
    return post & in_regions([region.pk], "madrasah__region_id")


def _homes(region: Region, day: date) -> dict[int, int]:
    """The madrasah each teacher is counted at: satminkal first, else the one recorded first; elsewhere: not here."""
    here = Placement.objects.filter(_teaching(region, day)).order_by().values("person")
    rows = Placement.objects.filter(open_at(day), person__in=here, madrasah__removed_at=None)
    rows = rows.exclude(post=Placement.Post.OTHER).order_by("person", "-is_home", "pk").distinct("person")
    own = in_regions([region.pk])
    stands = set(Madrasah.objects.kept().filter(own).values_list("pk", flat=True))
    return {who: where for who, where in rows.values_list("person", "madrasah") if where in stands}


def _places(region: Region, day: date, used: Collection[int]) -> _Places:
    """Kecamatan, KKG and itself, of each madrasah where somebody teaches; of several KKG the one joined first."""
    joined = GroupPlace.objects.filter(open_at(day), madrasah__in=used, group__removed_at=None)
    groups: dict[int, tuple[str, str]] = {}
    for where, number, title in joined.order_by("since", "group").values_list("madrasah", "group", "group__name"):
        groups.setdefault(where, (str(number), title))
    keys: dict[int, Key] = {}
    names: dict[str, dict[str, str]] = {"kecamatan": {}, "kkg": {}, "madrasah": {}}
    rows = Madrasah.objects.filter(in_regions([region.pk]), pk__in=used).select_related("region")
    for madrasah in rows.prefetch_related("former_names"):
        group, name = groups.get(madrasah.pk, (NO_GROUP, "Belum masuk KKG"))
        keys[madrasah.pk] = (madrasah.region_id, group, str(madrasah.pk))
        names["kecamatan"][madrasah.region_id] = madrasah.region.name
        names["kkg"][group] = name
        names["madrasah"][str(madrasah.pk)] = madrasah.name_on(day)
    return _Places(keys, names)


def _attendance(teachers: Any, semester: Semester) -> ByTeacher:
    """Days of closed sessions of the semester: came, of called."""
    days = semester.kkg_days
    held = Session.days.counted().closed().filter(date__range=(days.starts_on, days.ends_on)).order_by()
    rows = Attendance.objects.filter(person__in=teachers, session__in=held.values("pk")).order_by()
    counted = rows.values("person").annotate(came=Count("pk", filter=Q(mark="hadir")), called=Count("pk"))
    return {row["person"]: Sum(row["came"], row["called"], 1) for row in counted}


def _sessions(groups: Collection[str], semester: Semester) -> dict[str, int]:
    """Closed sessions of each KKG; a meeting is nobody's, so its count is told."""
    days = semester.kkg_days
    held = Session.objects.counted().closed().filter(date__range=(days.starts_on, days.ends_on), group__in=groups)
    found = dict(held.order_by().values_list("group").annotate(count=Count("pk")))
    return {group: found.get(int(group), 0) for group in sorted(groups, key=int)}


def _observed(teachers: Any, semester: Semester) -> ByTeacher:
    """Who has a shared sheet of a lesson."""
    sheets = Assessment.objects.kept().shared().of_lessons().filter(teacher__in=teachers, semester=semester)
    return dict.fromkeys(sheets.order_by().values_list("teacher", flat=True), Sum(1, 1, 1))


def _rpp(teachers: Any, semester: Semester, day: date, homes: Mapping[int, int]) -> ByTeacher:
    """Weeks whose RPP was looked at, of those with lessons in which the teacher served at the satminkal."""
    weeks = lesson_weeks(week_start(semester.starts_on), min(day, semester.ends_on))
    if not weeks:
        return {}
    last = week_end(weeks[-1])
    posts = Placement.objects.filter(Q(until=None) | Q(until__gte=weeks[0]), person__in=teachers, since__lte=last)
    due: dict[int, set[date]] = {}
    for post in posts.exclude(post=Placement.Post.OTHER).only("person_id", "madrasah_id", "since", "until"):
        if homes.get(post.person_id) == post.madrasah_id:
            there = (week for week in weeks if post.since <= week_end(week) and lasts(post, week))
            due.setdefault(post.person_id, set()).update(there)
    rows = Rpp.objects.filter(teacher__in=teachers, week__in=weeks, subject=None).order_by()
    counted = rows.values_list("teacher", "madrasah").annotate(weeks=Count("pk"))
    checked = {who: number for who, where, number in counted if homes.get(who) == where}
    return {
        who: Sum(min(checked.get(who, 0), len(weeks_due)), len(weeks_due), 1)
        for who, weeks_due in due.items()
        if weeks_due
    }


def _measured(teachers: Any, semester: Semester) -> tuple[Instrument | None, QuerySet[Assessment]]:
    """Sheets of ONE version of the summary's instrument, the newest that was used; of a yearly rating one purpose."""
    sheets = Assessment.objects.kept().shared().filter(teacher__in=teachers, semester=semester)
    sheets = sheets.filter(instrument__code=settings.SUMMARY_INSTRUMENT).order_by("-instrument", "-purpose")
    used = sheets.values_list("instrument", "purpose").first()
    if used is None:
        return None, sheets.none()
    version, purpose = used
    one = sheets.filter(instrument=version, purpose=purpose).order_by()
    return Instrument.objects.get(pk=version), one


def _scores(sheets: QuerySet[Assessment]) -> dict[str, ByTeacher]:
    """By competency and teacher: the exact sums over what stands shared."""
    rows = Score.objects.filter(assessment__in=sheets.values("pk"), answered__gt=0, denominator__gt=0).order_by()
    counted = rows.values_list("competency", "assessment__teacher").annotate(
        value=SumOf("numerator"), highest=SumOf("denominator")
    )
    found: dict[str, ByTeacher] = {}
    for competency, teacher, value, highest in counted:
        found.setdefault(competency, {})[teacher] = Sum(value, highest, 1)
    return found


def _by_place(
    homes: Mapping[int, int], keys: Mapping[int, Key], found: Mapping[str, ByTeacher], assessed: Collection[int]
) -> dict[Key, Counts]:
    """Teacher by teacher added up where each is counted."""
    at: dict[Key, list[int]] = {}
    for teacher, madrasah in homes.items():
        at.setdefault(keys[madrasah], []).append(teacher)
    return {key: _counts(teachers, found, assessed) for key, teachers in at.items()}


def _counts(teachers: Sequence[int], found: Mapping[str, ByTeacher], assessed: Collection[int]) -> Counts:
    n, seen = len(teachers), sum(teacher in assessed for teacher in teachers)
    behind: Counter[str] = Counter()
    sums: dict[str, Sum] = {}
    for measure, of_each in found.items():
        own = [of_each[teacher] for teacher in teachers if teacher in of_each]
        behind[measure] = len(own)
        added = sum(own, Sum())
        told = n if measure in set(Measure) else seen
        denominator = n if measure == Measure.OBSERVED else added.denominator
        sums[measure] = Sum(added.numerator, denominator, told)
    return Counts(n, sums, behind, seen)
