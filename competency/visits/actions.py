"""Planning a visit, changing it, calling it off, the talk before it, and its peer. Beginning its sheet: `sheets`."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone

from competency.visits.models import Visit
from competency.visits.permissions import (
    why_not_appoint,
    why_not_call_off,
    why_not_change,
    why_not_note_rpp,
    why_not_plan,
    why_not_reappoint,
    why_not_revive,
    why_not_talk,
    why_not_tend,
    why_not_visit,
    why_not_withdraw,
)
from competency.visits.reads import comes_as_peer, post_at, semester_on
from core.refusals import refuse_if
from core.revisions import hold, locked, refuse_sent_before, rewrite
from madrasah.models import Madrasah, Person, Placement, Subject, User
from madrasah.scope import fresh, scope_of


@dataclass(frozen=True)
class VisitData:
    """What is planned, apart from whom it is about; no class is that of the teacher's post on that day."""

    observer: Person
    kind: str
    day: date
    starts_at: time | None = None
    class_name: str = ""
    subject: Subject | None = None


@transaction.atomic
def plan_visit(
    *,
    teacher: Person,
    data: VisitData,
    client_token: UUID,
    by: User,
    place: Madrasah | None = None,
    on: date | None = None,
) -> Visit:
    """A visit of that day; the same token gives the same visit. `place`: which of the teacher's madrasah; `on`: the
    day of planning. Raises Refused.
    """
    hold(client_token)
    if found := Visit.objects.filter(client_token=client_token).first():
        refuse_if(why_not_tend(fresh(by), found))
        said = vars(data) | {"teacher": teacher, "class_name": data.class_name or found.class_name}
        refuse_sent_before(found, said | {"madrasah": place or found.madrasah})
        return found
    by = fresh(by)
    refuse_if(why_not_plan(by) or why_not_visit(by, teacher))
    post = post_at(teacher, data.day, scope_of(by).opens, place)
    refuse_if(_why_not_that_day(data.day, on or timezone.localdate()))
    values = _settled(teacher, data, post)
    refuse_if(why_not_appoint(by, post.madrasah) if values["is_peer"] else None)
    return Visit.objects.create(teacher=teacher, client_token=client_token, **values)


@transaction.atomic
def change_visit(*, visit: Visit, data: VisitData, revision: int, by: User, on: date | None = None) -> Visit:
    """Everything but the teacher; the same again changes nothing. Raises Overtaken or Refused."""
    stored, by = locked(visit, "teacher"), fresh(by)
    refuse_if(why_not_change(by, stored))
    place = post_at(stored.teacher, data.day, {stored.madrasah_id})
    if data.day != stored.day:
        refuse_if(_why_not_that_day(data.day, on or timezone.localdate()))
    values = _settled(stored.teacher, data, place)
    if data.observer != stored.observer:
        refuse_if(why_not_appoint(by, place.madrasah) if values["is_peer"] else None)
        values["withdrawn_at"] = None
    rewrite(stored, values, revision)
    return stored


def _settled(teacher: Person, data: VisitData, place: Placement) -> dict[str, Any]:
    """The columns of a visit. Raises Refused."""
    is_peer = comes_as_peer(data.observer, teacher, place.madrasah, data.day)
    where = {"madrasah": place.madrasah, "semester": semester_on(data.day)}
    return vars(data) | where | {"class_name": data.class_name or place.class_name, "is_peer": is_peer}


def _why_not_that_day(day: date, on: date) -> str | None:
    return "Tanggal kunjungan sudah lewat. Pilih hari ini atau sesudahnya." if day < on else None


@transaction.atomic
def call_off_visit(*, visit: Visit, reason: str, by: User, at: datetime | None = None) -> Visit:
    """The visit is off and stays in the list with the reason; the same again changes nothing."""
    stored, by = locked(visit), fresh(by)
    if stored.called_off_at and stored.called_off_reason == reason and not why_not_tend(by, stored):
        return stored
    refuse_if(why_not_call_off(by, stored) or (None if reason else "Tulis alasan membatalkannya."))
    return _set_off(stored, at or timezone.now(), reason)


@transaction.atomic
def revive_visit(*, visit: Visit, by: User) -> Visit:
    """The visit is on again, on its old day; one that is on stays so."""
    stored, by = locked(visit), fresh(by)
    if stored.called_off_at is None and not why_not_tend(by, stored):
        return stored
    refuse_if(why_not_revive(by, stored))
    return _set_off(stored, None, "")


def _set_off(visit: Visit, at: datetime | None, reason: str) -> Visit:
    with pghistory.context(reason=reason) if reason else pghistory.context():
        visit.called_off_at, visit.called_off_reason = at, reason
        visit.revision += 1
        visit.save(update_fields=["called_off_at", "called_off_reason", "revision", "updated_at"])
    return visit


@transaction.atomic
def hold_talk(*, visit: Visit, wanted: str, revision: int, by: User, rpp_seen: str | None = None) -> Visit:
    """What the teacher wants watched, in the teacher's words, and what was seen in the RPP; None leaves that.

    The same again changes nothing. Raises Overtaken or Refused.
    """
    stored, by = locked(visit), fresh(by)
    _hold_sheets(stored)
    refuse_if(why_not_talk(by, stored))
    values: dict[str, Any] = {"wanted": wanted, "rpp_seen": stored.rpp_seen if rpp_seen is None else rpp_seen}
    if values["rpp_seen"] != stored.rpp_seen:
        refuse_if(why_not_note_rpp(by, stored))
    if wanted != stored.wanted:
        values["wanted_by"] = by.person
    rewrite(stored, values, revision)
    return stored


@transaction.atomic
def withdraw_peer(*, visit: Visit, by: User, at: datetime | None = None) -> Visit:
    """The colleague's pen is down; what was written stays, for a superior to take over. Withdrawn it stays so."""
    stored, by = locked(visit, "teacher"), fresh(by)
    if stored.withdrawn_at and not why_not_tend(by, stored):
        return stored
    refuse_if(why_not_withdraw(by, stored))
    _hold_sheets(stored)
    return _set_withdrawn(stored, at or timezone.now())


@transaction.atomic
def reappoint_peer(*, visit: Visit, by: User) -> Visit:
    """Take a withdrawal back; an appointment that holds stays so."""
    stored, by = locked(visit, "teacher", "madrasah"), fresh(by)
    if stored.is_peer and stored.withdrawn_at is None and not why_not_tend(by, stored):
        return stored
    refuse_if(why_not_reappoint(by, stored))
    return _set_withdrawn(stored, None)


def _hold_sheets(visit: Visit) -> None:
    """Who shares or fills at this moment ends first."""
    list(visit.sheets.select_for_update().values_list("pk"))


def _set_withdrawn(visit: Visit, at: datetime | None) -> Visit:
    visit.withdrawn_at = at
    visit.revision += 1
    visit.save(update_fields=["withdrawn_at", "revision", "updated_at"])
    return visit
