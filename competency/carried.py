"""What a phone takes along of supervision: visits of today and tomorrow, empty sheets, the RPP week."""

from datetime import date

from django.db.models import Max, Q
from django.urls import reverse

from competency.rpp.models import Rpp
from competency.sheets.models import Assessment
from competency.sheets.presenters import about
from competency.sheets.reads import usual_instruments, usual_of
from competency.sheets.states import OPEN_STATES
from competency.visits.models import Visit
from competency.visits.permissions import PREPARED_BEFORE
from competency.visits.presenters import what
from core.carried import CarriedPage
from madrasah.models import Madrasah, User
from madrasah.periods import week_start
from madrasah.scope import scope_of

MOST_PLACES = 3


def pages(user: User, today: date) -> list[CarriedPage]:
    """What one keeps or is to begin; the lists for who supervises somebody."""
    near, scope = (today, today + PREPARED_BEFORE), scope_of(user)
    if scope.person_id is None:
        return []
    own = [*_sheets(user, near), *_visits(user, near)]
    if not scope.opens:
        return own
    lists = [
        CarriedPage(reverse("competency:assessment-list"), "Lembar supervisi"),
        CarriedPage(reverse("competency:assessment-start"), "Lembar baru"),
    ]
    return [*lists, *own, *_empty_sheets(user, today), *_weeks(user, today)]


def _visits(user: User, days: tuple[date, date]) -> list[CarriedPage]:
    """Planned and not begun yet: the page of each, and its sheet on one page."""
    rows = Visit.objects.to_observe(user).ahead()
    found = rows.filter(day__range=days).select_related("teacher", "subject")
    usual = {kind: usual_of(kind, user).pk for kind in {row.kind for row in found}}
    return [page for row in found for page in _pages_of(row, usual[row.kind])]


def _pages_of(visit: Visit, instrument: int) -> list[CarriedPage]:
    mark, name = visit.updated_at.isoformat(), f"{what(visit)} · {visit.teacher}"
    whole = reverse("competency:assessment-whole", args=[instrument])
    return [
        CarriedPage(reverse("competency:visit-detail", args=[visit.pk]), f"Rencana: {name}", mark),
        CarriedPage(f"{whole}?kunjungan={visit.pk}", name, mark),
    ]


def _sheets(user: User, days: tuple[date, date]) -> list[CarriedPage]:
    holds = Q(madrasah__in=scope_of(user).opens) | Q(visit__in=Visit.objects.to_observe(user))
    sheets = Assessment.objects.kept().filter(holds, keeper=scope_of(user).person_id, state__in=OPEN_STATES)
    found = sheets.filter(observed_on__range=days).select_related("instrument", "teacher", "subject", "visit")
    return [page for sheet in found.order_by("observed_on", "pk") for page in _screens(sheet)]


def _screens(sheet: Assessment) -> list[CarriedPage]:
    """Anew once the sheet changed, or the talk before it."""
    changed = [sheet.updated_at, *([sheet.visit.updated_at] if sheet.visit else [])]
    mark = max(changed).isoformat()
    return [
        CarriedPage(
            reverse("competency:assessment-fill", args=[sheet.pk, number]), f"{about(sheet)}: {screen.title}", mark
        )
        for number, screen in enumerate(sheet.instrument.definition.screens(), start=1)
    ]


def _empty_sheets(user: User, today: date) -> list[CarriedPage]:
    return [
        CarriedPage(reverse("competency:assessment-whole", args=[one.pk]), f"Lembar baru: {one.short}")
        for one in usual_instruments(user, today)
    ]


def _weeks(user: User, today: date) -> list[CarriedPage]:
    week = week_start(today)
    places = list(Madrasah.objects.filter(pk__in=scope_of(user).heads).by_name()[:MOST_PLACES])
    rows = Rpp.objects.filter(madrasah__in=places, week=week).values_list("madrasah").annotate(Max("updated_at"))
    changed = dict(rows)
    address = reverse("competency:rpp-week")  # as it stands in the menu: not a second time in a list
    found = [CarriedPage(address, "", str(changed.get(place.pk))) for place in places[:1]]
    return found + [
        CarriedPage(
            f"{address}?minggu={week.isoformat()}&madrasah={place.pk}",
            f"RPP minggu ini, {place}",
            str(changed.get(place.pk)),
        )
        for place in places
    ]
