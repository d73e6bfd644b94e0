"""Many shared sheets at once, written as rows: what these tests count, not how a sheet comes about."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from competency.instruments.actions import publish_instrument
from competency.models import Assessment, Instrument, SharedVersion
from kkg.models import WorkingGroup
from madrasah.models import Person, Semester
from tests.cast import Cast
from tests.clock import today
from tests.competency.sheet_makers import document_of, publish
from tests.factories import make_teacher

HIGHEST = 2


def teachers(cast: Cast, count: int, *, at: Any = None) -> list[Person]:
    """So many more who teach at MI Contoh Satu."""
    return [make_teacher(at or cast.satu, name=f"Guru Rahasia {number}") for number in range(count)]


def sheet(
    teacher: Person,
    answers: Mapping[str, int | None],
    *,
    on: date,
    semester: Semester,
    instrument: Instrument,
    madrasah: Any,
    observer: Person,
    shared_at: datetime | None = None,
) -> Assessment:
    """A shared sheet whose last version says this; indicators not named are at their highest."""
    row = Assessment.objects.create(
        instrument=instrument,
        teacher=teacher,
        observer=observer,
        keeper=observer,
        madrasah=madrasah,
        semester=semester,
        school_year=semester.school_year,
        observed_on=on,
        state="dibagikan",
        shared_at=shared_at or timezone.make_aware(datetime.combine(on, time(12))),
    )
    version(row, answers)
    return row


def seen(cast: Cast, teacher: Person, answers: Mapping[str, int | None], **values: Any) -> Assessment:
    """The same in the world of the cast: at MI Contoh Satu, by its kepala, as late in the semester as may be."""
    semester = values.get("semester", cast.semester)
    told = {"semester": semester, "on": min(today(), semester.ends_on), "observer": cast.baso.person}
    told |= {"madrasah": cast.satu} | values
    return sheet(teacher, answers, instrument=told.pop("instrument", None) or publish(), **told)


def version(
    row: Assessment, answers: Mapping[str, int | None], number: int = 1, *, at: datetime | None = None
) -> SharedVersion:
    """One *Bagikan* of it."""
    whole = dict.fromkeys(row.instrument.definition.codes, HIGHEST) | dict(answers)
    return SharedVersion.objects.create(
        assessment=row,
        school_year=row.school_year,
        number=number,
        answers=whole,
        notes=[],
        result={},
        shared_at=at or row.shared_at,
        shared_by=row.observer,
    )


def before(semester: Semester) -> Semester:
    """The half of the year before it."""
    year, term = (semester.school_year, "gasal") if semester.term == "genap" else (semester.school_year - 1, "genap")
    found = Semester.objects.filter(school_year=year, term=term).first()
    if found:
        return found
    first = date(year, 7, 15) if term == "gasal" else date(year + 1, 1, 5)
    last = date(year, 12, 15) if term == "gasal" else date(year + 1, 6, 15)
    return Semester.objects.create(school_year=year, term=term, starts_on=first, ends_on=last)


def next_version() -> Instrument:
    """The same instrument as another version, with the same codes."""
    return publish_instrument(document=document_of() | {"version": "2.0-usulan"})[0]


def observed(cast: Cast, people: Sequence[Person], answers: Mapping[str, int | None], **values: Any) -> None:
    """The same sheet about each of them."""
    for person in people:
        seen(cast, person, answers, **values)


def page(group: WorkingGroup) -> str:
    """The address of its needs."""
    return f"/kkg/{group.pk}/kebutuhan/"
