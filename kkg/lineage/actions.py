"""A KKG is split, or goes on in another one, from a day on. Its places and officers otherwise: groups.py."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from core.formats import date_plain
from core.refusals import refuse_if
from core.revisions import bump, locked
from kkg.groups.actions import GROUP_FIELDS, add_places, end_on
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_change_groups
from kkg.sessions.carrying import arrange_agendas
from kkg.sessions.models import Session
from madrasah.models import Madrasah, User
from madrasah.scope import fresh

KEPT_FIELDS = tuple(name for name in GROUP_FIELDS if name not in ("name", "letterhead"))


@transaction.atomic
def split_group(
    *, group: WorkingGroup, name: str, madrasahs: Collection[Madrasah], day: date, takes_topics: bool, by: User
) -> WorkingGroup:
    """From `day` on `madrasahs` are a KKG of their own; the rest stays. Officers are appointed later.

    `takes_topics`: unfinished topics of sessions before that day go on in the new KKG, else in the old one.
    The same name a second time gives the KKG that was made. ValidationError if one of the two would stand
    empty, if a madrasah is not in the group, or if a session of that day or later is recorded already.
    """
    group = locked(group)
    refuse_if(why_not_change_groups(fresh(by), group))
    same = group.split_off.kept().filter(name__iexact=name).first()
    if same is not None:
        return same
    _refuse_if_recorded(group, day)
    places = {place.madrasah_id: place for place in group.group_places.filter(until=None)}
    leaving = {madrasah.pk for madrasah in madrasahs}
    if not leaving <= places.keys():
        raise ValidationError("Ada madrasah yang bukan anggota KKG ini lagi. Pilih lagi.")
    if not leaving or leaving == places.keys():
        raise ValidationError("Pilih sebagian madrasah: kedua KKG harus punya paling sedikit satu.")
    kept = {field: getattr(group, field) for field in KEPT_FIELDS}
    new = WorkingGroup.objects.create(
        name=name, split_from=group, takes_topics_before=day if takes_topics else None, **kept
    )
    for pk in leaving:
        end_on(places[pk], day - timedelta(days=1))
    add_places(new, madrasahs, day)
    arrange_agendas(group)
    return new


def _refuse_if_recorded(group: WorkingGroup, day: date) -> None:
    """Rolls of that day and later were called from the places as they were."""
    late = (
        Session.days.of_group(group).kept().filter(date__gte=day, attendances__isnull=False).order_by("-date").first()
    )
    if late is not None:
        raise ValidationError(
            f"Kehadiran pertemuan {date_plain(late.date)} sudah dicatat. Pilih hari sesudahnya.", code="late"
        )


@transaction.atomic
def merge_group(*, group: WorkingGroup, into: WorkingGroup, day: date, by: User) -> WorkingGroup:
    """From `day` on the places of `group` are in `into`; the group ends the day before and stays readable.

    Its officers' terms end too; its unfinished topics lead the next agenda of `into`. A second time changes
    nothing. ValidationError if either has ended, or if `group` has a session on that day or later.
    """
    rows = WorkingGroup.objects.select_for_update(of=("self",)).filter(pk__in=(group.pk, into.pk))
    both = {row.pk: row for row in rows.order_by("pk")}
    group, into = both[group.pk], both[into.pk]
    if group.continues_as_id == into.pk:
        return into
    refuse_if(why_not_change_groups(fresh(by), group, into))
    _refuse_merge(group, into, day)
    last = day - timedelta(days=1)
    staying = set(into.group_places.filter(until=None).values_list("madrasah", flat=True))
    places = list(group.group_places.filter(until=None).select_related("madrasah"))
    for place in places:
        end_on(place, last)
    for term in group.officers.filter(until=None):
        end_on(term, last)
    add_places(into, [place.madrasah for place in places if place.madrasah_id not in staying], day)
    group.ended_on, group.continues_as = last, into
    bump(group)
    group.save()
    arrange_agendas(into)
    return into


def _refuse_merge(group: WorkingGroup, into: WorkingGroup, day: date) -> None:
    if group.pk == into.pk:
        raise ValidationError("Pilih KKG lain sebagai tujuan.")
    for one in (group, into):
        if one.ended_on:
            raise ValidationError(f"{one} sudah berakhir {date_plain(one.ended_on)}.")
    late = Session.days.of_group(group).kept().filter(date__gte=day, cancelled_at=None).order_by("date").first()
    if late is not None:
        raise ValidationError(
            f"{group} masih punya pertemuan “{late}” pada {date_plain(late.date)}. "
            "Pilih hari sesudahnya, atau batalkan dulu pertemuan itu.",
            code="late",
        )
