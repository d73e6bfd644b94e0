"""What goes on in KKG as a new school year begins: officers' terms, programmes, meetings already planned."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from core.formats import date_plain
from core.steps import Plan
from kkg.groups.models import Officer, WorkingGroup
from kkg.programme.models import Programme
from kkg.sessions.models import Session
from madrasah.school_years.rules import Opening, OpeningRule
from madrasah.scope import in_regions, open_at

MOST_NAMED = 9


def follow_groups(opening: Opening) -> Plan:
    """Officers stay until the last day of their term; a KKG without ketua on the first day is named."""
    groups = WorkingGroup.objects.kept().lasting(opening.first_day).filter(pk__in=_here(opening))
    leads = Officer.objects.open(opening.first_day).filter(office=Officer.Office.KETUA, group=OuterRef("pk"))
    words = [f"{groups.count()} KKG berlanjut dengan madrasah anggota dan pengurusnya."]
    day = date_plain(opening.first_day)
    unled = groups.filter(~Exists(leads))[:MOST_NAMED]
    words += [f"{group} tidak punya ketua pada {day}: tetapkan ketuanya." for group in unled]
    return Plan(words=tuple(words))


def follow_programmes(opening: Opening) -> Plan:
    """A programme is copied by the officers as they write the next; it is offered there."""
    since = opening.first_day - timedelta(days=365)
    found = Programme.objects.filter(group__in=_here(opening), semester__starts_on__gte=since)
    groups = found.order_by().values("group").distinct().count()
    planned = Session.objects.kept().open().filter(group__in=_here(opening), date__gte=opening.first_day).count()
    words = [f"Program {groups} KKG dapat disalin pengurusnya ke tahun pelajaran baru."] if groups else []
    words += [f"{planned} pertemuan KKG sudah direncanakan di tahun pelajaran baru."] if planned else []
    return Plan(words=tuple(words))


def _here(opening: Opening) -> list[int]:
    inside = in_regions(opening.regions, "group_places__madrasah__region_id")
    lasting = open_at(opening.first_day, "group_places__")
    found = WorkingGroup.objects.kept().filter(Q(inside, lasting)).order_by()
    return list(found.values_list("pk", flat=True).distinct())


OPENING_RULES: tuple[OpeningRule, ...] = (follow_groups, follow_programmes)
