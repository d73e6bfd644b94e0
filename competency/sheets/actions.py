"""Filling and deleting a draft: what was seen, before anybody else may read it. Starting: start_actions.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from competency.scoring import definition as scoring
from competency.scoring.engine import score
from competency.sheets.models import Answer, Assessment, FollowUp, Note
from competency.sheets.noted import NOTHING, Fact, Sighted
from competency.sheets.permissions import why_not_fill, why_not_move, why_not_remove
from competency.sheets.reads import open_followup, proposed
from competency.sheets.sighting_actions import write_sightings
from competency.sheets.states import State
from core.refusals import refuse_if
from core.removal import put_back, take_out
from core.revisions import Overtaken, locked, refuse_stale
from madrasah.models import Person, User
from madrasah.scope import fresh


def move_assessment(
    *, assessment: Assessment, wanted: State, by: User | None, reason: str = "", **changes: Any
) -> Assessment:
    """The one way a sheet changes its state; `by` is None for the clock. Raises PermissionDenied.

    `changes` are further fields to set in the same write; the reason stands in the history.
    """
    refuse_if(why_not_move(by, assessment, wanted))
    with pghistory.context(reason=reason) if reason else pghistory.context():
        set_fields(assessment, state=wanted, **changes)
    return assessment


def person_of(user: User) -> Person:
    """Who acts; the keeper's account, which is nobody's, is refused before."""
    assert user.person is not None  # noqa: S101 - tells the type checker
    return user.person


def lock(assessment: Assessment) -> Assessment:
    """The row as stored, held until the transaction ends."""
    return locked(assessment, "instrument")


def set_fields(assessment: Assessment, **fields: Any) -> None:
    """Write these fields and no others."""
    for name, value in fields.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=[*fields, "updated_at"])


ELSEWHERE = "Lembar ini sudah diubah dari perangkat atau halaman lain."
GivenAnswers = Mapping[str, scoring.Answer | None]
GivenNotes = Mapping[str, Fact]


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

    @property
    def followup(self) -> dict[str, Any] | None:
        """What is written of it; None where nothing is said."""
        if self.needs_followup is None:
            return None
        if self.needs_followup:
            return {"text": self.text, "due_on": self.due_on, "indicator": self.indicator, "waived_because": ""}
        return {"text": "", "due_on": None, "indicator": "", "waived_because": self.waived_because}


@transaction.atomic
def save_stage(
    *,
    assessment: Assessment,
    answers: GivenAnswers,
    notes: GivenNotes,
    seen: int,
    by: User,
    sightings: Iterable[Sighted] = (),
    at: datetime | None = None,
) -> Assessment:
    """Write the answers and notes of one screen; None and no text take away. The same again changes nothing.

    `sightings` were caught there besides; each is known by its token, so that they may come again and in any order.

    `seen` is the sheet's `mark_of` these indicators when they were shown, so that the screens of one sheet may come
    in any order. Raises Overtaken where that has changed and differs from what is sent, PermissionDenied, or
    scoring's AnswerError.
    """
    locked, by = lock(assessment), fresh(by)
    refuse_if(why_not_fill(by, locked))
    score(locked.instrument.definition, {code: value for code, value in answers.items() if value is not None})
    changed_answers, changed_notes = differing(locked, answers, notes)
    is_changed = bool(changed_answers or changed_notes)
    if is_changed and locked.mark_of({*answers, *notes}) != seen:
        raise Overtaken(locked, ELSEWHERE)
    is_more = write_sightings(locked, sightings, at or timezone.now())
    if not is_changed and not is_more:
        return locked
    write_answers(locked, changed_answers)
    write_notes(locked, changed_notes, at=at)
    set_fields(locked, revision=locked.revision + 1)
    return locked


@transaction.atomic
def save_review(*, assessment: Assessment, review: Review, by: User) -> Assessment:
    """The keeper's words and the tindak lanjut. Raises Overtaken (as `save_stage`) or PermissionDenied."""
    locked = lock(assessment)
    refuse_if(why_not_fill(fresh(by), locked))
    write_review(locked, review)
    return locked


@transaction.atomic
def remove_draft(*, assessment: Assessment, by: User, at: datetime | None = None) -> None:
    """Delete one's own draft; it comes back within 30 days."""
    locked, by = lock(assessment), fresh(by)
    refuse_if(why_not_remove(by, locked))
    take_out(locked, at)


@transaction.atomic
def restore_draft(*, assessment: Assessment, by: User, at: datetime | None = None) -> None:
    """Take back a deletion of the last 30 days (decisions.md 23)."""
    locked, by = lock(assessment), fresh(by)
    refuse_if(why_not_remove(by, locked))
    put_back(locked, at)


def write_review(assessment: Assessment, review: Review) -> None:
    """Of a locked sheet, for who was asked whether they may. Raises Overtaken."""
    if is_said(assessment, review):
        return
    refuse_stale(assessment, review.revision, ELSEWHERE)
    set_fields(assessment, strengths=review.strengths, suggestions=review.suggestions, revision=assessment.revision + 1)
    if review.followup is not None and not _is_proposed(assessment, review):
        _propose(assessment, review.followup)


def is_said(assessment: Assessment, review: Review) -> bool:
    """Whether the sheet says all of it already."""
    words = (assessment.strengths, assessment.suggestions)
    return words == (review.strengths, review.suggestions) and _is_proposed(assessment, review)


def _is_proposed(assessment: Assessment, review: Review) -> bool:
    """Whether the tindak lanjut stands as the review says, agreed on or not, or it says nothing of it."""
    return review.followup is None or proposed(assessment) == review.followup


def differing(
    assessment: Assessment, answers: GivenAnswers, notes: GivenNotes
) -> tuple[dict[str, scoring.Answer | None], dict[str, Fact]]:
    """Only what differs from the stored rows."""
    stored = assessment.draft_answers()
    stored_notes = assessment.draft_notes()
    return (
        {code: value for code, value in answers.items() if stored.get(code) != value},
        {code: fact for code, fact in notes.items() if stored_notes.get(code, NOTHING).told != fact.told},
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
        rows, update_conflicts=True, unique_fields=["assessment", "indicator"], update_fields=["value", "not_observed"]
    )


def write_notes(assessment: Assessment, notes: GivenNotes, *, at: datetime | None = None) -> None:
    """A note of a draft keeps the time of its first writing; what was shared once gets that of its change."""
    assessment.notes.filter(indicator__in=[code for code, fact in notes.items() if not fact.text]).delete()
    now, year = at or timezone.now(), assessment.school_year
    rows = [
        Note(
            assessment=assessment,
            school_year=year,
            indicator=code,
            text=fact.text,
            seen_at=fact.seen_at,
            noted_at=fact.noted_at or now,
        )
        for code, fact in notes.items()
        if fact.text
    ]
    changing = ["text", "seen_at", *(["noted_at"] if assessment.shared_at else [])]
    Note.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["assessment", "indicator"], update_fields=changing
    )


def _propose(assessment: Assessment, words: Mapping[str, Any]) -> None:
    """Under correction it waits: until *Bagikan* the teacher reads, and has agreed on, what was shared."""
    if assessment.state == State.CORRECTING:
        set_fields(assessment, next_followup={**words, "due_on": str(words["due_on"] or "")})
    else:
        write_followup(assessment, **words)


def write_followup(assessment: Assessment, text: str, due_on: date | None, indicator: str, waived_because: str) -> None:
    """The row itself, of a locked sheet, in the words of `Review.followup`; beside one that is done, a second."""
    followup = open_followup(assessment) or FollowUp(assessment=assessment, owner_id=assessment.teacher_id)
    followup.status = FollowUp.Status.WAIVED if waived_because else FollowUp.Status.PROPOSED
    followup.text, followup.due_on, followup.indicator = text, due_on, indicator
    followup.reason = waived_because
    followup.save()
