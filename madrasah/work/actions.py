"""What a person does where: posts and offices, from first day to last."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from core.formats import date_span
from core.refusals import refuse_if
from core.revisions import locked
from madrasah.grants import why_not_grant
from madrasah.people.actions import end_links
from madrasah.people.models import Person
from madrasah.places.models import Madrasah
from madrasah.roles import Role
from madrasah.scope import fresh, not_over_at
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement
from madrasah.work.permissions import (
    why_not_call_off,
    why_not_call_off_post,
    why_not_change_office,
    why_not_edit_placement,
    why_not_end_assignment,
    why_not_place,
)


def check_office(office: Assignment) -> None:
    """Raises ValidationError with a sentence: Plt is for a kepala; one kepala in full office at a time.

    A Plt may stand beside a kepala in full office, who is away, and nobody else's term is ever cut short.
    """
    if office.role != Role.KEPALA:
        if office.is_acting:
            raise ValidationError({"is_acting": "Plt hanya untuk kepala madrasah. Hapus centangnya."})
        return
    other = None if office.is_acting else _other_head(office)
    if other is not None:
        when = date_span(other.since, other.until)
        raise ValidationError(
            f"{other.person} tercatat sebagai {other.label} di {office.madrasah} {when}. "
            "Akhiri dulu tugasnya, pilih tanggal lain, atau catat yang ini sebagai Plt."
        )


@transaction.atomic
def change_office(
    *, office: Assignment, since: date, until: date | None, is_acting: bool, reason: str, by: User
) -> Assignment:
    """Put the dates of an office right, also one that is over; the reason stands in the history."""
    stored = locked(office, "region", "person")
    stored.madrasah = stored.madrasah and locked(stored.madrasah)
    refuse_if(why_not_change_office(fresh(by), stored))
    stored.since, stored.until, stored.is_acting = since, until, is_acting
    stored.full_clean()
    check_office(stored)
    with pghistory.context(reason=reason, by=by.pk):
        stored.save(update_fields=["since", "until", "is_acting", "updated_at"])
    return stored


@transaction.atomic
def call_off_office(*, office: Assignment, by: User) -> None:
    """Take back an office that has not begun; one that is gone already stays gone."""
    stored = Assignment.objects.select_for_update().filter(pk=office.pk).first()
    if stored is not None:
        refuse_if(why_not_call_off(fresh(by), stored))
        stored.delete()


def _other_head(office: Assignment) -> Assignment | None:
    """Somebody else in full office on one of the days."""
    heads = Assignment.objects.filter(
        not_over_at(office.since), madrasah=office.madrasah, role=Role.KEPALA, is_acting=False, person__removed_at=None
    )
    overlapping = heads.filter(Q(since__lte=office.until)) if office.until else heads
    return overlapping.exclude(pk=office.pk).select_related("person").first()


@transaction.atomic
def add_person(*, person: Person, work: Placement | Assignment, by: User) -> Person:
    """A person with the first post or office, both unsaved: without one nobody could see the row again."""
    person.home_region = person.home_region or (work.madrasah.region if work.madrasah else _region_of(work))
    person.save()
    if isinstance(work, Placement):
        place_person(person=person, placement=work, by=by)
    else:
        grant_office(person=person, assignment=work, by=by)
    return person


@transaction.atomic
def place_person(*, person: Person, placement: Placement, by: User) -> Placement:
    """Save a further post; the same post at the same madrasah may not overlap itself."""
    placement.person, placement.madrasah = person, locked(placement.madrasah)
    refuse_if(why_not_place(fresh(by), placement.madrasah))
    placement.full_clean()
    placement.save()
    end_links(person=person)
    return placement


@transaction.atomic
def add_post(*, person: Person, placement: Placement, by: User) -> Placement:
    """A further post: satminkal only for who has none on that day. A post that an import left open is filled in."""
    unsaid = locked(person).placements.filter(madrasah=placement.madrasah, post=Placement.Post.UNSAID)
    if left_open := unsaid.filter(not_over_at(placement.since), since__lte=placement.since).first():
        return _say_post(left_open, placement, by)
    homes = locked(person).placements.filter(is_home=True)
    placement.is_home = not homes.filter(not_over_at(placement.since)).exists()
    return place_person(person=person, placement=placement, by=by)


def _say_post(stored: Placement, said: Placement, by: User) -> Placement:
    """What somebody does there; since when and whether it is the satminkal was known already."""
    refuse_if(why_not_edit_placement(fresh(by), stored))
    stored.post, stored.subject, stored.class_name = said.post, said.subject, said.class_name
    stored.full_clean()
    stored.save(update_fields=["post", "subject", "class_name", "updated_at"])
    return stored


@transaction.atomic
def end_placement(*, placement: Placement, until: date, by: User) -> None:
    """Last day of a post. The guru's office there ends with it, so that the old madrasah loses sight."""
    stored = locked(placement, "madrasah", "person")
    refuse_if(why_not_edit_placement(fresh(by), stored))
    _close(stored, until)
    remaining = stored.person.placements.filter(madrasah=stored.madrasah)
    if remaining.open(until + timedelta(days=1)).exists():
        return
    for office in stored.person.assignments.filter(until=None):
        if ends_with_post(office, stored.madrasah_id, until):
            _close(office, until)


def ends_with_post(office: Assignment, madrasah_id: int, until: date) -> bool:
    """Whether an open office ends with the person's last post at the madrasah: that of a guru there."""
    return office.role == Role.TEACHER and office.madrasah_id == madrasah_id and office.since <= until


@transaction.atomic
def move_person(*, placement: Placement, to: Placement, by: User) -> Placement:
    """End one post the day before the next (unsaved) begins; ValidationError if that is too early."""
    stored = locked(placement, "person")
    if to.since <= stored.since:
        raise ValidationError("Tanggal pindah harus sesudah tanggal mulai di madrasah lama.")
    if stored.madrasah_id == to.madrasah_id:
        raise ValidationError("Madrasah tujuan sama dengan yang lama. Pilih madrasah lain.")
    end_placement(placement=stored, until=to.since - timedelta(days=1), by=by)
    to.is_home = stored.is_home
    return place_person(person=stored.person, placement=to, by=by)


@transaction.atomic
def call_off_post(*, placement: Placement, by: User, on: date | None = None) -> None:
    """Take back a post that has not begun; the one that ended for it the day before goes on.

    Taken back already: nothing happens.
    """
    stored = Placement.objects.select_for_update().filter(pk=placement.pk).first()
    if stored is None:
        return
    refuse_if(why_not_call_off_post(fresh(by), stored, on=on))
    eve = stored.since - timedelta(days=1)
    before = stored.person.placements.filter(until=eve, is_home=stored.is_home)
    stored.delete()
    for post in before:
        offices = stored.person.assignments.filter(madrasah=post.madrasah, role=Role.TEACHER, until=eve)
        _go_on(post)
        for office in offices:
            _go_on(office)


@transaction.atomic
def grant_office(*, person: Person, assignment: Assignment, by: User) -> Assignment:
    """Save an office. Open personal links die: they were issued for somebody who held less."""
    madrasah, region = assignment.madrasah and locked(assignment.madrasah), assignment.region
    refuse_if(why_not_grant(fresh(by), Role(assignment.role), madrasah=madrasah, region=region))
    assignment.person, assignment.granted_by = person, by
    assignment.full_clean()
    check_office(assignment)
    assignment.save()
    end_links(person=person)
    return assignment


@transaction.atomic
def grant_supervision(*, person: Person, madrasahs: Iterable[Madrasah], since: date, by: User) -> list[Assignment]:
    """Pengawas of each madrasah from a day on; where that person is one already, nothing changes. The new ones."""
    held = set(
        locked(person).assignments.filter(not_over_at(since), role=Role.PENGAWAS).values_list("madrasah", flat=True)
    )
    new = [madrasah for madrasah in sorted(madrasahs, key=lambda one: one.pk) if madrasah.pk not in held]
    offices = [Assignment(role=Role.PENGAWAS, madrasah=madrasah, since=since) for madrasah in new]
    return [grant_office(person=person, assignment=office, by=by) for office in offices]


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: date, by: User) -> None:
    """Last day of an office."""
    stored = locked(assignment, "madrasah", "region")
    refuse_if(why_not_end_assignment(fresh(by), stored))
    _close(stored, until)


def _region_of(work: Placement | Assignment) -> Any:
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
