"""Sending a reflection, or skipping it: once, and before any score was seen."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from competency.reflections.models import SelfReflection
from competency.reflections.permissions import why_not_reflect
from competency.scoring import definition as scoring
from competency.scoring.engine import score
from competency.sheets.actions import lock, person_of
from competency.sheets.models import Assessment
from core.refusals import refuse_if
from madrasah.models import User
from madrasah.scope import fresh

NOTHING = "Belum ada butir yang dipilih. Pilih sedikitnya satu, atau lewati refleksi ini."


@transaction.atomic
def send_reflection(
    *, assessment: Assessment, answers: Mapping[str, scoring.Answer], text: str, by: User, at: datetime | None = None
) -> SelfReflection:
    """The teacher's own choices, kept for good; the same again changes nothing.

    Items left open are no answer. Raises Refused, or scoring's AnswerError.
    """
    stored, by = lock(assessment), fresh(by)
    told = {"answers": dict(answers), "text": text, "is_skipped": False}
    if found := SelfReflection.objects.filter(assessment=stored, by=by.person_id, **told).first():
        return found
    refuse_if(why_not_reflect(by, stored) or (None if answers else NOTHING))
    score(stored.instrument.definition, answers)
    return _keep(stored, by, at, **told)


@transaction.atomic
def skip_reflection(*, assessment: Assessment, by: User, at: datetime | None = None) -> SelfReflection:
    """The teacher goes on to the result; recorded as skipped, never as zeros. A second press changes nothing."""
    stored, by = lock(assessment), fresh(by)
    if found := SelfReflection.objects.filter(assessment=stored, by=by.person_id).first():
        return found
    refuse_if(why_not_reflect(by, stored))
    return _keep(stored, by, at, is_skipped=True)


def _keep(assessment: Assessment, by: User, at: datetime | None, **told: object) -> SelfReflection:
    return SelfReflection.objects.create(assessment=assessment, by=person_of(by), sent_at=at or timezone.now(), **told)
