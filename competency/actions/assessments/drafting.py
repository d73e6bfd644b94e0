"""What is written on a sheet before it is shared, and the deletion of drafts. Who may: permissions.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from competency.actions.assessments.common import lock, set_fields
from competency.actions.followups import set_followup
from competency.models import Answer, Assessment, Note
from competency.permissions import why_not_fill, why_not_remove
from competency.scoring import definition as scoring
from competency.scoring.engine import score
from core.refusals import refuse_if
from core.removal import put_back, take_out
from core.revisions import refuse_stale
from madrasah.scope import fresh

ELSEWHERE = "Lembar ini sudah diubah dari perangkat atau halaman lain."
GivenAnswers = Mapping[str, scoring.Answer | None]


@dataclass(frozen=True)
class Review:
    """What is said at the end. `needs_followup`: True proposes, False waives, None leaves it as it is."""

    strengths: str
    suggestions: str
    revision: int
    needs_followup: bool | None = None
    text: str = ""
    due_on: date | None = None
    indicator: str = ""
    waived_because: str = ""


@transaction.atomic
def save_stage(
    *,
    assessment: Assessment,
    answers: GivenAnswers,
    notes: Mapping[str, str],
    revision: int,
    by: Any,
    at: datetime | None = None,
) -> Assessment:
    """Write the answers and notes of one screen; None and "" take away. The same again changes nothing.

    Raises Overtaken where the stored sheet is newer than `revision` and differs from what is sent,
    PermissionDenied, or scoring's AnswerError.
    """
    locked, by = lock(assessment), fresh(by)
    refuse_if(why_not_fill(by, locked))
    score(locked.instrument.definition, {code: value for code, value in answers.items() if value is not None})
    changed_answers, changed_notes = differing(locked, answers, notes)
    if not changed_answers and not changed_notes:
        return locked
    refuse_stale(locked, revision, ELSEWHERE)
    write_answers(locked, changed_answers)
    write_notes(locked, changed_notes, at=at)
    set_fields(locked, revision=locked.revision + 1)
    return locked


@transaction.atomic
def save_review(*, assessment: Assessment, review: Review, by: Any) -> Assessment:
    """The assessor's words and the tindak lanjut. Raises Overtaken (as `save_stage`) or PermissionDenied."""
    locked, by = lock(assessment), fresh(by)
    refuse_if(why_not_fill(by, locked))
    if (locked.strengths, locked.suggestions) != (review.strengths, review.suggestions):
        refuse_stale(locked, review.revision, ELSEWHERE)
        set_fields(
            locked,
            strengths=review.strengths,
            suggestions=review.suggestions,
            revision=locked.revision + 1,
        )
    _set_followup(locked, review, by)
    return locked


@transaction.atomic
def remove_draft(*, assessment: Assessment, by: Any, at: datetime | None = None) -> None:
    """Delete one's own draft; it comes back within 30 days."""
    locked, by = lock(assessment), fresh(by)
    refuse_if(why_not_remove(by, locked))
    take_out(locked, at)


@transaction.atomic
def restore_draft(*, assessment: Assessment, by: Any, at: datetime | None = None) -> None:
    """Take back a deletion of the last 30 days (decisions.md 23)."""
    locked, by = lock(assessment), fresh(by)
    refuse_if(why_not_remove(by, locked))
    put_back(locked, at)


def _set_followup(assessment: Assessment, review: Review, by: Any) -> None:
    if review.needs_followup is None:
        return
    waived = not review.needs_followup
    set_followup(
        assessment=assessment,
        by=by,
        text="" if waived else review.text,
        due_on=None if waived else review.due_on,
        indicator="" if waived else review.indicator,
        waived_because=review.waived_because if waived else "",
    )


def differing(
    assessment: Assessment, answers: GivenAnswers, notes: Mapping[str, str]
) -> tuple[dict[str, scoring.Answer | None], dict[str, str]]:
    """Only what differs from the stored rows."""
    stored = assessment.draft_answers()
    stored_notes = dict(assessment.notes.values_list("indicator", "text"))
    return (
        {code: value for code, value in answers.items() if stored.get(code) != value},
        {code: text for code, text in notes.items() if stored_notes.get(code, "") != text},
    )


def write_answers(assessment: Assessment, answers: GivenAnswers) -> None:
    """Answers that differ; None takes away."""
    gone = [code for code, value in answers.items() if value is None]
    assessment.answers.filter(indicator__in=gone).delete()
    rows = [
        Answer(
            assessment=assessment,
            school_year=assessment.school_year,
            indicator=code,
            value=None if isinstance(value, scoring.NotObserved) else value,
            not_observed=isinstance(value, scoring.NotObserved),
        )
        for code, value in answers.items()
        if value is not None
    ]
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["assessment", "indicator"],
        update_fields=["value", "not_observed"],
    )


def write_notes(assessment: Assessment, notes: Mapping[str, str], *, at: datetime | None = None) -> None:
    """A note keeps the time at which it was first written: that is when the fact was seen."""
    assessment.notes.filter(indicator__in=[code for code, text in notes.items() if not text]).delete()
    now, year = at or timezone.now(), assessment.school_year
    rows = [
        Note(assessment=assessment, school_year=year, indicator=code, text=text, noted_at=now)
        for code, text in notes.items()
        if text
    ]
    Note.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["assessment", "indicator"], update_fields=["text"]
    )
