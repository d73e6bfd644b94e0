"""Facts caught during the lesson, on a page. No request, no writing."""

from typing import Any

from competency.sheets.models import Assessment
from competency.sheets.presenters import note_time


def sightings_shown(assessment: Assessment) -> dict[str, Any]:
    """Facts caught during the lesson: those that wait for an item, those that became a note, those left aside."""
    numbers = {one.code: number for number, one in enumerate(assessment.instrument.definition.indicators, start=1)}
    lines = [
        {
            "pk": row.pk,
            "time": note_time(row.fact, assessment.observed_on),
            "text": row.text,
            "number": numbers.get(row.used_for, ""),
            "is_used": bool(row.used_for),
            "is_dropped": row.is_dropped,
        }
        for row in assessment.sightings.all()
    ]
    return {
        "waiting": [line for line in lines if not line["is_used"] and not line["is_dropped"]],
        "used": [line for line in lines if line["is_used"]],
        "dropped": [line for line in lines if line["is_dropped"] and not line["is_used"]],
    }
