"""How a sheet begins: whose, on what day, at which madrasah, in which semester."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from competency.models import Assessment, Instrument
from competency.permissions import why_not_start
from core.refusals import Refused, refuse_if
from madrasah.models import Person, Placement, Semester, Subject
from madrasah.scope import fresh, scope_of


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
    on: date | None = None,
) -> Assessment:
    """A draft of one's own; the same token gives the same draft. Raises Refused."""
    if found := Assessment.objects.filter(client_token=client_token).first():
        refuse_if(None if found.assessor_id == by.person_id else "Lembar ini milik penilai lain.")
        return found
    by = fresh(by)
    refuse_if(why_not_start(by))
    placement = _placement_on(teacher, observed_on, by, on=on)
    semester = _semester_on(observed_on)
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


def _placement_on(teacher: Person, day: date, by: Any, *, on: date | None = None) -> Placement:
    """Where the teacher served that day in the assessor's madrasah, satminkal first; or Refused."""
    if day > (on or timezone.localdate()):
        raise Refused("Tanggal itu belum tiba. Pilih hari ini atau hari sebelumnya.")
    if teacher.pk == by.person_id:
        raise Refused("Anda tidak dapat menilai diri sendiri. Pilih guru lain.")
    places = teacher.placements.open(day).filter(madrasah__in=scope_of(by).opens)
    placement = places.order_by("-is_home", "-since").first()
    if placement is None:
        raise Refused(
            f"{teacher} tidak tercatat bertugas di madrasah Anda pada tanggal itu. Periksa tanggalnya."
        )
    return placement


def _semester_on(day: date) -> Semester:
    """The semester of that day; in the holidays the one just past. Raises Refused."""
    semester = Semester.objects.begun(day).first()
    if semester is None:
        raise Refused("Semester untuk tanggal itu belum tercatat. Periksa tanggalnya, atau hubungi operator.")
    return semester
