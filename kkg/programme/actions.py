"""A KKG's programme: writing it, copying the last one, and turning what is planned into sessions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.refusals import refuse_if
from core.revisions import bump, locked, refuse_stale
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_plan_programme
from kkg.programme.models import PlannedSession, Programme
from kkg.sessions.actions import open_session
from kkg.sessions.carrying import lock_group
from kkg.sessions.models import Session
from kkg.speakers.actions import speaker_in
from kkg.speakers.choices import why_not_speak
from madrasah.models import Semester, User
from madrasah.scope import fresh

PLANNED_FIELDS = ("kind", "title", "pack", "competency", "date", "jp", "speaker")
COPIED_FIELDS = ("kind", "title", "pack", "competency", "jp", "speaker")


@transaction.atomic
def start_programme(*, group: WorkingGroup, semester: Semester, goals: str, with_last: bool, by: User) -> Programme:
    """The programme of a KKG and semester; the one that is there already stays as it is.

    `with_last`: begin with the rows of the programme before, if there is one.
    """
    refuse_if(why_not_plan_programme(fresh(by), Programme(group=lock_group(group))))
    programme, is_new = Programme.objects.get_or_create(group=group, semester=semester, defaults={"goals": goals})
    if is_new and with_last and last_programme(programme):
        copy_last_programme(programme=programme, by=by)
    return programme


def last_programme(programme: Programme) -> Programme | None:
    """The group's latest programme of an earlier semester."""
    earlier = Programme.objects.filter(group=programme.group_id, semester__starts_on__lt=programme.semester.starts_on)
    return earlier.order_by("-semester__starts_on").first()


@transaction.atomic
def copy_last_programme(*, programme: Programme, by: User) -> int:
    """Appends the rows of the programme before, without their dates; how many. Titles that are there stay.

    ValidationError if there is none before. A second call adds nothing.
    """
    programme = _asked(programme, by)
    last = last_programme(programme)
    if last is None:
        raise ValidationError("KKG ini belum punya program di semester sebelumnya.")
    known = {planned.title.casefold() for planned in programme.planned.all()}
    end = programme.planned.aggregate(end=Max("position"))["end"] or 0
    fresh = [row for row in last.planned.all() if row.title.casefold() not in known]
    for position, row in enumerate(fresh, start=end + 1):
        kept = {name: getattr(row, name) for name in COPIED_FIELDS}
        PlannedSession.objects.create(programme=programme, position=position, **kept)
    if fresh or not programme.goals:
        programme.goals = programme.goals or last.goals
        _store(programme)
    return len(fresh)


def _asked(programme: Programme, by: User) -> Programme:
    stored = locked(programme, "group", "semester")
    refuse_if(why_not_plan_programme(fresh(by), stored))
    return stored


def _store(programme: Programme) -> None:
    bump(programme)
    programme.save(update_fields=["goals", "revision", "updated_at"])


@transaction.atomic
def save_programme(
    *,
    programme: Programme,
    goals: str,
    rows: Sequence[Mapping[str, Any]],
    revision: int,
    by: User,
    on: date | None = None,
) -> Programme:
    """Goals and all rows at once. `rows`: PLANNED_FIELDS and `pk` (None for a new one), in their order; `speaker`
    as `speaker_in` takes it.

    Rows left out are deleted, but those that are a session already stay, last. Sending the same again changes
    nothing. ValidationError if another person changed the programme meanwhile.
    """
    programme = _asked(programme, by)
    day = on or timezone.localdate()
    refuse_if(why_not_speak(programme.group, day, [row.get("speaker") for row in rows]))
    rows = [{**row, "speaker": (said := row.get("speaker")) and speaker_in(programme.group, said)} for row in rows]
    stored = {row.pk: row for row in programme.planned.select_related("speaker")}
    same = [_values(row.get) for row in rows] == [_values(partial(getattr, row)) for row in stored.values()]
    if same and goals == programme.goals:
        return programme
    refuse_stale(programme, revision)
    wanted = [_filled(stored.get(row.get("pk") or 0) or PlannedSession(programme=programme), row) for row in rows]
    kept = {row.pk for row in wanted}
    wanted += [row for row in stored.values() if row.session_id and row.pk not in kept]
    programme.planned.exclude(pk__in=[row.pk for row in wanted if row.pk]).delete()
    for position, row in enumerate(wanted, start=1):
        row.position = position
        row.save()
    programme.goals = goals
    _store(programme)
    return programme


def _values(value: Callable[[str], Any]) -> list[Any]:
    return [value(name) or "" for name in PLANNED_FIELDS]


def _filled(planned: PlannedSession, row: Mapping[str, Any]) -> PlannedSession:
    blank = {"jp": 0, "date": None, "speaker": None}
    for name in PLANNED_FIELDS:
        setattr(planned, name, row.get(name) or blank.get(name, ""))
    return planned


@transaction.atomic
def schedule_planned(*, planned: PlannedSession, by: User) -> Session:
    """Puts a planned meeting on the calendar and ties the two; a second press gives the same session.

    A session that was deleted does not count: a new one is made. ValidationError without a date.
    """
    planned = _asked_row(planned, by)
    if planned.session and planned.session.removed_at is None:
        return planned.session
    if planned.date is None:
        raise ValidationError("Isi dulu perkiraan tanggalnya di Ubah program.")
    values = {name: getattr(planned, name) for name in ("kind", "title", "date", "jp")}
    planned.session = open_session(group=planned.programme.group, client_token=uuid4(), values=values, by=by)
    if planned.speaker:
        planned.session.speakers.add(planned.speaker)
    planned.save(update_fields=["session", "updated_at"])
    return planned.session


@transaction.atomic
def tie_session(*, planned: PlannedSession, session: Session | None, by: User) -> PlannedSession:
    """Says that this session is what was planned, or with None that it is not.

    ValidationError for a session of another KKG, a meeting of the officers, and one that is tied to another row.
    """
    planned = _asked_row(planned, by)
    if session is not None:
        if session.group_id != planned.programme.group_id:
            raise ValidationError("Pertemuan itu milik KKG lain.")
        if session.is_committee:
            raise ValidationError("Rapat pengurus tidak dihitung dalam program. Pilih pertemuan anggota.")
        other = PlannedSession.objects.filter(session=session).exclude(pk=planned.pk).first()
        if other is not None:
            raise ValidationError(f"Pertemuan itu sudah dikaitkan dengan rencana “{other}”.")
    planned.session = session
    planned.save(update_fields=["session", "updated_at"])
    return planned


def _asked_row(planned: PlannedSession, by: User) -> PlannedSession:
    lock_group(planned.programme.group)
    stored = locked(planned, "session", "programme__group")
    refuse_if(why_not_plan_programme(fresh(by), stored.programme))
    return stored
