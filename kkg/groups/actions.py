"""Beginning and keeping a working group: its places, its officers, the numbers of its papers."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.formats import ended
from core.refusals import refuse_if
from core.revisions import locked, rewrite
from kkg.groups.members import people_of, places_open_to
from kkg.groups.models import GroupPlace, LetterCounter, Officer, WorkingGroup
from kkg.groups.permissions import why_not_appoint, why_not_create_group, why_not_edit_group, why_not_take_in
from madrasah.models import Madrasah, Person, User
from madrasah.scope import fresh

GROUP_FIELDS = (
    "name",
    "letterhead",
    "city",
    "letter_pattern",
    "certificate_pattern",
    "approver_office",
    "approver_name",
    "approver_number",
)


@transaction.atomic
def create_group(*, values: Mapping[str, Any], madrasahs: Collection[Madrasah], since: date, by: User) -> WorkingGroup:
    """A KKG with at least one madrasah; the same name over one of the same madrasah is the same group."""
    by = fresh(by)
    refuse_if(why_not_create_group(by) or why_not_take_in(places_open_to(by), madrasahs))
    if not madrasahs:
        raise ValidationError("Pilih paling sedikit satu madrasah untuk KKG ini.")
    same = WorkingGroup.objects.kept().filter(
        name__iexact=values["name"], group_places__madrasah__in=madrasahs, group_places__until=None
    )
    group = same.first()
    if group is None:
        group = WorkingGroup.objects.create(**_known(values))
        add_places(group, madrasahs, since)
    return group


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in GROUP_FIELDS if name in values}


@transaction.atomic
def edit_group(*, group: WorkingGroup, values: Mapping[str, Any], revision: int, by: User) -> WorkingGroup:
    """Name and what stands on letters; ValidationError if another person changed the group meanwhile."""
    stored = locked(group)
    refuse_if(why_not_edit_group(fresh(by), stored))
    rewrite(stored, _known(values), revision)
    return stored


def add_places(group: WorkingGroup, madrasahs: Collection[Madrasah], since: date) -> None:
    """New places of the group; the caller sees to it that they are not open there already."""
    GroupPlace.objects.bulk_create(GroupPlace(group=group, madrasah=madrasah, since=since) for madrasah in madrasahs)


@transaction.atomic
def set_places(*, group: WorkingGroup, madrasahs: Collection[Madrasah], today: date, by: User) -> None:
    """Makes `madrasahs` the group's places, touching only those the editor may choose.

    A place that leaves keeps its past: it ends yesterday. ValidationError if the group would stand empty.
    """
    stored, by = locked(group), fresh(by)
    among = places_open_to(by)
    refuse_if(why_not_edit_group(by, stored) or why_not_take_in(among, madrasahs))
    open_now = {place.madrasah_id: place for place in group.group_places.filter(until=None)}
    wanted, mine = {m.pk for m in madrasahs}, {m.pk for m in among}
    if not wanted | (open_now.keys() - mine):
        raise ValidationError("KKG harus punya paling sedikit satu madrasah.")
    for pk in (open_now.keys() & mine) - wanted:
        end_on(open_now[pk], today - timedelta(days=1))
    add_places(group, [m for m in madrasahs if m.pk not in open_now], today)


def end_on(row: GroupPlace | Officer, day: date) -> None:
    """A place or a term ends on `day`; one that would end before it began was a slip and is deleted."""
    if day < row.since:
        row.delete()
        return
    row.until = day
    row.save()


@transaction.atomic
def appoint_officer(
    *, group: WorkingGroup, person: Person, office: str, since: date, by: User, on: date | None = None
) -> Officer:
    """One open term per office. ValidationError if another person holds it; a repeat is no second term."""
    stored = locked(group)
    refuse_if(why_not_edit_group(fresh(by), stored))
    held = group.officers.filter(office=office, until=None).first()
    if held is None:
        refuse_if(why_not_appoint(stored, people_of(stored, on or timezone.localdate()), person))
        return Officer.objects.create(group=group, person=person, office=office, since=since)
    if held.person_id != person.pk:
        holds = ended(f"{held.get_office_display()} masih dipegang {held.person}")
        raise ValidationError(f"{holds} Akhiri dulu masa jabatannya.")
    return held


@transaction.atomic
def end_term(*, officer: Officer, today: date, by: User) -> None:
    """The term ended yesterday; an ended one stays as it is."""
    group = locked(officer.group)
    refuse_if(why_not_edit_group(fresh(by), group))
    term = group.officers.filter(pk=officer.pk, until=None).first()
    if term is not None:
        end_on(term, today - timedelta(days=1))


def next_number(*, group: WorkingGroup, series: str, year: int) -> int:
    """The next number of a series, 1 at first; see `take_numbers`."""
    return take_numbers(group=group, series=series, year=year, count=1)[0]


def take_numbers(*, group: WorkingGroup, series: str, year: int, count: int) -> range:
    """The next `count` numbers of a series; call inside the transaction that writes the numbered rows.

    The counter row stays locked until that transaction ends: nobody gets the same number, and one that rolls
    back gives its number back. `year`: calendar year of letters, school year of certificates (decisions 21).
    """
    rows = LetterCounter.objects.select_for_update()
    counter, _ = rows.get_or_create(group=group, series=series, year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return range(first, counter.last + 1)
