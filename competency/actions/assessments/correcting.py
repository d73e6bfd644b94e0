"""A shared sheet opened again, given back as it was, or handed to another assessor."""

from typing import Any

import pghistory
from django.db import transaction

from competency.actions.assessments.common import lock, move_assessment, set_fields
from competency.actions.assessments.drafting import differing, write_answers, write_notes
from competency.models import Assessment, Reply, SharedVersion
from competency.permissions import (
    was_given_up,
    why_not_correct,
    why_not_give_up_correction,
    why_not_take_over,
)
from competency.states import State
from core.refusals import refuse_if
from madrasah.scope import fresh


@transaction.atomic
def start_correction(*, assessment: Assessment, by: Any, reason: str) -> Assessment:
    """Open a shared sheet again; the last shared version stays visible, marked (decisions.md 18)."""
    locked, by = lock(assessment), fresh(by)
    if locked.state == State.CORRECTING:
        return locked
    refuse_if(why_not_correct(by, locked) or (None if reason else "Tulis alasan perbaikan."))
    return move_assessment(
        assessment=locked, wanted=State.CORRECTING, by=by, reason=reason, correction_reason=reason
    )


@transaction.atomic
def give_up_correction(*, assessment: Assessment, by: Any) -> Assessment:
    """Leave the last shared version as it is: the draft goes back to it, and so does the state."""
    locked, by = lock(assessment), fresh(by)
    if was_given_up(by, locked):
        return locked
    refuse_if(why_not_give_up_correction(by, locked))
    version = locked.versions.last()
    assert version is not None  # noqa: S101 - only what was shared can be under correction
    _put_back(locked, version)
    return move_assessment(
        assessment=locked,
        wanted=_state_before(locked, version),
        by=by,
        correction_reason="",
        strengths=version.strengths,
        suggestions=version.suggestions,
        revision=locked.revision + 1,
    )


@transaction.atomic
def take_over(*, assessment: Assessment, by: Any) -> Assessment:
    """Become the assessor of a shared sheet whose assessor left; who shared each version stays on it."""
    locked, by = lock(assessment), fresh(by)
    if locked.assessor_id == by.person_id:
        return locked
    refuse_if(why_not_take_over(by, locked))
    with pghistory.context(reason="penilai sebelumnya sudah tidak bertugas"):
        set_fields(locked, assessor=by.person)
    return locked


def _put_back(assessment: Assessment, version: SharedVersion) -> None:
    stored = version.given_answers()
    texts = {note["indicator"]: note["text"] for note in version.notes}
    codes = assessment.instrument.definition.codes
    answers, notes = differing(
        assessment,
        {code: stored.get(code) for code in codes},
        {code: texts.get(code, "") for code in codes},
    )
    write_answers(assessment, answers)
    write_notes(assessment, notes)


def _state_before(assessment: Assessment, version: SharedVersion) -> State:
    if assessment.closed_at:
        return State.CLOSED
    return State.ANSWERED if Reply.objects.filter(version=version).exists() else State.SHARED
