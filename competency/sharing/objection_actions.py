"""A result that its teacher brings before the pengawas, and the answer. Neither changes a score: correcting does."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from competency.sharing.models import Objection
from competency.sharing.permissions import why_not_answer_objection, why_not_object, why_not_withdraw_objection
from competency.sheets.actions import lock, person_of
from competency.sheets.models import Assessment
from core.refusals import refuse_if
from madrasah.models import User
from madrasah.scope import fresh


@transaction.atomic
def raise_objection(*, assessment: Assessment, text: str, by: User, at: datetime | None = None) -> Objection:
    """The teacher's words to the pengawas about the last shared version; the same again changes nothing."""
    locked, by = lock(assessment), fresh(by)
    version = locked.versions.last()
    if found := Objection.objects.filter(version=version, by=by.person_id, text=text).first():
        return found
    refuse_if(why_not_object(by, locked, version) or (None if text else "Tulis apa keberatan Anda."))
    assert version is not None  # noqa: S101 - what may be objected to was shared
    return Objection.objects.create(version=version, text=text, by=person_of(by), written_at=at or timezone.now())


@transaction.atomic
def withdraw_objection(*, assessment: Assessment, by: User) -> None:
    """Gone, while nobody has answered; where there is none, nothing changes for its teacher."""
    locked, by = lock(assessment), fresh(by)
    version = locked.versions.last()
    found = Objection.objects.filter(version=version).first()
    if found is None and why_not_object(by, locked, version) is None:
        return
    refuse_if(why_not_withdraw_objection(by, locked, found))
    assert found is not None  # noqa: S101 - what may be withdrawn is there
    found.delete()


@transaction.atomic
def answer_objection(*, assessment: Assessment, answer: str, by: User, at: datetime | None = None) -> Objection:
    """What the pengawas says to it, for all who read the sheet; the same again changes nothing."""
    locked, by = lock(assessment), fresh(by)
    found = Objection.objects.filter(version=locked.versions.last()).first()
    if found is not None and (found.answer, found.answered_by_id) == (answer, by.person_id):
        return found
    refuse_if(why_not_answer_objection(by, locked, found) or (None if answer else "Tulis jawaban Anda."))
    assert found is not None  # noqa: S101 - what may be answered is there
    found.answer, found.answered_at, found.answered_by = answer, at or timezone.now(), person_of(by)
    found.save()
    return found
