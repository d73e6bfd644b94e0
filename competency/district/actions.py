"""Freezing a semester: once, by the daily duty, from the day it ended, and never again.

A cube of the running semester is not made: told twice, the difference would be the figures of a few (decisions.md 13).
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from competency.district.models import DistrictCube
from competency.district.reads import FREEZE_DAYS, Gathered, gather
from competency.scoring.cube import Row, Sum, cube_of
from madrasah.models import Madrasah, Region, Semester


def freeze_cubes(*, at: datetime) -> None:
    """The duty: the semester that ended last and is old enough, of each kabupaten that has none of it yet."""
    ended = timezone.localdate(at) - timedelta(days=FREEZE_DAYS)
    semester = Semester.objects.filter(ends_on__lte=ended).order_by("-ends_on").first()
    if semester is None:
        return
    done = DistrictCube.objects.filter(semester=semester).values_list("region", flat=True)
    for region in _kabupaten().exclude(pk__in=set(done)):
        freeze_cube(semester=semester, region=region, at=at)


@transaction.atomic
def freeze_cube(*, semester: Semester, region: Region, at: datetime) -> None:
    """One kabupaten; a second time nothing happens, and nothing is kept of one without teachers."""
    keep_cube(region=region, semester=semester, found=gather(region, semester, semester.ends_on), at=at)


@transaction.atomic
def keep_cube(*, region: Region, semester: Semester, found: Gathered, at: datetime) -> None:
    """Keep what may be told of it, and nothing else; what is kept already stays."""
    Region.objects.select_for_update().get(pk=region.pk)
    if not found.counts or DistrictCube.objects.filter(semester=semester, region=region).exists():
        return
    DistrictCube.objects.create(
        semester=semester,
        region=region,
        data_day=semester.ends_on,
        frozen_at=at,
        minimum=settings.MIN_GROUP_SIZE,
        instrument=found.instrument,
        document=_document(found, settings.MIN_GROUP_SIZE),
    )


def _kabupaten() -> Any:
    """Those with a madrasah: at the kabupaten itself, or at a kecamatan of it."""
    places = Madrasah.objects.kept().order_by().values_list("region", flat=True).distinct()
    codes = {".".join(code.split(".")[:2]) for code in places}
    return Region.objects.filter(level=Region.Level.KABUPATEN, pk__in=codes)


def _document(found: Gathered, minimum: int) -> dict[str, Any]:
    return {
        "names": found.names,
        "sessions": found.sessions,
        "rows": [_line(row) for row in cube_of(found.counts, minimum)],
    }


def _line(row: Row) -> dict[str, Any]:
    figures = {measure: _told(figure) for measure, figure in row.figures.items()}
    return {"place": list(row.place), "teachers": row.teachers, "figures": figures}


def _told(figure: Sum | None) -> list[int] | None:
    return None if figure is None else [figure.numerator, figure.denominator, figure.people]
