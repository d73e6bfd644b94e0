"""Writes on people: adding, placing, moving, offices. Each is one transaction.

Who may is asked before (permissions.py). A refused row raises Django's ValidationError with our sentences.
"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from madrasah.actions.account_states import revoke_links
from madrasah.actions.offices import check_office
from madrasah.models import Assignment, Person, Placement, Region, User
from madrasah.roles import Role
from madrasah.scope import not_over_at


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
    revoke_links(person=person)
    return placement


@transaction.atomic
def add_post(*, person: Person, placement: Placement) -> Placement:
    """A further post: satminkal only for who has none on that day."""
    homes = person.placements.filter(is_home=True)
    placement.is_home = not homes.filter(not_over_at(placement.since)).exists()
    return place_person(person=person, placement=placement)


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
    if placement.madrasah_id == to.madrasah_id:
        raise ValidationError("Madrasah tujuan sama dengan yang lama. Pilih madrasah lain.")
    end_placement(placement=placement, until=to.since - timedelta(days=1))
    to.is_home = placement.is_home
    return place_person(person=placement.person, placement=to)


@transaction.atomic
def call_off_post(*, placement: Placement, on: date | None = None) -> None:
    """Take back a post that has not begun; the one that ended for it the day before goes on.

    Raises ValidationError once it has begun. Taken back already: nothing happens.
    """
    locked = Placement.objects.select_for_update().filter(pk=placement.pk).first()
    if locked is None:
        return
    if locked.since <= (on or timezone.localdate()):
        raise ValidationError("Tugas ini sudah berjalan. Akhiri dengan hari terakhirnya.")
    eve = locked.since - timedelta(days=1)
    before = locked.person.placements.filter(until=eve, is_home=locked.is_home)
    locked.delete()
    for post in before:
        offices = locked.person.assignments.filter(madrasah=post.madrasah, role=Role.TEACHER, until=eve)
        _go_on(post)
        for office in offices:
            _go_on(office)


@transaction.atomic
def grant_office(*, person: Person, assignment: Assignment, by: User) -> Assignment:
    """Save an office. Open personal links die: they were issued for somebody who held less."""
    assignment.person, assignment.granted_by = person, by
    assignment.full_clean()
    check_office(assignment)
    assignment.save()
    revoke_links(person=person)
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: date) -> None:
    """Last day of an office."""
    _close(assignment, until)


def _region_of(work: Placement | Assignment) -> Region | None:
    return work.region if isinstance(work, Assignment) else None


def _go_on(term: Any) -> None:
    term.until = None
    term.full_clean()
    term.save(update_fields=["until", "updated_at"])


def _close(term: Any, until: date) -> None:
    if until < term.since:
        raise ValidationError("Hari terakhir harus pada atau sesudah tanggal mulai.")
    if term.until is None or term.until != until:
        term.until = until
        term.save(update_fields=["until", "updated_at"])
