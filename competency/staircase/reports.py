"""Where teachers stand on the staircase of assessment, by semester: read from the sheets that were shared."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from competency.instruments.models import Instrument
from competency.reflections.reads import waiting_for
from competency.scoring.staircase import HAS_RECORDS, USES_FORMAT, Stair, stair_of
from competency.sharing.models import SharedVersion
from competency.sheets.models import Assessment
from competency.sheets.noted import thawed
from madrasah.models import Person, Semester, User

SHOWN_SEMESTERS = 4


@dataclass(frozen=True)
class Sighting:
    """Who saw a step, when, and on which sheet; `fact`: what was noted there. Of one teacher."""

    sheet: int
    teacher: int
    semester: int
    seen_on: date
    observer: int
    stair: Stair
    fact: str = ""


def semesters_until(semester: Semester, begun: Sequence[Semester]) -> list[Semester]:
    """This one and those before it, the newest first as in `begun`, as many as a trend shows."""
    return [each for each in begun if each.starts_on <= semester.starts_on][:SHOWN_SEMESTERS]


def sightings_of(
    teachers: Collection[int], semesters: Collection[Semester], viewer: User, *, facts: bool = False
) -> list[Sighting]:
    """As far as the viewer may read the sheets, the newest first; an own result is opened first. Two queries."""
    sheets = Assessment.objects.visible_to(viewer).shared().filter(teacher__in=teachers, semester__in=semesters)
    return _seen_on(sheets.exclude(pk__in=waiting_for(viewer).values("pk")), facts)


def latest(sightings: Sequence[Sighting]) -> dict[tuple[int, int], Sighting]:
    """By semester and teacher what was seen last in it."""
    found: dict[tuple[int, int], Sighting] = {}
    for sighting in sightings:
        found.setdefault((sighting.semester, sighting.teacher), sighting)
    return found


def stairs_in(
    semester: Semester, teachers: Collection[int], last: Mapping[tuple[int, int], Sighting]
) -> list[Stair | None]:
    """One entry a teacher, None for whom nothing was seen: what a semester adds up to."""
    seen = [last.get((semester.pk, teacher)) for teacher in teachers]
    return [each.stair if each else None for each in seen]


def people(keys: Collection[int]) -> dict[int, Person]:
    """Who saw and who was seen, by key."""
    return Person.objects.names_only().in_bulk(keys)


def _seen_on(sheets: QuerySet[Assessment], facts: bool) -> list[Sighting]:
    """From the version that the teacher sees now; sheets on which neither was observed say nothing."""
    highest = {
        row.pk: row.definition.scale.maximum for row in Instrument.objects.filter(code=settings.SUMMARY_INSTRUMENT)
    }
    asked = sheets.filter(instrument__in=highest).order_by().values("pk")
    told = SharedVersion.objects.standing(asked).values_list(
        "assessment",
        "assessment__teacher",
        "assessment__semester",
        "assessment__observed_on",
        "assessment__observer",
        "assessment__instrument",
        f"answers__{HAS_RECORDS}",
        f"answers__{USES_FORMAT}",
        *(["notes"] if facts else []),
    )
    found = []
    for sheet, teacher, semester, day, observer, instrument, records, form, *notes in told:
        if stair := stair_of(records, form, highest[instrument]):
            fact = _fact(notes[0]) if notes else ""
            found.append(Sighting(sheet, teacher, semester, day, observer, stair, fact))
    return sorted(found, key=lambda each: (each.seen_on, each.sheet), reverse=True)


def _fact(notes: list[Mapping[str, str]]) -> str:
    """What was noted about the records, the format first."""
    told = thawed(notes)
    return next((told[code].text for code in (USES_FORMAT, HAS_RECORDS) if code in told), "")
