"""Sharing a sheet and what follows: close, correct, take over; the reply is in reply_actions.py."""

from datetime import date, datetime, timedelta

import pghistory
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from competency.scoring.engine import score
from competency.scoring.result import Result
from competency.sharing.models import Reply, Score, SharedVersion
from competency.sharing.permissions import (
    was_given_back,
    was_given_up,
    was_shared_by,
    why_not_close,
    why_not_give_back,
    why_not_give_up_correction,
    why_not_share,
    why_not_take_over,
)
from competency.sheets.actions import (
    Review,
    differing,
    is_said,
    lock,
    move_assessment,
    person_of,
    set_fields,
    write_answers,
    write_followup,
    write_notes,
    write_review,
)
from competency.sheets.models import Assessment, FollowUp, Note
from competency.sheets.noted import NOTHING, frozen, thawed
from competency.sheets.permissions import gaps_of, why_not_correct, why_not_fill
from competency.sheets.reads import proposed
from competency.sheets.states import State
from core.refusals import refuse_if
from madrasah.models import User
from madrasah.scope import fresh


@transaction.atomic
def start_correction(*, assessment: Assessment, by: User, reason: str) -> Assessment:
    """Open a shared sheet again; the last shared version stays visible, marked (decisions.md 18)."""
    locked, by = lock(assessment), fresh(by)
    if locked.state == State.CORRECTING and reason == locked.correction_reason:
        return locked
    refuse_if(why_not_correct(by, locked) or (None if reason else "Tulis alasan perbaikan."))
    return move_assessment(assessment=locked, wanted=State.CORRECTING, by=by, reason=reason, correction_reason=reason)


@transaction.atomic
def give_up_correction(*, assessment: Assessment, by: User) -> Assessment:
    """Leave the last shared version as it is: the draft goes back to it, and so does the state."""
    locked, by = lock(assessment), fresh(by)
    if was_given_up(by, locked):
        return locked
    refuse_if(why_not_give_up_correction(by, locked))
    version = locked.versions.last()
    assert version is not None  # noqa: S101 - only what was shared can be under correction
    _put_back(locked, version)
    return move_assessment(
        assessment=locked,
        wanted=_state_before(locked, version),
        by=by,
        correction_reason="",
        next_followup=None,
        strengths=version.strengths,
        suggestions=version.suggestions,
        revision=locked.revision + 1,
    )


@transaction.atomic
def take_over(*, assessment: Assessment, by: User) -> Assessment:
    """Carry on with a sheet whose keeper left. Who observed, when, and who shared what stay as they were."""
    locked, by = lock(assessment), fresh(by)
    if locked.keeper_id == by.person_id:
        return locked
    refuse_if(why_not_take_over(by, locked))
    with pghistory.context(reason="pemegang sebelumnya sudah tidak bertugas"):
        set_fields(locked, keeper=by.person)
    return locked


@transaction.atomic
def give_back(*, assessment: Assessment, by: User) -> Assessment:
    """Undo a take-over: the observer carries on again."""
    locked, by = lock(assessment), fresh(by)
    if was_given_back(by, locked):
        return locked
    refuse_if(why_not_give_back(by, locked))
    with pghistory.context(reason="dikembalikan kepada penilainya"):
        set_fields(locked, keeper=locked.observer)
    return locked


def _put_back(assessment: Assessment, version: SharedVersion) -> None:
    stored, facts = version.given_answers(), thawed(version.notes)
    codes = assessment.instrument.definition.codes
    answers, notes = differing(
        assessment, {code: stored.get(code) for code in codes}, {code: facts.get(code, NOTHING) for code in codes}
    )
    write_answers(assessment, answers)
    write_notes(assessment, notes)


def _state_before(assessment: Assessment, version: SharedVersion) -> State:
    if assessment.closed_at:
        return State.CLOSED
    return State.ANSWERED if Reply.objects.filter(version=version).exists() else State.SHARED


@transaction.atomic
def close_assessment(
    *, assessment: Assessment, by: User, text: str = "", due_on: date | None = None, at: datetime | None = None
) -> Assessment:
    """Done after the reply; an open proposal is agreed on, in these words if given (decisions.md 19)."""
    locked, by = lock(assessment), fresh(by)
    if locked.state == State.CLOSED and _is_agreed(locked, text, due_on):
        return locked
    refuse_if(why_not_close(by, locked))
    agree_followup(assessment=locked, text=text, due_on=due_on)
    return move_assessment(assessment=locked, wanted=State.CLOSED, by=by, closed_at=at or timezone.now())


def _is_agreed(assessment: Assessment, text: str, due_on: date | None) -> bool:
    given = {"text": text, "due_on": due_on}
    return not any(given.values()) or assessment.followups.filter(**given).exists()


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


@transaction.atomic
def share_assessment(
    *, assessment: Assessment, by: User, review: Review | None = None, at: datetime | None = None
) -> SharedVersion:
    """Freeze the sheet as the next version and let the teacher see it; the same pressed twice shares once.

    Every indicator answered, extreme values noted, tindak lanjut proposed or waived (decisions.md 6, 18, 19).
    `review` is saved first, or nothing is. Raises Overtaken or PermissionDenied.
    """
    locked, by, at = lock(assessment), fresh(by), at or timezone.now()
    latest = locked.versions.last()
    if latest is not None and was_shared_by(by, locked) and (review is None or is_said(locked, review)):
        return latest
    if review is not None:
        refuse_if(why_not_fill(by, locked))
        write_review(locked, review)
    definition, answers, notes = (locked.instrument.definition, locked.draft_answers(), list(locked.notes.all()))
    gaps = gaps_of(definition, answers, {note.indicator for note in notes})
    refuse_if(why_not_share(by, locked, gaps, locked.followups.all(), timezone.localdate(at)))
    version = _freeze(locked, latest, score(definition, answers), notes, by, at)
    if locked.next_followup and (words := proposed(locked)):
        write_followup(locked, **words)
    move_assessment(
        assessment=locked,
        wanted=State.SHARED,
        by=by,
        reason=locked.correction_reason,
        shared_at=locked.shared_at or version.shared_at,
        read_at=None,
        read_by_link=False,
        read_helper="",
        closed_at=None,
        closed_without_reply=False,
        correction_reason="",
        next_followup=None,
        revision=locked.revision + 1,
    )
    return version


def _freeze(
    assessment: Assessment, latest: SharedVersion | None, result: Result, notes: list[Note], by: User, at: datetime
) -> SharedVersion:
    answers = {row.indicator: row.value for row in assessment.answers.all()}
    version = SharedVersion.objects.create(
        assessment=assessment,
        school_year=assessment.school_year,
        number=latest.number + 1 if latest else 1,
        answers=answers,
        notes=[frozen(note.indicator, note.fact) for note in notes],
        result=result.to_json(),
        strengths=assessment.strengths,
        suggestions=assessment.suggestions,
        reason=assessment.correction_reason,
        shared_at=at,
        shared_by=person_of(by),
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


@transaction.atomic
def agree_followup(*, assessment: Assessment, text: str = "", due_on: date | None = None) -> None:
    """The proposal becomes what teacher and keeper agreed on; called by the steps that close a sheet."""
    for followup in assessment.followups.filter(status=FollowUp.Status.PROPOSED):
        followup.text = text or followup.text
        followup.due_on = due_on or followup.due_on
        followup.status = FollowUp.Status.AGREED
        followup.save()


@transaction.atomic
def rescore(*, assessment: Assessment) -> None:
    """The Score rows of the last shared version; a sheet never shared has none."""
    version = assessment.versions.last()
    assessment.scores.all().delete()
    if version is not None:
        result = score(assessment.instrument.definition, version.given_answers())
        Score.objects.bulk_create(scores_of(version, result))
