"""Sharing: writes a frozen SharedVersion and the Score rows. How a score comes about: scoring/."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from competency.actions.assessments.common import lock, move_assessment
from competency.actions.assessments.drafting import Review, save_review
from competency.models import Assessment, Note, Score, SharedVersion
from competency.permissions import gaps_of, was_shared_by, why_not_share
from competency.scoring.engine import score
from competency.scoring.result import Result
from competency.states import State
from core.refusals import refuse_if
from madrasah.scope import fresh


@transaction.atomic
def share_assessment(
    *, assessment: Assessment, by: Any, review: Review | None = None, at: datetime | None = None
) -> SharedVersion:
    """Freeze the sheet as the next version and let the teacher see it; pressing twice shares once.

    Every indicator answered, extreme values noted, tindak lanjut proposed or waived (decisions.md 6, 18, 19).
    `review` is saved first, or nothing is. Raises Overtaken or PermissionDenied.
    """
    locked, by = lock(assessment), fresh(by)
    latest = locked.versions.last()
    if latest is not None and was_shared_by(by, locked):
        return latest
    if review is not None:
        locked = save_review(assessment=locked, review=review, by=by)
    definition, answers, notes = (
        locked.instrument.definition,
        locked.draft_answers(),
        list(locked.notes.all()),
    )
    gaps = gaps_of(definition, answers, {note.indicator for note in notes})
    refuse_if(why_not_share(by, locked, gaps, locked.followups.all()))
    version = _freeze(locked, latest, score(definition, answers), notes, by, at or timezone.now())
    move_assessment(
        assessment=locked,
        wanted=State.SHARED,
        by=by,
        reason=locked.correction_reason,
        shared_at=locked.shared_at or version.shared_at,
        read_at=None,
        closed_at=None,
        closed_without_reply=False,
        correction_reason="",
        revision=locked.revision + 1,
    )
    return version


def _freeze(
    assessment: Assessment,
    latest: SharedVersion | None,
    result: Result,
    notes: list[Note],
    by: Any,
    at: datetime,
) -> SharedVersion:
    answers = {row.indicator: row.value for row in assessment.answers.all()}
    version = SharedVersion.objects.create(
        assessment=assessment,
        school_year=assessment.school_year,
        number=latest.number + 1 if latest else 1,
        answers=answers,
        notes=[
            {"indicator": note.indicator, "text": note.text, "noted_at": note.noted_at.isoformat()}
            for note in notes
        ],
        result=result.to_json(),
        strengths=assessment.strengths,
        suggestions=assessment.suggestions,
        reason=assessment.correction_reason,
        shared_at=at,
        shared_by=by.person,
    )
    assessment.scores.all().delete()
    Score.objects.bulk_create(scores_of(version, result))
    return version


def scores_of(version: SharedVersion, result: Result) -> list[Score]:
    """The rows that stand for one version's result: one per competency with an observed indicator."""
    return [
        Score(
            assessment_id=version.assessment_id,
            version=version,
            school_year=version.school_year,
            competency=part.code,
            numerator=part.numerator,
            denominator=part.denominator,
            answered=part.answered,
            band=part.band.code if part.band else "",
        )
        for part in result.competencies
        if part.answered
    ]
