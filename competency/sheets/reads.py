"""Where a teacher served on the day of a lesson, and in which semester it was."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from competency.instruments.models import Instrument
from competency.sheets.models import Assessment
from core.refusals import Refused
from madrasah.models import Person, Placement, Semester, User
from madrasah.scope import scope_of

LATELY, MOST_TAKEN = timedelta(days=90), 3
PREPARED_BEFORE = timedelta(days=1)  # so that tomorrow's visit opens without a signal (decisions.md 25)


def placement_on(teacher: Person, day: date, by: User, *, on: date | None = None) -> Placement:
    """Where the teacher served that day in the observer's madrasah, satminkal first; or Refused."""
    if day > (on or timezone.localdate()) + PREPARED_BEFORE:
        raise Refused("Tanggal itu masih jauh. Lembar dapat disiapkan paling awal sehari sebelumnya.")
    if teacher.pk == by.person_id:
        raise Refused("Anda tidak dapat menilai diri sendiri. Pilih guru lain.")
    places = teacher.placements.open(day).filter(madrasah__in=scope_of(by).opens)
    placement = places.order_by("-is_home", "-since").first()
    if placement is None:
        raise Refused(f"{teacher} tidak tercatat bertugas di madrasah Anda pada tanggal itu. Periksa tanggalnya.")
    return placement


def usual_instruments(user: User, today: date) -> list[Instrument]:
    """Those a phone takes along (decisions.md 25): the summary's, and what this person used lately; three at most."""
    mine = Assessment.objects.kept().filter(observer=scope_of(user).person_id, observed_on__gte=today - LATELY)
    offered = Instrument.objects.offered().defer("document").in_order(settings.SUMMARY_INSTRUMENT)
    used = set(mine.values_list("instrument", flat=True))
    return [one for place, one in enumerate(offered) if place == 0 or one.pk in used][:MOST_TAKEN]


def instruments_for(user: User) -> list[Instrument]:
    """Those a new sheet may use: what this person used last on top, then the summary's. One query each.

    So the first of each task is the usual one. A new version stands where the one before it stood.
    """
    mine = Assessment.objects.kept().filter(observer=scope_of(user).person_id).order_by()
    last = dict(mine.values_list("instrument__code").annotate(Max("created_at")))
    offered = list(Instrument.objects.offered().in_order(settings.SUMMARY_INSTRUMENT))
    used = [one for one in offered if one.code in last]
    return sorted(used, key=lambda one: last[one.code], reverse=True) + [one for one in offered if one not in used]


def semester_on(day: date) -> Semester:
    """The semester of that day; in the holidays the one just past. Raises Refused."""
    semester = Semester.objects.begun(day).first()
    if semester is None:
        raise Refused("Semester untuk tanggal itu belum tercatat. Periksa tanggalnya, atau hubungi operator.")
    return semester
