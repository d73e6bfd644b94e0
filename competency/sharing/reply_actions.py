"""Reading a shared sheet, the teacher's reply to it, and taking the reply back while nobody has read it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from competency.sharing.actions import agree_followup
from competency.sharing.models import Objection, Reply
from competency.sharing.permissions import is_addressed, why_not_reply, why_not_take_back_reply
from competency.sheets.actions import lock, move_assessment, person_of, set_fields
from competency.sheets.models import Assessment, FollowUp
from competency.sheets.states import State
from core.refusals import refuse_if
from core.revisions import Overtaken
from madrasah.models import User
from madrasah.scope import fresh

NEWER = "Hasil ini sudah diperbaiki sesudah Anda membukanya. Baca dulu hasil yang baru di halaman ini, lalu kirim lagi."


@transaction.atomic
def mark_read(
    *, assessment: Assessment, reader: User, by_link: bool = False, helper_name: str = "", at: datetime | None = None
) -> None:
    """Opened for the first time: the shared version by its teacher, the reply by whom it is addressed to.

    A time stamp, never an agreement; a later look changes nothing. Call it before the page is made, so that
    nobody takes back what is on its way to be read. `helper_name`: who held the phone, if the teacher was helped.
    """
    replies = Reply.objects.filter(version__assessment=assessment, read_at=None)
    is_own = reader.person_id is not None and reader.person_id == assessment.teacher_id
    if is_own:
        answered = Objection.objects.filter(version__assessment=assessment, answered_at__isnull=False, read_at=None)
        answered.update(read_at=at or timezone.now())
    is_new = is_own and assessment.shared_at is not None and assessment.read_at is None
    if is_new or (is_addressed(reader, assessment) and replies.exists()):
        stored, at = lock(assessment), at or timezone.now()
        if is_new and stored.read_at is None:
            set_fields(stored, read_at=at, read_by_link=by_link, read_helper=helper_name)
        if is_addressed(reader, stored):
            replies.update(read_at=at, read_by=reader.person)


@transaction.atomic
def reply_to_assessment(
    *,
    assessment: Assessment,
    text: str,
    by: User,
    helper_name: str = "",
    agrees: bool = False,
    by_link: bool = False,
    seen: int | None = None,
    at: datetime | None = None,
) -> Reply:
    """The teacher's word on the current version, kept for good; sending the same again changes nothing.

    `agrees` speaks of the tindak lanjut only, never of the result. `seen`: the number of the version that was read;
    words about an earlier one are not put to a newer one. Raises Overtaken then.
    """
    locked, by = lock(assessment), fresh(by)
    version = locked.versions.last()
    words = {"text": text, "helper_name": helper_name, "agreed": agrees}
    if version and (earlier := Reply.objects.filter(version=version, by=by.person_id, **words).first()):
        return earlier
    refuse_if(why_not_reply(by, locked))
    assert version is not None  # noqa: S101 - what may be replied to was shared
    if seen not in (None, version.number):
        raise Overtaken(version, NEWER)
    now = at or timezone.now()
    reply = Reply.objects.create(version=version, by=person_of(by), written_at=now, by_link=by_link, **words)
    if agrees:
        agree_followup(assessment=locked)
    is_new: dict[str, Any] = (
        {"read_at": now, "read_by_link": by_link, "read_helper": helper_name} if locked.read_at is None else {}
    )
    move_assessment(assessment=locked, wanted=State.ANSWERED, by=by, **is_new)
    return reply


@transaction.atomic
def take_back_reply(*, assessment: Assessment, by: User, at: datetime | None = None) -> None:
    """The reply is gone and what it agreed on is proposed again; a second press changes nothing.

    Its words stand in the form again for whoever wrote them (`taken_back`).
    """
    locked, by = lock(assessment), fresh(by)
    reply = Reply.objects.select_related("version").filter(version=locked.versions.last()).first()
    if reply is None and why_not_reply(by, locked) is None:
        return
    refuse_if(why_not_take_back_reply(by, locked, reply, at=at or timezone.now()))
    assert reply is not None  # noqa: S101 - what may be taken back is there
    if reply.agreed:
        locked.followups.filter(status=FollowUp.Status.AGREED).update(status=FollowUp.Status.PROPOSED)
    reply.delete()
    move_assessment(assessment=locked, wanted=State.SHARED, by=by)
