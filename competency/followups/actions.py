"""Closing a tindak lanjut (RTL) with a proof, and opening it again. Proposing and agreeing go with the sheet."""

from datetime import datetime

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from competency.followups.permissions import (
    PENDING,
    why_not_close_followup,
    why_not_prove,
    why_not_reopen_followup,
    why_not_take_proof_off,
    why_not_tend_followup,
)
from competency.sheets.actions import lock
from competency.sheets.models import Assessment, FollowUp
from core.files import Upload, faults_at, store_document
from core.models import StoredFile
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_no_file
from madrasah.models import User
from madrasah.scope import fresh


@transaction.atomic
def close_followup(
    *,
    followup: FollowUp,
    by: User,
    proof: str = "",
    sheet: Assessment | None = None,
    upload: Upload | None = None,
    at: datetime | None = None,
) -> FollowUp:
    """Done, as a sentence, a later sheet about its owner, or a file proves; any of them, or several.

    Closing again with the same words changes nothing. Raises Refused, ValidationError on a file we don't keep.
    """
    stored, asker = locked_followup(followup), fresh(by)
    if stored.status == FollowUp.Status.DONE and (stored.proof, stored.closed_by_id) == (proof, by.pk):
        return stored
    refuse_if(why_not_close_followup(asker, stored))
    refuse_if(why_not_prove(proof, has_more=sheet is not None or upload is not None))
    if sheet is not None and not Assessment.objects.visible_to(asker).proving(stored).filter(pk=sheet.pk).exists():
        raise ValidationError({"sheet": "Lembar itu tidak membuktikan tindak lanjut ini. Pilih dari daftar."})
    stored.proof_file = stored_file(upload, by) if upload else None
    stored.status, stored.proof, stored.proof_sheet = FollowUp.Status.DONE, proof, sheet
    stored.closed_at, stored.closed_by = at or timezone.now(), by
    stored.save()
    return stored


@transaction.atomic
def reopen_followup(*, followup: FollowUp, by: User, reason: str, at: datetime | None = None) -> FollowUp:
    """As it was before it was closed; the proof stands in the history. A pending one stays as it is."""
    stored, asker = locked_followup(followup), fresh(by)
    if stored.status in PENDING and not why_not_tend_followup(asker, stored):
        return stored
    refuse_if(why_not_reopen_followup(asker, stored) or (None if reason else "Tulis alasan membukanya kembali."))
    with pghistory.context(reason=reason):
        stored.status = _status_before(stored)
        stored.proof, stored.proof_sheet, stored.proof_file = "", None, None
        stored.closed_at, stored.closed_by = None, None
        stored.reopened_at, stored.reopened_by, stored.reopened_reason = at or timezone.now(), by, reason
        stored.save()
    return stored


@transaction.atomic
def remove_proof(*, followup: FollowUp, by: User, at: datetime | None = None) -> None:
    """Takes the file off for 30 days, the other proof stays; one that is off stays off."""
    stored = locked_followup(followup)
    refuse_if(why_not_take_proof_off(fresh(by), stored) or why_no_file(stored.proof_file))
    take_out(stored.proof_file, at)


@transaction.atomic
def restore_proof(*, followup: FollowUp, by: User, at: datetime | None = None) -> None:
    """Puts a file on again that was taken off in the last 30 days."""
    stored = locked_followup(followup)
    refuse_if(why_not_tend_followup(fresh(by), stored) or why_no_file(stored.proof_file))
    put_back(stored.proof_file, at)


def locked_followup(followup: FollowUp) -> FollowUp:
    """The tindak lanjut as it stands now, its sheet held: the steps of the sheet change it too."""
    return lock(followup.assessment).followups.get(pk=followup.pk)


def stored_file(upload: Upload, sender: User) -> StoredFile:
    """The file as it is kept. Raises ValidationError on one we don't keep."""
    with faults_at("upload"):
        return store_document(upload, by=sender)


def _status_before(followup: FollowUp) -> str:
    """Proposed or agreed, as the history tells; nothing becomes agreed by being opened again."""
    earlier = followup.events.filter(status__in=PENDING).order_by("-pgh_id")  # type: ignore[attr-defined]
    return earlier.values_list("status", flat=True).first() or FollowUp.Status.PROPOSED
