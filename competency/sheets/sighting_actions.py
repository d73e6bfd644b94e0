"""Facts caught during the lesson, as a screen brings them; what becomes of them: tying_actions.py."""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import uuid4

from competency.sheets.models import Assessment, Sighting
from competency.sheets.noted import Sighted


def write_sightings(assessment: Assessment, given: Iterable[Sighted], at: datetime) -> bool:
    """Whether anything changed. Part of an action that holds the sheet and has asked.

    The same token is the same fact, until it was used; the same words at the same time are it too, whatever their
    token: a page that was loaded again brings them once more.
    """
    wanted = list(given)
    if not wanted:
        return False
    stored = {row.client_token: row for row in assessment.sightings.all()}
    said = {(row.text, row.seen_at) for row in stored.values()}
    changes = [_write(assessment, one, stored.get(one.token), said, at) for one in wanted]
    return any(changes)


def _write(
    assessment: Assessment, one: Sighted, row: Sighting | None, said: set[tuple[str, time | None]], at: datetime
) -> bool:
    is_free = row is not None and not row.used_for
    if not one.text:
        return bool(row is not None and is_free and row.delete()[0])
    if (one.text, one.seen_at) in said:
        return False
    said.add((one.text, one.seen_at))
    if row is not None and is_free:
        row.text, row.seen_at = one.text, one.seen_at
        row.save(update_fields=["text", "seen_at"])
        return True
    Sighting.objects.create(
        assessment=assessment,
        school_year=assessment.school_year,
        text=one.text,
        seen_at=one.seen_at,
        noted_at=at,
        client_token=uuid4() if row is not None else one.token,
    )
    return True
