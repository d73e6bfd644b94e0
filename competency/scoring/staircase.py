"""How a teacher records the progress of pupils, as four steps (finding S17 of the field study).

"Some keep only notes instead of the set assessment format": the study's own instrument asks both halves, whether
there are records (HAS_RECORDS) and whether they use the set format (USES_FORMAT). The step follows from the two
answers of a shared sheet; it is never asked again, and what was not observed is no step.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from competency.scoring.hiding import Heard, told_in_steps
from core.privacy import is_hidden

HAS_RECORDS, USES_FORMAT = "GT-PRO-NILAI.1", "GT-PRO-NILAI.2"


class Stair(StrEnum):
    """From none to the format, as people read it."""

    NONE = "Belum ada catatan"
    NOTES = "Catatan saja"
    PART = "Sebagian format"
    FORMAT = "Format yang ditentukan"


UNSEEN = "Belum terlihat"
Told = Sequence[tuple[tuple[Stair, ...], int]]
# The finest of these in which no group is too small is what somebody reads who only counts. The first is finer than
# both others, of which each splits what the other tells as one: a KKG is told by one of these two.
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


@dataclass
class _Steps:
    """The counts told so far, each with the grouping it was told in."""

    minimum: int
    told: list[tuple[int, Counter[Stair]]] = field(default_factory=list)

    def is_open(self, told: Mapping[int, Heard[Stair]], fresh: Mapping[int, Heard[Stair]]) -> bool:
        """Whether these can be told by some grouping, and what is more than at each step before by the coarser."""
        whole = Counter(each.value for each in {**told, **fresh}.values() if each.value)
        used = {grouping for grouping, _ in self.told}
        for grouping in range(len(GROUPINGS)):
            if len({*used, grouping} - {0}) < 2 and all(
                self._is_clear(whole - earlier, max(grouping, other))
                for other, earlier in [(grouping, Counter[Stair]()), *self.told]
            ):
                self.told.append((grouping, whole))
                return True
        return False

    def _is_clear(self, counted: Counter[Stair], grouping: int) -> bool:
        """No group is small, and there are two at least: of a single one everybody would be known."""
        sums = [count for _, count in _grouped(counted, grouping)]
        return not any(is_hidden(count, self.minimum) for count in sums) and sum(map(bool, sums)) > 1


def _grouped(counted: Counter[Stair], grouping: int) -> Told:
    return [(group, sum(counted[stair] for stair in group)) for group in GROUPINGS[grouping]]


def published(seen: Iterable[Heard[Stair]], minimum: int) -> Told:
    """Counts that point at nobody, told in steps; each teacher (`thing`) counts once, as last seen before the step.

    Each is nought or at least `minimum`, and so is what each has more than at any step before, so that no difference
    gives a small one away. Of those of whom something was seen, which is their n; empty where nothing can be told.
    """
    steps = _Steps(minimum)
    told_in_steps(seen, minimum, steps.is_open, once=True)
    return _grouped(steps.told[-1][1], steps.told[-1][0]) if steps.told else ()
