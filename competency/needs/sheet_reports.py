"""What the needs of a KKG are counted from: records that stay as they are, each with the moment it could be counted.

A sheet, or a week's RPP, counts for the KKG that its madrasah was in on that day, whoever has moved since and whatever
is corrected later: figures move by whole steps alone (`told_in_steps`), never because one teacher leaves.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q

from competency.rpp.models import Rpp
from competency.rpp.weeks import kept_where_taught
from competency.scoring.hiding import Heard
from competency.scoring.weakest import Filled
from competency.sharing.models import SharedVersion
from competency.sheets.models import Assessment
from kkg.models import WorkingGroup
from madrasah.models import Semester
from madrasah.periods import week_end, week_start


@dataclass(frozen=True)
class Sheet:
    """One *Bagikan* of a sheet of the summary's instrument, any version."""

    filled: Filled
    semester: int
    instrument: int


@dataclass(frozen=True)
class Week:
    """One teacher's RPP of a week that was looked at; `cause`: why it came late."""

    teacher: int
    row: int
    at: datetime
    semester: int
    cause: str

    def heard(self, cause: str) -> Heard[bool]:
        """Whether it was late for this cause."""
        return Heard(self.teacher, self.row, self.at, self.cause == cause)


class Places:
    """The madrasah of a KKG, each for its days in it. One query."""

    def __init__(self, group: WorkingGroup) -> None:
        self._terms = list(group.group_places.values_list("madrasah", "since", "until", "created_at"))
        self.keys = {madrasah for madrasah, *_ in self._terms}

    def counted_from(self, madrasah: int, first: date, last: date, at: datetime) -> datetime | None:
        """The moment from which something of these days counts: none before the madrasah was entered as a member.

        So what a madrasah brings along comes as one, and never between what was told already.
        """
        entered = [
            moment
            for where, since, until, moment in self._terms
            if where == madrasah and since <= last and (until is None or until >= first)
        ]
        return max(at, min(entered)) if entered else None


def sheets_of(places: Places, semesters: Collection[Semester], today: date) -> list[Sheet]:
    """Every version that was shared of sheets written at the KKG's madrasah, the earliest first."""
    rows = (
        Assessment.objects.kept()
        .shared()
        .filter(
            madrasah__in=places.keys,
            semester__in=semesters,
            instrument__code=settings.SUMMARY_INSTRUMENT,
            observed_on__lte=today,
        )
    )
    versions = SharedVersion.objects.filter(assessment__in=rows.order_by().values("pk")).order_by("shared_at", "number")
    told = versions.values_list(
        "assessment__teacher",
        "assessment",
        "shared_at",
        "answers",
        "assessment__madrasah",
        "assessment__observed_on",
        "assessment__semester",
        "assessment__instrument",
    )
    return [
        Sheet(Filled(teacher, sheet, moment, answers), half, instrument)
        for teacher, sheet, at, answers, madrasah, day, half, instrument in told
        if (moment := places.counted_from(madrasah, day, day, at))
    ]


def weeks_of(places: Places, semesters: Sequence[Semester]) -> list[Week]:
    """The RPP of these semesters that was looked at where its teacher served, each week in the newest it touches."""
    spans = {half.pk: (week_start(half.starts_on), half.ends_on) for half in semesters}
    of_any = Q()
    for span in spans.values():
        of_any |= Q(week__range=span)
    taught = kept_where_taught(places.keys)
    rows = Rpp.objects.filter(of_any, taught, madrasah__in=places.keys, subject=None).exclude(status=Rpp.Status.LIBUR)
    told = rows.order_by().values_list("teacher", "pk", "checked_at", "madrasah", "week", "cause")
    return [
        Week(teacher, row, moment, next(pk for pk, (first, last) in spans.items() if first <= week <= last), cause)
        for teacher, row, at, madrasah, week, cause in told
        if (moment := places.counted_from(madrasah, week, week_end(week), at))
    ]
