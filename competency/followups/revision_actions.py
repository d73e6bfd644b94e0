"""Rounds of mending after a telaah: the teacher says that it is mended, the assessor looks again.

What is asked, and until when, stands on the tindak lanjut; every date stays on its round.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from competency.followups.actions import locked_followup, stored_file
from competency.followups.permissions import (
    why_not_hand_in,
    why_not_look_again,
    why_not_tend_followup,
    why_not_withdraw,
)
from competency.sheets.models import FollowUp, Revision
from competency.sheets.reads import asked_on
from core.files import Upload
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_no_file
from madrasah.models import User
from madrasah.scope import fresh

SAYS_NOTHING = "Tulis apa yang sudah diperbaiki, atau lampirkan fotonya."


@transaction.atomic
def hand_in(
    *, followup: FollowUp, by: User, note: str = "", upload: Upload | None = None, at: datetime | None = None
) -> Revision:
    """Mended, as a sentence or a file says; waits for the assessor. The same words again change nothing.

    Raises Refused, ValidationError on a file we don't keep.
    """
    stored, asker, at = locked_followup(followup), fresh(by), at or timezone.now()
    waiting = stored.revisions.filter(looked_at=None).first()
    if waiting is not None and (waiting.note, waiting.mended_by_id) == (note, by.pk):
        return waiting
    refuse_if(why_not_hand_in(asker, stored))
    if not note and upload is None:
        raise ValidationError({"note": SAYS_NOTHING})
    rounds = list(stored.revisions.all())
    return Revision.objects.create(
        followup=stored,
        number=len(rounds) + 1,
        asked=stored.text,
        asked_on=asked_on(stored, rounds),
        due_on=stored.due_on,
        note=note,
        file=stored_file(upload, by) if upload else None,
        mended_at=at,
        mended_by=by,
    )


@transaction.atomic
def withdraw_hand_in(*, followup: FollowUp, by: User) -> None:
    """Not mended yet after all; its words stand in the history. Where nothing waits, nothing changes."""
    stored = locked_followup(followup)
    waiting = stored.revisions.filter(looked_at=None).first()
    if waiting is None and why_not_tend_followup(fresh(by), stored) is None:
        return
    refuse_if(why_not_withdraw(fresh(by), stored))
    assert waiting is not None  # noqa: S101 - what may be withdrawn is there
    waiting.delete()


@transaction.atomic
def look_again(
    *,
    followup: FollowUp,
    by: User,
    is_accepted: bool,
    verdict: str = "",
    asked: str = "",
    due_on: date | None = None,
    at: datetime | None = None,
) -> Revision:
    """Accepted, which closes the tindak lanjut; or a further round: what is asked now, and until when.

    The same again changes nothing. Raises Refused, or ValidationError where a further round says nothing.
    """
    stored, asker, at = locked_followup(followup), fresh(by), at or timezone.now()
    said = {"is_accepted": is_accepted, "verdict": verdict, "looked_by": by}
    last = stored.revisions.last()
    if last is not None and last.looked_at and _is_said(stored, last, asked, due_on, **said):
        return last
    refuse_if(why_not_look_again(asker, stored))
    assert last is not None  # noqa: S101 - what may be looked at is there
    if not is_accepted and not asked:
        raise ValidationError({"asked": "Tulis apa yang masih perlu diperbaiki."})
    if not is_accepted and (due_on is None or due_on < timezone.localdate(at)):
        raise ValidationError({"due_on": "Pilih tanggal yang akan datang, supaya guru tahu sampai kapan."})
    for name, value in {**said, "looked_at": at}.items():
        setattr(last, name, value)
    last.save()
    if is_accepted:
        stored.status, stored.closed_at, stored.closed_by = FollowUp.Status.DONE, at, by
        stored.proof = verdict or f"Perbaikan putaran {last.number} diterima."
    else:
        stored.text, stored.due_on = asked, due_on
    stored.save()
    return last


def _is_said(followup: FollowUp, last: Revision, asked: str, due_on: date | None, **said: object) -> bool:
    """Whether the last look said all of it already."""
    is_same = all(getattr(last, name) == value for name, value in said.items())
    return is_same and (last.is_accepted or (followup.text, followup.due_on) == (asked, due_on))


@transaction.atomic
def remove_file(*, revision: Revision, by: User, at: datetime | None = None) -> None:
    """Takes a wrong file off for 30 days; one that is off stays off."""
    stored = locked_followup(revision.followup).revisions.get(pk=revision.pk)
    refuse_if(why_not_tend_followup(fresh(by), stored.followup) or why_no_file(stored.file))
    take_out(stored.file, at)


@transaction.atomic
def restore_file(*, revision: Revision, by: User, at: datetime | None = None) -> None:
    """Puts it on again within 30 days."""
    stored = locked_followup(revision.followup).revisions.get(pk=revision.pk)
    refuse_if(why_not_tend_followup(fresh(by), stored.followup) or why_no_file(stored.file))
    put_back(stored.file, at)
