"""A lesson that the kepala and the pengawas score together."""

from uuid import uuid4

from competency.agreement.actions import begin_pairing, save_rating
from competency.models import Pairing
from tests.cast import Cast
from tests.clock import today
from tests.competency.sheet_makers import publish


def begun(cast: Cast) -> Pairing:
    """By Pak Baso, with Pak Daeng."""
    told = {"lesson": "Matematika kelas IV", "seen_on": today(), "client_token": uuid4()}
    return begin_pairing(instrument=publish(), partner=cast.daeng.person, by=cast.baso, **told)


def rate(pairing: Pairing, by, value: int = 1, *, is_done: bool = True, **other):
    """One value everywhere but in `other` (by indicator code)."""
    answers = dict.fromkeys(pairing.instrument.definition.codes, value) | other
    return save_rating(pairing=pairing, answers=answers, is_done=is_done, by=by)


def rated(cast: Cast, *, is_done: bool = True) -> Pairing:
    """Both are done, or neither."""
    pairing = begun(cast)
    if is_done:
        for by in (cast.baso, cast.daeng):
            rate(pairing, by)
    return pairing
