"""Writes on people: adding, placing, moving, offices. Each is one transaction.

Who may is asked before (permissions.py). A refused row raises Django's ValidationError with our sentences.
"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from madrasah.actions.offices import check_office
from madrasah.models import Assignment, Person, Placement, Region, User
from madrasah.roles import Role


@transaction.atomic
def add_person(*, person: Person, work: Placement | Assignment, by: User) -> Person:
    """A person with the first post or office, both unsaved: without one nobody could see the row again."""
    person.home_region = person.home_region or (work.madrasah.region if work.madrasah else _region_of(work))
    person.save()
    if isinstance(work, Placement):
        place_person(person=person, placement=work)
    else:
        grant_office(person=person, assignment=work, by=by)
    return person


@transaction.atomic
def place_person(*, person: Person, placement: Placement) -> Placement:
    """Save a further post; the same post at the same madrasah may not overlap itself."""
    placement.person = person
    placement.full_clean()
    placement.save()
    _revoke_links(person)
    return placement


@transaction.atomic
def end_placement(*, placement: Placement, until: date) -> None:
    """Last day of a post. The guru's office there ends with it, so that the old madrasah loses sight."""
    _close(placement, until)
    remaining = placement.person.placements.filter(madrasah=placement.madrasah)
    if remaining.open(until + timedelta(days=1)).exists():
        return
    offices = placement.person.assignments.filter(madrasah=placement.madrasah, role=Role.TEACHER, until=None)
    for office in offices.filter(since__lte=until):
        _close(office, until)


@transaction.atomic
def move_person(*, placement: Placement, to: Placement) -> Placement:
    """End one post the day before the next (unsaved) begins; raises ValidationError if that is too early."""
    if to.since <= placement.since:
        raise ValidationError("Tanggal pindah harus sesudah tanggal mulai di madrasah lama.")
    end_placement(placement=placement, until=to.since - timedelta(days=1))
    return place_person(person=placement.person, placement=to)


@transaction.atomic
def grant_office(*, person: Person, assignment: Assignment, by: User) -> Assignment:
    """Save an office. Open personal links die: they were issued for somebody who held less."""
    assignment.person, assignment.granted_by = person, by
    assignment.full_clean()
    check_office(assignment)
    assignment.save()
    _revoke_links(person)
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: date) -> None:
    """Last day of an office."""
    _close(assignment, until)


def _region_of(work: Placement | Assignment) -> Region | None:
    return work.region if isinstance(work, Assignment) else None


def _close(term: Any, until: date) -> None:
    if until < term.since:
        raise ValidationError("Hari terakhir harus pada atau sesudah tanggal mulai.")
    if term.until is None or term.until != until:
        term.until = until
        term.save(update_fields=["until", "updated_at"])


def _revoke_links(person: Person) -> None:
    person.access_links.not_dead().update(revoked_at=timezone.now())
