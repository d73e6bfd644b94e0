"""Decisions of a session: recording, changing, closing with proof or a reason, and opening again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core.files import BadFile, store_document
from kkg.models import Decision, Session
from madrasah.models import User

DECISION_FIELDS = ("text", "owner", "due", "topic")
LATER_FIELDS = ("owner", "due")


@transaction.atomic
def record_decision(*, session: Session, values: Mapping[str, Any], client_token: UUID, by: User) -> Decision:
    """Who does what by when, once per token. `values`: DECISION_FIELDS."""
    known = {name: values[name] for name in DECISION_FIELDS}
    defaults = known | {"session": session}
    return Decision.objects.get_or_create(client_token=client_token, defaults=defaults)[0]


@transaction.atomic
def edit_decision(*, decision: Decision, values: Mapping[str, Any], by: User) -> Decision:
    """Changes an open decision; once its session is closed only owner and due day."""
    stored = _locked(decision)
    names = LATER_FIELDS if stored.session.is_closed else DECISION_FIELDS
    wanted = {name: values[name] for name in names if name in values}
    if stored.status != Decision.Status.OPEN or all(getattr(stored, n) == v for n, v in wanted.items()):
        return stored
    for name, value in wanted.items():
        setattr(stored, name, value)
    stored.save()
    return stored


@transaction.atomic
def close_decision(
    *,
    decision: Decision,
    status: str,
    proof: str,
    upload: UploadedFile | None,
    by: User,
    at: datetime | None = None,
) -> Decision:
    """Done with a proof (sentence, file or both), or dropped with a reason; a closed one stays as it is.

    ValidationError without either, or on a file we don't keep.
    """
    stored = _locked(decision)
    if stored.status != Decision.Status.OPEN:
        return stored
    if not proof and (upload is None or status == Decision.Status.DROPPED):
        raise ValidationError("Tulis bukti atau alasannya dulu.", code="missing")
    if upload is not None:
        try:
            stored.proof_file = store_document(upload, by=by)
        except BadFile as reason:
            raise ValidationError({"upload": str(reason)}) from reason
    stored.status, stored.proof = status, proof
    stored.closed_at, stored.closed_by = at or timezone.now(), by
    stored.save()
    return stored


@transaction.atomic
def reopen_decision(*, decision: Decision, reason: str, by: User) -> Decision:
    """To be done again; proof and closing stand in the history. An open one stays as it is."""
    stored = _locked(decision)
    if stored.status == Decision.Status.OPEN:
        return stored
    with pghistory.context(reason=reason):
        stored.status, stored.proof, stored.proof_file = Decision.Status.OPEN, "", None
        stored.closed_at, stored.closed_by, stored.reopened_reason = None, None, reason
        stored.save()
    return stored


def _locked(decision: Decision) -> Decision:
    rows: Any = Decision.objects.select_for_update(of=("self",)).select_related("session")
    found: Decision = rows.get(pk=decision.pk)
    return found
