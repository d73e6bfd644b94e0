"""What is done to sheets: begin, save, share, reply, close, correct. Every move passes `move_assessment`.

Sharing writes a frozen SharedVersion and the Score rows; what may be done by whom is in permissions.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from competency.actions.followups import agree_followup, set_followup
from competency.models import Answer, Assessment, Instrument, Note, Reply, Score, SharedVersion
from competency.permissions import (
    gaps_of,
    was_given_up,
    was_shared_by,
    why_not_close,
    why_not_correct,
    why_not_fill,
    why_not_give_up_correction,
    why_not_move,
    why_not_remove,
    why_not_reply,
    why_not_share,
    why_not_start,
    why_not_take_over,
)
from competency.querysets import RESTORE_DAYS
from competency.scoring import definition as scoring
from competency.scoring.engine import score
from competency.scoring.result import Result
from competency.states import State
from madrasah.guards import refuse_if
from madrasah.models import Person, Placement, Semester, Subject
from madrasah.scope import scope_of

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


class CannotStart(ValueError):
    """No sheet can begin with these facts; the message is an Indonesian sentence with the cure."""


class Overtaken(Exception):
    """Another device saved in between; `assessment` is as stored now, nothing was written."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__("Lembar ini sudah diubah dari perangkat atau halaman lain.")
        self.assessment = assessment


def move_assessment(
    *, assessment: Assessment, wanted: State, by: Any, reason: str = "", **changes: Any
) -> Assessment:
    """The one way a sheet changes its state; `by` is None for the clock. Raises PermissionDenied.

    `changes` are further fields to set in the same write; the reason stands in the history.
    """
    refuse_if(why_not_move(by, assessment, wanted))
    with pghistory.context(reason=reason) if reason else pghistory.context():
        _set(assessment, state=wanted, **changes)
    return assessment


@transaction.atomic
def start_assessment(
    *,
    teacher: Person,
    instrument: Instrument,
    observed_on: date,
    by: Any,
    client_token: UUID,
    starts_at: time | None = None,
    ends_at: time | None = None,
    class_name: str = "",
    subject: Subject | None = None,
    lesson_topic: str = "",
) -> Assessment:
    """A draft of one's own; the same token gives the same draft. Raises CannotStart or PermissionDenied."""
    if found := Assessment.objects.filter(client_token=client_token).first():
        refuse_if(None if found.assessor_id == by.person_id else "Lembar ini milik penilai lain.")
        return found
    refuse_if(why_not_start(by))
    placement = placement_on(teacher, observed_on, by)
    semester = semester_on(observed_on)
    return Assessment.objects.create(
        instrument=instrument,
        teacher=teacher,
        assessor=by.person,
        madrasah_id=placement.madrasah_id,
        semester=semester,
        school_year=semester.school_year,
        observed_on=observed_on,
        starts_at=starts_at,
        ends_at=ends_at,
        class_name=class_name,
        subject=subject,
        lesson_topic=lesson_topic,
        client_token=client_token,
    )


def placement_on(teacher: Person, day: date, by: Any) -> Placement:
    """Where the teacher served that day in the assessor's madrasah, satminkal first; or CannotStart."""
    if day > timezone.localdate():
        raise CannotStart("Tanggal itu belum tiba. Pilih hari ini atau hari sebelumnya.")
    if teacher.pk == by.person_id:
        raise CannotStart("Anda tidak dapat menilai diri sendiri. Pilih guru lain.")
    places = teacher.placements.open(day).filter(madrasah__in=scope_of(by).opens)
    placement = places.order_by("-is_home", "-since").first()
    if placement is None:
        raise CannotStart(
            f"{teacher} tidak tercatat bertugas di madrasah Anda pada tanggal itu. Periksa tanggalnya."
        )
    return placement


def semester_on(day: date) -> Semester:
    """The semester of that day; in the holidays the one just past. Raises CannotStart."""
    semester = Semester.objects.filter(starts_on__lte=day).order_by("-starts_on").first()
    if semester is None:
        raise CannotStart(
            "Semester untuk tanggal itu belum tercatat. Periksa tanggalnya, atau hubungi operator."
        )
    return semester


@transaction.atomic
def save_stage(
    *, assessment: Assessment, answers: GivenAnswers, notes: Mapping[str, str], revision: int, by: Any
) -> Assessment:
    """Write the answers and notes of one screen; None and "" take away. The same again changes nothing.

    Raises Overtaken where the stored sheet is newer than `revision` and differs from what is sent,
    PermissionDenied, or scoring's AnswerError.
    """
    locked = _locked(assessment)
    refuse_if(why_not_fill(by, locked))
    score(locked.instrument.definition, {code: value for code, value in answers.items() if value is not None})
    changed_answers, changed_notes = _changed(locked, answers, notes)
    if not changed_answers and not changed_notes:
        return locked
    if locked.revision != revision:
        raise Overtaken(locked)
    _write_answers(locked, changed_answers)
    _write_notes(locked, changed_notes)
    _set(locked, revision=locked.revision + 1)
    return locked


@transaction.atomic
def save_review(*, assessment: Assessment, review: Review, by: Any) -> Assessment:
    """The assessor's words and the tindak lanjut. Raises Overtaken (as `save_stage`) or PermissionDenied."""
    locked = _locked(assessment)
    refuse_if(why_not_fill(by, locked))
    if (locked.strengths, locked.suggestions) != (review.strengths, review.suggestions):
        if locked.revision != review.revision:
            raise Overtaken(locked)
        _set(
            locked,
            strengths=review.strengths,
            suggestions=review.suggestions,
            revision=locked.revision + 1,
        )
    _set_followup(locked, review, by)
    return locked


@transaction.atomic
def share_assessment(*, assessment: Assessment, by: Any, review: Review | None = None) -> SharedVersion:
    """Freeze the sheet as the next version and let the teacher see it; pressing twice shares once.

    Every indicator answered, extreme values noted, tindak lanjut proposed or waived (decisions.md 6, 18, 19).
    `review` is saved first, or nothing is. Raises Overtaken or PermissionDenied.
    """
    locked = _locked(assessment)
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
    version = _freeze(locked, latest, score(definition, answers), notes, by)
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


@transaction.atomic
def mark_read(*, assessment: Assessment, by: Any) -> None:
    """The teacher opened the shared version: a time stamp, never an agreement."""
    if assessment.shared_at and assessment.read_at is None and assessment.teacher_id == by.person_id:
        _set(assessment, read_at=timezone.now())


@transaction.atomic
def reply_to_assessment(
    *, assessment: Assessment, text: str, by: Any, helper_name: str = "", agrees: bool = False
) -> Reply:
    """The teacher's word on the current version, kept for good; sending the same again changes nothing.

    `agrees` speaks of the tindak lanjut only, never of the result.
    """
    locked = _locked(assessment)
    version = locked.versions.last()
    if version is None:
        raise PermissionDenied("Lembar ini belum dibagikan.")
    if earlier := Reply.objects.filter(version=version, text=text, by=by.person_id).first():
        return earlier
    refuse_if(why_not_reply(by, locked))
    now = timezone.now()
    reply = Reply.objects.create(
        version=version, text=text, by=by.person, helper_name=helper_name, written_at=now
    )
    if agrees:
        agree_followup(assessment=locked)
    move_assessment(assessment=locked, wanted=State.ANSWERED, by=by, read_at=locked.read_at or now)
    return reply


@transaction.atomic
def close_assessment(
    *, assessment: Assessment, by: Any, text: str = "", due_on: date | None = None
) -> Assessment:
    """Done after the reply; an open proposal is agreed on, in these words if given (decisions.md 19)."""
    locked = _locked(assessment)
    if locked.state == State.CLOSED:
        return locked
    refuse_if(why_not_close(by, locked))
    agree_followup(assessment=locked, text=text, due_on=due_on)
    return move_assessment(assessment=locked, wanted=State.CLOSED, by=by, closed_at=timezone.now())


def close_unanswered(*, at: datetime) -> int:
    """Close what nobody answered within REPLY_DAYS, marked so; returns how many (decisions.md 18)."""
    late = Assessment.objects.without_reply_since(at - timedelta(days=settings.REPLY_DAYS))
    keys = list(late.values_list("pk", flat=True))
    return sum(_close_late(pk, at) for pk in keys)


@transaction.atomic
def start_correction(*, assessment: Assessment, by: Any, reason: str) -> Assessment:
    """Open a shared sheet again; the last shared version stays visible, marked (decisions.md 18)."""
    locked = _locked(assessment)
    if locked.state == State.CORRECTING:
        return locked
    refuse_if(why_not_correct(by, locked) or (None if reason else "Tulis alasan perbaikan."))
    return move_assessment(
        assessment=locked, wanted=State.CORRECTING, by=by, reason=reason, correction_reason=reason
    )


@transaction.atomic
def give_up_correction(*, assessment: Assessment, by: Any) -> Assessment:
    """Leave the last shared version as it is: the draft goes back to it, and so does the state."""
    locked = _locked(assessment)
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
        strengths=version.strengths,
        suggestions=version.suggestions,
        revision=locked.revision + 1,
    )


@transaction.atomic
def take_over(*, assessment: Assessment, by: Any) -> Assessment:
    """Become the assessor of a shared sheet whose assessor left; who shared each version stays on it."""
    locked = _locked(assessment)
    if locked.assessor_id == by.person_id:
        return locked
    refuse_if(why_not_take_over(by, locked))
    with pghistory.context(reason="penilai sebelumnya sudah tidak bertugas"):
        _set(locked, assessor=by.person)
    return locked


@transaction.atomic
def remove_draft(*, assessment: Assessment, by: Any) -> None:
    """Delete one's own draft; it comes back within 30 days."""
    locked = _locked(assessment)
    refuse_if(why_not_remove(by, locked))
    if locked.removed_at is None:
        _set(locked, removed_at=timezone.now())


@transaction.atomic
def restore_draft(*, assessment: Assessment, by: Any) -> None:
    """Take back a deletion of the last 30 days (decisions.md 23)."""
    locked = _locked(assessment)
    refuse_if(why_not_remove(by, locked))
    if locked.removed_at and locked.removed_at < timezone.now() - timedelta(days=RESTORE_DAYS):
        raise PermissionDenied(f"Draf ini sudah dihapus lebih dari {RESTORE_DAYS} hari.")
    _set(locked, removed_at=None)


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


def _locked(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("instrument")
    return rows.get(pk=assessment.pk)


def _set(assessment: Assessment, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=[*fields, "updated_at"])


def _changed(
    assessment: Assessment, answers: GivenAnswers, notes: Mapping[str, str]
) -> tuple[dict[str, scoring.Answer | None], dict[str, str]]:
    """Only what differs from the stored rows."""
    stored = assessment.draft_answers()
    stored_notes = dict(assessment.notes.values_list("indicator", "text"))
    return (
        {code: value for code, value in answers.items() if stored.get(code) != value},
        {code: text for code, text in notes.items() if stored_notes.get(code, "") != text},
    )


def _write_answers(assessment: Assessment, answers: GivenAnswers) -> None:
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


def _write_notes(assessment: Assessment, notes: Mapping[str, str]) -> None:
    """A note keeps the time at which it was first written: that is when the fact was seen."""
    assessment.notes.filter(indicator__in=[code for code, text in notes.items() if not text]).delete()
    now, year = timezone.now(), assessment.school_year
    rows = [
        Note(assessment=assessment, school_year=year, indicator=code, text=text, noted_at=now)
        for code, text in notes.items()
        if text
    ]
    Note.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["assessment", "indicator"], update_fields=["text"]
    )


def _freeze(
    assessment: Assessment, latest: SharedVersion | None, result: Result, notes: list[Note], by: Any
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
        shared_at=timezone.now(),
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


def _put_back(assessment: Assessment, version: SharedVersion) -> None:
    stored = version.given_answers()
    texts = {note["indicator"]: note["text"] for note in version.notes}
    codes = assessment.instrument.definition.codes
    answers, notes = _changed(
        assessment,
        {code: stored.get(code) for code in codes},
        {code: texts.get(code, "") for code in codes},
    )
    _write_answers(assessment, answers)
    _write_notes(assessment, notes)


def _state_before(assessment: Assessment, version: SharedVersion) -> State:
    if assessment.closed_at:
        return State.CLOSED
    return State.ANSWERED if Reply.objects.filter(version=version).exists() else State.SHARED
