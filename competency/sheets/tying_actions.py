"""What becomes of a fact caught during the lesson: the note of an item, or left aside."""

from django.db import transaction

from competency.sheets.actions import lock, set_fields, write_notes
from competency.sheets.models import Assessment, Sighting
from competency.sheets.noted import NOTHING, Fact
from competency.sheets.permissions import why_not_fill
from core.fields import field_of
from core.formats import clock
from core.refusals import refuse_if
from madrasah.models import User
from madrasah.scope import fresh

GONE = "Kejadian itu tidak ada lagi di lembar ini. Muat ulang halamannya."


@transaction.atomic
def tie_sighting(*, assessment: Assessment, sighting: int, indicator: str, by: User) -> Sighting:
    """It becomes the note of that item, or stands below the note that is there; a second press changes nothing."""
    stored = lock(assessment)
    refuse_if(why_not_fill(fresh(by), stored))
    row = _row(stored, sighting)
    if row.used_for:
        return row
    codes = stored.instrument.definition.codes
    refuse_if(None if indicator in codes else "Butir itu tidak ada di lembar ini.")
    fact = _joined(stored.draft_notes().get(indicator, NOTHING), row.fact)
    is_long = len(fact.text) > (field_of(type(row), "text").max_length or 0)
    refuse_if("Catatan butir itu sudah panjang. Ringkas dulu, lalu pakai kejadian ini lagi." if is_long else None)
    write_notes(stored, {indicator: fact})
    row.used_for, row.is_dropped = indicator, False
    row.save(update_fields=["used_for", "is_dropped"])
    set_fields(stored, revision=stored.revision + 1)
    return row


@transaction.atomic
def drop_sighting(*, assessment: Assessment, sighting: int, by: User, is_dropped: bool = True) -> Sighting:
    """Left aside, or taken up again; its words stay."""
    stored = lock(assessment)
    refuse_if(why_not_fill(fresh(by), stored))
    row = _row(stored, sighting)
    if row.is_dropped != is_dropped:
        row.is_dropped = is_dropped
        row.save(update_fields=["is_dropped"])
    return row


def _row(assessment: Assessment, pk: int) -> Sighting:
    row = assessment.sightings.filter(pk=pk).first()
    refuse_if(None if row else GONE)
    assert row is not None  # noqa: S101 - tells the type checker
    return row


def _joined(note: Fact, seen: Fact) -> Fact:
    """The fact alone with its time; or both, the later one led by its time."""
    if not note.text:
        return seen
    told = f"{clock(seen.seen_at)} {seen.text}" if seen.seen_at else seen.text
    return Fact(f"{note.text}\n{told}", note.seen_at, note.noted_at)
