"""What is done to tindak lanjut (RTL): set with the sheet, agreed, closed with a proof."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from competency.models import Assessment, FollowUp
from competency.permissions import why_not_close_followup, why_not_fill
from core.refusals import refuse_if
from core.revisions import locked
from madrasah.scope import fresh

PENDING = (FollowUp.Status.PROPOSED, FollowUp.Status.AGREED)


@transaction.atomic
def set_followup(
    *,
    assessment: Assessment,
    by: Any,
    text: str = "",
    due_on: date | None = None,
    indicator: str = "",
    waived_because: str = "",
) -> FollowUp:
    """The sheet's proposal, made or changed while the sheet is open; waived where a reason is given.

    A tindak lanjut that is already done is kept, and another is proposed beside it.
    """
    stored = locked(assessment, "instrument")
    refuse_if(why_not_fill(fresh(by), stored))
    open_ones = stored.followups.exclude(status=FollowUp.Status.DONE)
    followup = open_ones.first() or FollowUp(assessment=stored, owner_id=stored.teacher_id)
    followup.status = FollowUp.Status.WAIVED if waived_because else FollowUp.Status.PROPOSED
    followup.text, followup.due_on, followup.indicator = text, due_on, indicator
    followup.reason = waived_because
    followup.save()
    return followup


@transaction.atomic
def agree_followup(*, assessment: Assessment, text: str = "", due_on: date | None = None) -> None:
    """The proposal becomes what teacher and assessor agreed on; called by the steps that close a sheet."""
    for followup in assessment.followups.filter(status=FollowUp.Status.PROPOSED):
        followup.text = text or followup.text
        followup.due_on = due_on or followup.due_on
        followup.status = FollowUp.Status.AGREED
        followup.save()


@transaction.atomic
def close_followup(*, followup: FollowUp, by: Any, proof: str, at: datetime | None = None) -> FollowUp:
    """Done, with the visit or thing that proves it. Closing again with the same proof changes nothing."""
    stored = locked(followup, "assessment")
    if stored.status == FollowUp.Status.DONE and stored.proof == proof:
        return stored
    refuse_if(why_not_close_followup(fresh(by), stored))
    stored.status, stored.proof, stored.closed_at = FollowUp.Status.DONE, proof, at or timezone.now()
    stored.save()
    return stored
