"""A reflection beside what the assessor chose: what went well first, then the rest. No score comes of it."""

from dataclasses import dataclass
from typing import Any

from competency.reflections.models import SelfReflection
from competency.scoring.definition import Definition
from competency.scoring.pieces import Answer
from competency.scoring.words import answer_words


@dataclass(frozen=True)
class Pair:
    """One item as both saw it, in words; `differs`: how the teacher does, "" where both agree or one is silent."""

    number: int
    text: str
    own: str
    seen: str
    differs: str
    went_well: bool


def beside(reflection: SelfReflection | None, seen: dict[str, Answer], definition: Definition) -> dict[str, Any] | None:
    """What templates/competency/reflections/_beside.html shows; `seen`: the assessor's answers of one version."""
    if reflection is None:
        return None
    own = reflection.given_answers()
    pairs = [
        Pair(
            number,
            indicator.text,
            answer_words(definition, indicator.code, own[indicator.code]) if indicator.code in own else "dikosongkan",
            answer_words(definition, indicator.code, seen.get(indicator.code)),
            _difference(own.get(indicator.code), seen.get(indicator.code)),
            _is_high(definition, seen.get(indicator.code)),
        )
        for number, indicator in enumerate(definition.indicators, start=1)
    ]
    return {
        "reflection": reflection,
        "well": [pair for pair in pairs if pair.went_well],
        "rest": [pair for pair in pairs if not pair.went_well],
    }


def _difference(own: Answer | None, seen: Answer | None) -> str:
    if not isinstance(own, int) or not isinstance(seen, int) or own == seen:
        return ""
    return "lebih tinggi" if own > seen else "lebih rendah"


def _is_high(definition: Definition, seen: Answer | None) -> bool:
    """In the upper half of the scale."""
    scale = definition.scale
    return isinstance(seen, int) and 2 * seen > scale.minimum + scale.maximum
