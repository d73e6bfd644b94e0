"""How a teacher records the progress of pupils, as four steps (finding S17 of the field study).

"Some keep only notes instead of the set assessment format": the study's own instrument asks both halves, whether
there are records (HAS_RECORDS) and whether they use the set format (USES_FORMAT). The step follows from the two
answers of a shared sheet; it is never asked again, and what was not observed is no step.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from core.privacy import is_hidden

HAS_RECORDS, USES_FORMAT = "GT-PRO-NILAI.1", "GT-PRO-NILAI.2"


class Stair(StrEnum):
    """From none to the format, as people read it."""

    NONE = "Belum ada catatan"
    NOTES = "Catatan saja"
    PART = "Sebagian format"
    FORMAT = "Format yang ditentukan"


UNSEEN = "Belum terlihat"
# The finest of these in which no group is too small is what somebody reads who only counts.
GROUPINGS: tuple[tuple[tuple[Stair, ...], ...], ...] = (
    tuple((stair,) for stair in Stair),
    ((Stair.NONE, Stair.NOTES), (Stair.PART, Stair.FORMAT)),
    ((Stair.NONE, Stair.NOTES, Stair.PART), (Stair.FORMAT,)),
)


def stair_of(records: int | None, form: int | None, highest: int) -> Stair | None:
    """The step that the two answers tell; None for "tidak teramati" or not asked. A format in use is a record."""
    if form:
        return Stair.FORMAT if form >= highest else Stair.PART
    if records is None:
        return None
    if records == 0:
        return Stair.NONE
    return Stair.NOTES if form == 0 else None


def published(stairs: Iterable[Stair | None], minimum: int) -> Sequence[tuple[tuple[Stair, ...], int]]:
    """Counts that point at nobody: each is nought or at least `minimum`, so no difference gives a small one away.

    Of those of whom something was seen, which is their n; empty where even that can't be told.
    """
    counted = Counter(stair for stair in stairs if stair)
    for grouping in GROUPINGS:
        told = [(group, sum(counted[stair] for stair in group)) for group in grouping]
        if counted and not any(is_hidden(count, minimum) for _, count in told):
            return told
    return ()
