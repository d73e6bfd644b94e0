"""Starting a sheet: from a planned visit in one press, from a form, or filled in one go."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from competency.instruments.models import Instrument
from competency.sheets.actions import GivenAnswers, GivenNotes, person_of, save_stage
from competency.sheets.models import Assessment
from competency.sheets.noted import Sighted
from competency.sheets.permissions import why_not_purpose, why_not_start
from competency.sheets.reads import placement_on, usual_of
from competency.visits.models import Visit
from competency.visits.permissions import superiors, why_not_begin, why_not_type
from competency.visits.reads import semester_on, superiors_at
from core.formats import date_plain, ended
from core.refusals import refuse_if
from core.revisions import hold, locked
from madrasah.models import Madrasah, Person, Placement, Subject, User
from madrasah.scope import fresh

FILLED_ONCE, NOTHING_SEEN = 1, -1


@transaction.atomic
def start_assessment(
    *,
    teacher: Person,
    instrument: Instrument,
    observed_on: date,
    by: User,
    client_token: UUID,
    visit: Visit | None = None,
    starts_at: time | None = None,
    ends_at: time | None = None,
    class_name: str = "",
    subject: Subject | None = None,
    lesson_topic: str = "",
    purpose: str = "",
    observer: Person | None = None,
    place: Madrasah | None = None,
    on: date | None = None,
) -> Assessment:
    """A draft of one's own, of a day up to tomorrow (decisions.md 25); the same token gives the same draft.

    No class is the teacher's. `place`: which of the teacher's madrasah. `visit`: the planned one that it hangs on;
    `purpose`: kept of a yearly rating only; `observer`: who saw it, where somebody else types the paper in and carries
    on (decisions.md 29). Raises Refused.
    """
    about: dict[str, Any] = {"teacher": teacher, "instrument": instrument, "observed_on": observed_on}
    hold(client_token)
    if found := Assessment.objects.filter(client_token=client_token).first():
        refuse_if(_why_not_the_same(found, by, observer, about | {"madrasah": place or found.madrasah}))
        return found
    by, visit = fresh(by), visit and locked(visit)
    refuse_if(_why_not_from(visit, teacher, by, observer, on) if visit else why_not_start(by))
    refuse_if(why_not_purpose(instrument.definition, purpose))
    at = {visit.madrasah_id} if visit else None
    placement = placement_on(teacher, observed_on, by, at=at, place=place, on=on)
    refuse_if(_why_not_seen_by(observer, teacher, placement, observed_on, visit) if observer else None)
    semester = semester_on(observed_on)
    return Assessment.objects.create(
        **about,
        visit=visit,
        observer=observer or person_of(by),
        keeper=person_of(by),
        madrasah_id=placement.madrasah_id,
        semester=semester,
        school_year=semester.school_year,
        starts_at=starts_at,
        ends_at=ends_at,
        class_name=class_name or placement.class_name,
        subject=subject,
        lesson_topic=lesson_topic,
        purpose=purpose if instrument.definition.is_yearly else "",
        client_token=client_token,
    )


def _why_not_from(visit: Visit, teacher: Person, by: User, observer: Person | None, on: date | None) -> str | None:
    if visit.teacher_id != teacher.pk:
        to = ended(f"Kunjungan ini direncanakan kepada {visit.teacher}")
        return f"{to} Untuk guru lain, buat lembar baru tanpa rencana."
    return why_not_type(by, visit, on) if observer else why_not_begin(by, visit, on)


def _why_not_seen_by(
    observer: Person, teacher: Person, placement: Placement, day: date, visit: Visit | None
) -> str | None:
    """Who stands on the paper as its observer was in office there on that day, or is whom the plan names."""
    if observer.pk == teacher.pk:
        return "Penilai dan guru di kertas tidak mungkin orang yang sama. Periksa namanya."
    if visit is not None and visit.observer_id != observer.pk:
        return ended(f"Kunjungan ini direncanakan untuk {visit.observer}")
    if visit is None and observer.pk not in superiors_at([placement.madrasah_id], day):
        return f"{observer} bukan {superiors()} di {placement.madrasah} pada {date_plain(day)}. Periksa tanggalnya."
    return None


def _why_not_the_same(found: Assessment, by: User, observer: Person | None, about: Mapping[str, Any]) -> str | None:
    if found.observer_id != (observer.pk if observer else by.person_id):
        return "Lembar ini milik penilai lain."
    if observer and found.keeper_id != by.person_id:
        return "Lembar ini dipegang orang lain."
    if found.removed_at:
        return "Draf dari isian ini sudah dihapus. Kembalikan dari bawah daftar lembar, atau buat lembar baru lagi."
    if any(getattr(found, name) != value for name, value in about.items()):
        return f"Isian ini sudah menjadi lembar {found}. Untuk lembar lain, buka “Buat lembar baru” sekali lagi."
    return None


@transaction.atomic
def begin_visit(*, visit: Visit, by: User, on: date | None = None) -> Assessment:
    """Its sheet with everything filled in that was planned, of the planned day; a second press gives the same.

    The instrument is what this person usually takes for it. Raises Refused.
    """
    stored, by = locked(visit, "teacher"), fresh(by)
    found: Assessment | None = stored.sheet
    if found is not None and found.observer_id == by.person_id:
        return found
    refuse_if(why_not_begin(by, stored, on))
    return start_assessment(
        teacher=stored.teacher,
        instrument=usual_of(stored.kind, by),
        observed_on=stored.day,
        by=by,
        client_token=uuid4(),
        visit=stored,
        starts_at=stored.starts_at,
        class_name=stored.class_name,
        subject=stored.subject,
        on=on,
    )


@transaction.atomic
def start_filled(
    *, answers: GivenAnswers, notes: GivenNotes, by: User, sightings: Iterable[Sighted] = (), **start: Any
) -> Assessment:
    """A draft begun and filled in one go; `start` as `start_assessment` takes it. Raises as it and `save_stage` do.

    Sent again, also with more words, it is the same draft, until that was changed elsewhere.
    """
    sheet = start_assessment(by=by, **start)
    seen = sheet.mark_of({*answers, *notes}) if sheet.revision <= FILLED_ONCE else NOTHING_SEEN
    return save_stage(assessment=sheet, answers=answers, notes=notes, seen=seen, sightings=sightings, by=by)
