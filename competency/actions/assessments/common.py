"""What every verb on sheets needs: the lock, one write, and the one way a sheet changes its state."""

from typing import Any

import pghistory

from competency.models import Assessment
from competency.permissions import why_not_move
from competency.states import State
from core.refusals import refuse_if
from core.revisions import locked


def move_assessment(
    *, assessment: Assessment, wanted: State, by: Any, reason: str = "", **changes: Any
) -> Assessment:
    """The one way a sheet changes its state; `by` is None for the clock. Raises PermissionDenied.

    `changes` are further fields to set in the same write; the reason stands in the history.
    """
    refuse_if(why_not_move(by, assessment, wanted))
    with pghistory.context(reason=reason) if reason else pghistory.context():
        set_fields(assessment, state=wanted, **changes)
    return assessment


def lock(assessment: Assessment) -> Assessment:
    """The row as stored, held until the transaction ends."""
    return locked(assessment, "instrument")


def set_fields(assessment: Assessment, **fields: Any) -> None:
    """Write these fields and no others."""
    for name, value in fields.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=[*fields, "updated_at"])
