"""What of a filled sheet still says the same under another instrument: same code, same words."""

from collections.abc import Collection
from dataclasses import dataclass

from competency.scoring.definition import Definition


@dataclass(frozen=True)
class Carried:
    """Codes of filled indicators whose answer or note goes along, and of those that lose something."""

    answers: frozenset[str]
    notes: frozenset[str]
    lost: frozenset[str]

    @property
    def is_nothing(self) -> bool:
        """Whether something was filled and none of it goes along."""
        return bool(self.lost) and not self.answers and not self.notes


def carried(old: Definition, new: Definition, answered: Collection[str], noted: Collection[str]) -> Carried:
    """`answered` and `noted` are codes of the old instrument.

    A note goes along with an indicator of the same code and words; an answer only on the same scale with the same
    levels too, because 3 of 4 is not 3 of 5.
    """
    same = {code for code in old.codes & new.codes if old.indicator(code).text == new.indicator(code).text}
    measured = {code for code in same if _steps(old, code) == _steps(new, code)}
    answers, notes = frozenset(measured.intersection(answered)), frozenset(same.intersection(noted))
    return Carried(answers, notes, frozenset(answered) - answers | frozenset(noted) - notes)


def _steps(definition: Definition, code: str) -> tuple[object, ...]:
    """What the values of an indicator mean, and whether "tidak teramati" is one."""
    scale = definition.scale
    meanings = tuple((value, definition.meaning(code, value)) for value in scale.values)
    return (meanings, scale.allow_not_observed)
