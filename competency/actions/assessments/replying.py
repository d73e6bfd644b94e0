"""From sharing to closing: read, replied to, closed by the assessor or by the clock."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from competency.actions.assessments.common import lock, move_assessment, set_fields
from competency.actions.followups import agree_followup
from competency.models import Assessment, Reply
from competency.permissions import why_not_close, why_not_reply
from competency.states import State
from core.refusals import refuse_if
from madrasah.scope import fresh


@transaction.atomic
def mark_read(*, assessment: Assessment, reader: Any, at: datetime | None = None) -> None:
    """The teacher opened the shared version: a time stamp, never an agreement."""
    if assessment.shared_at and assessment.read_at is None and assessment.teacher_id == reader.person_id:
        set_fields(assessment, read_at=at or timezone.now())


@transaction.atomic
def reply_to_assessment(
    *,
    assessment: Assessment,
    text: str,
    by: Any,
    helper_name: str = "",
    agrees: bool = False,
    at: datetime | None = None,
) -> Reply:
    """The teacher's word on the current version, kept for good; sending the same again changes nothing.

    `agrees` speaks of the tindak lanjut only, never of the result.
    """
    locked, by = lock(assessment), fresh(by)
    version = locked.versions.last()
    if version and (earlier := Reply.objects.filter(version=version, text=text, by=by.person_id).first()):
        return earlier
    refuse_if(why_not_reply(by, locked))
    assert version is not None  # noqa: S101 - what may be replied to was shared
    now = at or timezone.now()
    reply = Reply.objects.create(
        version=version, text=text, by=by.person, helper_name=helper_name, written_at=now
    )
    if agrees:
        agree_followup(assessment=locked)
    move_assessment(assessment=locked, wanted=State.ANSWERED, by=by, read_at=locked.read_at or now)
    return reply


@transaction.atomic
def close_assessment(
    *,
    assessment: Assessment,
    by: Any,
    text: str = "",
    due_on: date | None = None,
    at: datetime | None = None,
) -> Assessment:
    """Done after the reply; an open proposal is agreed on, in these words if given (decisions.md 19)."""
    locked, by = lock(assessment), fresh(by)
    if locked.state == State.CLOSED:
        return locked
    refuse_if(why_not_close(by, locked))
    agree_followup(assessment=locked, text=text, due_on=due_on)
    return move_assessment(assessment=locked, wanted=State.CLOSED, by=by, closed_at=at or timezone.now())


def close_unanswered(*, at: datetime) -> int:
    """Close what nobody answered within REPLY_DAYS, marked so; returns how many (decisions.md 18)."""
    late = Assessment.objects.without_reply_since(at - timedelta(days=settings.REPLY_DAYS))
    keys = list(late.values_list("pk", flat=True))
    return sum(_close_late(pk, at) for pk in keys)


@transaction.atomic
def _close_late(pk: int, at: datetime) -> int:
    assessment = Assessment.objects.select_for_update().get(pk=pk)
    if assessment.state != State.SHARED:
        return 0
    move_assessment(
        assessment=assessment,
        wanted=State.CLOSED,
        by=None,
        reason=f"tanpa tanggapan selama {settings.REPLY_DAYS} hari",
        closed_at=at,
        closed_without_reply=True,
    )
    return 1
