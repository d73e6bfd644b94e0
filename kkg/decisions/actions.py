"""Decisions of a session: recording, changing, closing with proof or a reason, and opening again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.files import Upload, faults_at, store_document
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_no_file
from core.revisions import locked, once
from kkg.attendance.rosters import why_not_name
from kkg.decisions.models import Decision
from kkg.decisions.permissions import (
    why_not_close_decision,
    why_not_due,
    why_not_edit_decision,
    why_not_record_decision,
    why_not_reopen_decision,
    why_not_reword_decision,
    why_not_take_proof_off,
    why_not_tend_decision,
)
from kkg.sessions.models import Session
from madrasah.models import User
from madrasah.scope import fresh

DECISION_FIELDS = ("text", "owner", "due", "topic")
LATER_FIELDS = ("owner", "due")


@transaction.atomic
def record_decision(
    *, session: Session, values: Mapping[str, Any], client_token: UUID, by: User, at: datetime | None = None
) -> Decision:
    """Who does what by when, once per token. `values`: DECISION_FIELDS."""
    session, day = locked(session, "group"), timezone.localdate(at)
    refuse_if(why_not_record_decision(fresh(by), session, on=day))
    known = {name: values[name] for name in DECISION_FIELDS}
    _refuse_values(session, known, day)
    return once(Decision, client_token, known | {"session": session})[0]


def _refuse_values(session: Session, changed: Mapping[str, Any], day: date) -> None:
    """An owner who was called, a day within reach, a topic of this agenda."""
    if "owner" in changed:
        nobody = None if changed["owner"] else "Penanggung jawab belum dipilih."
        refuse_if(nobody or why_not_name(session, changed["owner"]))
    if "due" in changed:
        refuse_if(why_not_due(changed["due"], on=day))
    topic = changed.get("topic")
    is_elsewhere = topic is not None and topic.session_id != session.pk
    refuse_if("Topik itu tidak ada di agenda pertemuan ini." if is_elsewhere else None)


@transaction.atomic
def edit_decision(*, decision: Decision, values: Mapping[str, Any], by: User, at: datetime | None = None) -> Decision:
    """Changes an open decision; a while after its session was closed only owner and due day."""
    stored, asker = _locked(decision), fresh(by)
    refuse_if(why_not_edit_decision(asker, stored))
    wanted = {name: values[name] for name in DECISION_FIELDS if name in values}
    changed = {name: value for name, value in wanted.items() if getattr(stored, name) != value}
    if changed.keys() - set(LATER_FIELDS):
        refuse_if(why_not_reword_decision(asker, stored))
    _refuse_values(stored.session, changed, timezone.localdate(at))
    for name, value in changed.items():
        setattr(stored, name, value)
    if changed:
        stored.save()
    return stored


@transaction.atomic
def close_decision(
    *, decision: Decision, status: str, proof: str, upload: Upload | None, by: User, at: datetime | None = None
) -> Decision:
    """Done with a proof (sentence, file or both), or dropped with a reason. Who has closed it presses again
    in vain. ValidationError without either, or on a file we don't keep.
    """
    stored = _locked(decision)
    if stored.status != Decision.Status.OPEN and stored.closed_by_id == by.pk:
        return stored
    refuse_if(why_not_close_decision(fresh(by), stored))
    if not proof and (upload is None or status == Decision.Status.DROPPED):
        raise ValidationError("Tulis bukti atau alasannya dulu.", code="missing")
    if upload is not None:
        with faults_at("upload"):
            stored.proof_file = store_document(upload, by=by)
    stored.status, stored.proof = status, proof
    stored.closed_at, stored.closed_by = at or timezone.now(), by
    stored.save()
    return stored


@transaction.atomic
def reopen_decision(*, decision: Decision, reason: str, by: User) -> Decision:
    """To be done again; proof and closing stand in the history. An open one stays as it is."""
    stored, asker = _locked(decision), fresh(by)
    if stored.status == Decision.Status.OPEN and not why_not_tend_decision(asker, stored):
        return stored
    refuse_if(why_not_reopen_decision(asker, stored))
    with pghistory.context(reason=reason):
        stored.status, stored.proof, stored.proof_file = Decision.Status.OPEN, "", None
        stored.closed_at, stored.closed_by, stored.reopened_reason = None, None, reason
        stored.save()
    return stored


@transaction.atomic
def remove_proof(*, decision: Decision, by: User, at: datetime | None = None) -> None:
    """Takes the file off for 30 days, the sentence stays; one that is off stays off."""
    stored = _locked(decision)
    refuse_if(why_not_take_proof_off(fresh(by), stored) or why_no_file(stored.proof_file))
    take_out(stored.proof_file, at)


@transaction.atomic
def restore_proof(*, decision: Decision, by: User, at: datetime | None = None) -> None:
    """Puts a file on again that was taken off in the last 30 days."""
    stored = _locked(decision)
    refuse_if(why_not_tend_decision(fresh(by), stored) or why_no_file(stored.proof_file))
    put_back(stored.proof_file, at)


def _locked(decision: Decision) -> Decision:
    """The decision as it stands now, its session held."""
    return locked(decision.session, "group").decisions.get(pk=decision.pk)
