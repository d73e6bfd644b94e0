"""Mending what a draft is about, without losing what was filled: class, date, teacher, instrument."""

from dataclasses import dataclass, replace
from datetime import date, time

from django.db import transaction

from competency.instruments.models import Instrument
from competency.scoring.mapping import Carried, carried
from competency.sheets.actions import ELSEWHERE, lock, set_fields
from competency.sheets.models import Assessment
from competency.sheets.permissions import why_not_mend, why_not_purpose
from competency.sheets.reads import placement_on
from competency.visits.reads import semester_on
from core.formats import ended
from core.refusals import Refused, refuse_if
from core.revisions import refuse_stale
from madrasah.models import Person, Subject, User
from madrasah.scope import fresh


@dataclass(frozen=True)
class SheetData:
    """What a sheet is about. Where teacher or day change, no class is that of the teacher's post on that day."""

    teacher: Person
    instrument: Instrument
    observed_on: date
    class_name: str = ""
    subject: Subject | None = None
    lesson_topic: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    purpose: str = ""


@transaction.atomic
def mend_draft(
    *, assessment: Assessment, data: SheetData, revision: int, by: User, may_lose: bool = False, on: date | None = None
) -> Assessment:
    """Write the data anew; the same again changes nothing. Raises Overtaken or Refused.

    Answers and notes go along where the new instrument asks the same (scoring/mapping.py); what would be lost is lost
    only with `may_lose`, and never everything.
    """
    locked, by = lock(assessment), fresh(by)
    refuse_if(why_not_mend(by, locked) or why_not_purpose(data.instrument.definition, data.purpose))
    data = data if data.instrument.definition.is_yearly else replace(data, purpose="")
    if vars(data) == {name: getattr(locked, name) for name in vars(data)}:
        return locked
    refuse_stale(locked, revision, ELSEWHERE)
    goes = going_along(locked, data.instrument)
    refuse_if(_why_not_lose(goes, may_lose=may_lose))
    _leave_behind(locked, goes, data.instrument)
    _move(locked, data, by, on)
    set_fields(locked, revision=locked.revision + 1)
    return locked


def going_along(assessment: Assessment, instrument: Instrument) -> Carried:
    """What of this draft says the same under that instrument."""
    old = assessment.instrument.definition
    return carried(old, instrument.definition, assessment.draft_answers().keys(), assessment.draft_notes().keys())


def _why_not_lose(goes: Carried, *, may_lose: bool) -> str | None:
    if goes.is_nothing:
        return (
            "Instrumen itu tidak menanyakan satu pun butir yang sudah diisi, jadi semua isian akan hilang. "
            "Buat lembar baru untuk instrumen itu."
        )
    if goes.lost and not may_lose:
        return f"{len(goes.lost)} butir yang sudah diisi akan hilang. Setujui dulu."
    return None


def _leave_behind(assessment: Assessment, goes: Carried, instrument: Instrument) -> None:
    assessment.answers.exclude(indicator__in=goes.answers).delete()
    assessment.notes.exclude(indicator__in=goes.notes).delete()
    assessment.followups.exclude(indicator__in=instrument.definition.codes).update(indicator="")


def _move(assessment: Assessment, data: SheetData, by: User, on: date | None) -> None:
    """Teacher and day are looked at anew where one of them changes: whom the author may observe, where and when."""
    changes = dict(vars(data))
    if (data.teacher, data.observed_on) != (assessment.teacher, assessment.observed_on):
        if assessment.is_taken_over:
            raise Refused(f"Guru dan tanggal tetap seperti yang dicatat {assessment.observer}, yang melihatnya.")
        refuse_if(_why_not_other_teacher(assessment, data.teacher))
        here = {assessment.madrasah_id}
        stays = assessment.visit_id or data.teacher.placements.open(data.observed_on).filter(madrasah__in=here).exists()
        placement = placement_on(data.teacher, data.observed_on, by, at=here if stays else None, on=on)
        semester = semester_on(data.observed_on)
        year = semester.school_year
        changes |= {"madrasah_id": placement.madrasah_id, "semester": semester, "school_year": year}
        changes["class_name"] = data.class_name or placement.class_name
        assessment.answers.update(school_year=year)
        assessment.notes.update(school_year=year)
        assessment.followups.update(owner=data.teacher)
    set_fields(assessment, **changes)


def _why_not_other_teacher(assessment: Assessment, teacher: Person) -> str | None:
    """A sheet begun from a planned visit is about whom was visited."""
    if assessment.visit_id is None or teacher.pk == assessment.teacher_id:
        return None
    plan = ended(f"Lembar ini dari rencana kunjungan kepada {assessment.teacher}")
    return f"{plan} Untuk guru lain, buat lembar baru."
