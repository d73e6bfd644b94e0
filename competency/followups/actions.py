"""Closing a tindak lanjut (RTL) with a proof. Proposing and agreeing go with the sheet."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from competency.followups.permissions import why_not_close_followup
from competency.sheets.models import FollowUp
from core.refusals import refuse_if
from core.revisions import locked
from madrasah.models import User
from madrasah.scope import fresh


@transaction.atomic
def close_followup(*, followup: FollowUp, by: User, proof: str, at: datetime | None = None) -> FollowUp:
    """Done, with the visit or thing that proves it. Closing again with the same proof changes nothing."""
    stored = locked(followup, "assessment")
    if stored.status == FollowUp.Status.DONE and stored.proof == proof:
        return stored
    refuse_if(why_not_close_followup(fresh(by), stored))
    stored.status, stored.proof, stored.closed_at = FollowUp.Status.DONE, proof, at or timezone.now()
    stored.save()
    return stored
