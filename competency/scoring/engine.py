"""The door to scoring: checks the answers against the instrument, then its method does the sum."""

from competency.scoring.definition import Definition
from competency.scoring.methods import METHODS, Answers
from competency.scoring.pieces import NotObserved
from competency.scoring.result import Result


class AnswerError(ValueError):
    """An answer that the instrument does not know; the message is an Indonesian sentence."""


class UnknownIndicator(AnswerError):
    """The code belongs to no indicator of the instrument."""


class OffScale(AnswerError):
    """The value is no step of the instrument's scale."""


class NotObservedForbidden(AnswerError):
    """The instrument wants a value for every indicator."""


def score(definition: Definition, answers: Answers) -> Result:
    """The exact result of a sheet, filled wholly or in part.

    `answers` maps indicator codes to a value of the scale or NOT_OBSERVED; a missing code is unanswered.
    Raises UnknownIndicator, OffScale or NotObservedForbidden.
    """
    for code, answer in answers.items():
        _check(definition, code, answer)
    return METHODS[definition.method](definition, answers)


def _check(definition: Definition, code: str, answer: object) -> None:
    scale = definition.scale
    if code not in definition.codes:
        raise UnknownIndicator(f"Butir {code} tidak ada pada instrumen {definition.code}.")
    if isinstance(answer, NotObserved):
        if not scale.allow_not_observed:
            raise NotObservedForbidden(f"Butir {code}: 'tidak teramati' tidak dipakai pada instrumen ini.")
        return
    whole = isinstance(answer, int) and not isinstance(answer, bool)
    if not whole or answer not in scale.values:
        raise OffScale(f"Butir {code}: isi nilai {scale.minimum} sampai {scale.maximum}.")
