"""Sheets for tests, made only through actions: published instruments, a draft, a full one, a shared one."""

import copy
from datetime import date
from functools import cache
from typing import Any
from uuid import uuid4

from competency.instruments.actions import publish_instrument
from competency.management.commands.load_instruments import SHIPPED
from competency.models import Assessment, Instrument
from competency.reflections.actions import skip_reflection
from competency.scoring.files import load_all
from competency.sharing.actions import share_assessment
from competency.sharing.reply_actions import reply_to_assessment
from competency.sheets.actions import Review, save_stage
from competency.sheets.noted import Fact
from competency.sheets.start_actions import start_assessment
from madrasah.models import User
from tests.clock import today


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    return {definition.code: document for document, definition in load_all(SHIPPED)}


def document_of(code: str = "kkg-gantarang") -> dict[str, Any]:
    """A copy of a shipped document, to be changed at will."""
    return copy.deepcopy(_shipped()[code])


def publish(code: str = "kkg-gantarang") -> Instrument:
    """The shipped instrument as a row."""
    return publish_instrument(document=_shipped()[code])[0]


def draft(
    teacher: User, observer: User, *, code: str = "kkg-gantarang", on: date | None = None, **fields: Any
) -> Assessment:
    """A sheet just begun, about a lesson of today unless told otherwise."""
    return start_assessment(
        teacher=teacher.person,
        instrument=publish(code),
        observed_on=on or today(),
        by=observer,
        **{"client_token": uuid4()} | fields,
    )


def fill(sheet: Assessment, value: int = 1, **notes: str) -> Assessment:
    """Every indicator answered with one value."""
    codes = sheet.instrument.definition.codes
    return save_stage(
        assessment=sheet,
        answers=dict.fromkeys(codes, value),
        notes={code: Fact(text) for code, text in notes.items()},
        seen=sheet.mark_of({*codes, *notes}),
        by=sheet.keeper.user,
    )


def review(sheet: Assessment, **fields: Any) -> Review:
    """Words and a proposed tindak lanjut."""
    given = {"strengths": "Salam dan doa bersama.", "suggestions": "Pakai alat peraga."}
    given |= {"needs_followup": True, "text": "Membuat alat peraga"} | fields
    return Review(revision=current(sheet).revision, **given)


def shared(teacher: User, observer: User, value: int = 1, **fields: Any) -> Assessment:
    """A sheet that the teacher can see, who skipped the reflection before it if there is a log-in."""
    sheet = fill(draft(teacher, observer, **fields), value)
    share_assessment(assessment=sheet, by=observer, review=review(sheet))
    return unreflected(sheet)


def unreflected(sheet: Assessment) -> Assessment:
    """The teacher goes on to the result, if there is a log-in and a lesson."""
    user = User.objects.filter(person=sheet.teacher_id).first()
    if user and sheet.instrument.is_of_lessons:
        skip_reflection(assessment=sheet, by=user)
    return current(sheet)


def answered(teacher: User, observer: User) -> Assessment:
    """A shared sheet with the teacher's reply."""
    sheet = shared(teacher, observer)
    reply_to_assessment(assessment=sheet, text="Terima kasih, saya coba.", by=teacher)
    return current(sheet)


def current(sheet: Assessment) -> Assessment:
    """The row as it is stored now."""
    return Assessment.objects.get(pk=sheet.pk)
