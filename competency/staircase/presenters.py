"""The staircase in words: counts with their n, rows of teachers, and what each was seen on."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from competency.scoring.staircase import UNSEEN, Stair
from competency.staircase.forms import StairsChoice
from core.addresses import row_address
from core.formats import date_short, dotted
from madrasah.models import Person, Semester

TONES = {Stair.NONE: "red", Stair.NOTES: "amber", Stair.PART: "blue", Stair.FORMAT: "green", None: "grey"}
STEPS: tuple[Stair | None, ...] = (*Stair, None)


def word(stair: Stair | None) -> str:
    """'Catatan saja', 'Belum terlihat'."""
    return stair.value if stair else UNSEEN


def key_of(stair: Stair | None) -> str:
    """As the address has it."""
    return stair.name.lower() if stair else StairsChoice.NOTHING


def figures(stairs: Sequence[Stair | None], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One count a step, each opening its list."""
    counted = Counter(stairs)
    here = reverse("competency:staircase")
    return [
        {
            "number": counted[stair],
            "label": word(stair),
            "note": f"dari {len(stairs)} guru",
            "url": f"{here}?{urlencode({**asked, 'tangga': key_of(stair)})}#guru",
        }
        for stair in STEPS
    ]


def trend_rows(by_semester: Sequence[tuple[Semester, Sequence[Stair | None]]]) -> list[list[str]]:
    """A row a semester, the newest first: how many on each step, of how many teachers."""
    return [
        [str(semester), *(str(Counter(stairs)[stair]) for stair in STEPS), str(len(stairs))]
        for semester, stairs in by_semester
    ]


def teacher_row(person: Person, seen: Any, observers: Mapping[int, Person], semester: Semester) -> dict[str, Any]:
    """One teacher: the step, who saw it and when (`seen`: reports.Sighting or None)."""
    told = (
        f"Dilihat {observers[seen.observer]}, {date_short(seen.seen_on)}"
        if seen
        else "Belum ada lembar yang menilainya"
    )
    return {
        "title": str(person),
        "detail": told,
        "url": f"{row_address('competency:teacher-staircase', person.pk)}?semester={semester.pk}",
        "state": word(seen.stair if seen else None),
        "tone": TONES[seen.stair if seen else None],
    }


def sighting_rows(
    sightings: Collection[Any], observers: Mapping[int, Person], semesters: Sequence[Semester]
) -> list[Any]:
    """By semester what was seen, each opening its sheet."""
    rows: list[Any] = []
    for semester in semesters:
        lines = [
            {
                "title": f"Dilihat {observers[each.observer]}",
                "detail": dotted(date_short(each.seen_on), each.fact),
                "url": reverse("competency:assessment-detail", args=[each.sheet]),
                "state": each.stair.value,
                "tone": TONES[each.stair],
            }
            for each in sightings
            if each.semester == semester.pk
        ]
        rows.append({"semester": semester, "lines": lines})
    return rows
