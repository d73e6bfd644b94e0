"""The sheets that the needs of a KKG are counted from: the summary's instrument, as their teachers see them now."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from competency.scoring.weakest import Filled, told_until
from competency.sharing.models import SharedVersion
from competency.sheets.models import Assessment
from kkg.models import WorkingGroup
from madrasah.models import Placement, Semester
from madrasah.scope import open_at


@dataclass(frozen=True)
class Sheet:
    """One shared sheet of the summary's instrument, any version."""

    filled: Filled
    semester: int
    instrument: int
    day: date
    shared_at: datetime


def teachers_of_group(group: WorkingGroup, today: date) -> Any:
    """Keys of all who teach at a madrasah of the KKG today, whoever may read their sheets: to be counted only."""
    places = group.group_places.open(today).values("madrasah")
    posts = Placement.objects.filter(open_at(today), madrasah__in=places, person__removed_at=None)
    return posts.exclude(post=Placement.Post.OTHER).order_by().values("person")


def sheets_of(group: WorkingGroup, semesters: Collection[Semester], today: date) -> list[Sheet]:
    """As their teachers see them now, the oldest first; written at the KKG's madrasah."""
    rows = (
        Assessment.objects.kept()
        .shared()
        .filter(
            teacher__in=teachers_of_group(group, today),
            madrasah__in=group.group_places.open(today).values("madrasah"),
            semester__in=semesters,
            instrument__code=settings.SUMMARY_INSTRUMENT,
            observed_on__lte=today,
        )
    )
    told = SharedVersion.objects.standing(rows.order_by().values("pk")).values_list(
        "assessment__teacher",
        "answers",
        "assessment__semester",
        "assessment__instrument",
        "assessment__observed_on",
        "assessment__shared_at",
    )
    found = [
        Sheet(Filled(who, answers), half, instrument, day, moment)
        for who, answers, half, instrument, day, moment in told
        if moment  # never null of a shared one
    ]
    return sorted(_in_steps(found), key=lambda sheet: sheet.day)


def _in_steps(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """Of each semester those shared up to the last whole group of teachers."""
    for semester in {sheet.semester for sheet in sheets}:
        own = [sheet for sheet in sheets if sheet.semester == semester]
        until = told_until([(sheet.filled.teacher, sheet.shared_at) for sheet in own], settings.MIN_GROUP_SIZE)
        yield from (sheet for sheet in own if until and sheet.shared_at <= until)


def newest_told(semesters: Sequence[Semester], sheets: Sequence[Sheet]) -> int:
    """The newest semester in which enough teachers were seen; the one that runs where none is."""
    for at, semester in enumerate(semesters):
        if len({one.filled.teacher for one in sheets if one.semester == semester.pk}) >= settings.MIN_GROUP_SIZE:
            return at
    return 0
