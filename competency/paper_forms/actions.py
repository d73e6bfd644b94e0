"""A form filled by pen, typed in: one send makes the draft, with who typed it and the photo of the paper."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from competency.paper_forms.models import PaperCopy
from competency.paper_forms.permissions import why_not_without_photo
from competency.sheets.actions import ELSEWHERE, GivenAnswers, GivenNotes, Review, is_said, lock, save_review
from competency.sheets.models import Assessment
from competency.sheets.permissions import why_not_tend_paper
from competency.sheets.start_actions import start_filled
from core.files import Upload, faults_at, store_image
from core.models import StoredFile
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_no_file
from core.revisions import Overtaken, hold
from madrasah.models import Person, User
from madrasah.scope import fresh


@dataclass(frozen=True)
class Written:
    """What stands on the paper below the items; nothing of it is asked for."""

    strengths: str = ""
    suggestions: str = ""
    followup: str = ""
    due_on: date | None = None


@transaction.atomic
def type_form(
    *,
    code: str,
    observer: Person,
    answers: GivenAnswers,
    notes: GivenNotes,
    written: Written,
    photo: Upload | None,
    helper_name: str,
    by: User,
    at: datetime | None = None,
    **start: Any,
) -> Assessment:
    """The draft, kept by who typed; `start` as `start_assessment` takes it, `helper_name`: who typed for `by`.

    Sent again it is the same draft, until that was changed elsewhere. Raises Refused, Overtaken, or ValidationError
    where the photo can't be read.
    """
    by = fresh(by)
    hold(start["client_token"])
    found = PaperCopy.objects.filter(assessment__client_token=start["client_token"]).exists()
    refuse_if(None if found else why_not_without_photo(by, observer, photo))
    sheet = start_filled(answers=answers, notes=notes, by=by, observer=observer, **start)
    review = _review(written, sheet)
    if not is_said(sheet, review):
        if found:
            raise Overtaken(sheet, ELSEWHERE)
        sheet = save_review(assessment=sheet, review=review, by=by)
    if not found:
        paper = PaperCopy(
            assessment=sheet, code=code, typed_by=by, helper_name=helper_name, typed_at=at or timezone.now()
        )
        if photo:
            with faults_at("photo"):
                paper.photo = store_image(photo, by=by)
        paper.save()
    return sheet


@transaction.atomic
def remove_paper_photo(*, assessment: Assessment, by: User, at: datetime | None = None) -> None:
    """Takes the photo off for 30 days; one that is off stays off."""
    take_out(_photo_of(assessment, by), at)


@transaction.atomic
def restore_paper_photo(*, assessment: Assessment, by: User, at: datetime | None = None) -> None:
    """Puts a photo on again that was taken off in the last 30 days."""
    put_back(_photo_of(assessment, by), at)


def _photo_of(assessment: Assessment, by: User) -> StoredFile | None:
    stored = lock(assessment)
    paper = getattr(stored, "paper", None)
    photo = paper.photo if paper else None
    refuse_if(why_not_tend_paper(fresh(by), stored) or why_no_file(photo))
    return photo


def _review(written: Written, sheet: Assessment) -> Review:
    """A tindak lanjut on the paper is proposed; none says nothing of it."""
    needed = True if written.followup else None
    return Review(
        strengths=written.strengths,
        suggestions=written.suggestions,
        revision=sheet.revision,
        needs_followup=needed,
        text=written.followup,
        due_on=written.due_on,
    )
