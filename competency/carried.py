"""What a phone takes along of supervision: visits of today and tomorrow, empty sheets, the RPP week."""

from datetime import date, timedelta

from django.db.models import Max
from django.urls import reverse

from competency.rpp.models import Rpp
from competency.sheets.models import Assessment
from competency.sheets.presenters import about
from competency.sheets.reads import usual_instruments
from competency.sheets.states import OPEN_STATES
from core.carried import CarriedPage
from madrasah.models import Madrasah, User
from madrasah.periods import week_start
from madrasah.scope import scope_of

MOST_PLACES = 3


def pages(user: User, today: date) -> list[CarriedPage]:
    """Nothing for who supervises nobody."""
    if not scope_of(user).opens:
        return []
    lists = [
        CarriedPage(reverse("competency:assessment-list"), "Lembar supervisi"),
        CarriedPage(reverse("competency:assessment-start"), "Lembar baru"),
    ]
    return [*lists, *_visits(user, today), *_empty_sheets(user, today), *_weeks(user, today)]


def _visits(user: User, today: date) -> list[CarriedPage]:
    days = (today, today + timedelta(days=1))
    sheets = Assessment.objects.kept().filter(keeper=scope_of(user).person_id, state__in=OPEN_STATES)
    found = sheets.filter(observed_on__range=days).select_related("instrument", "teacher", "subject")
    return [page for sheet in found.order_by("observed_on", "pk") for page in _screens(sheet)]


def _screens(sheet: Assessment) -> list[CarriedPage]:
    return [
        CarriedPage(
            reverse("competency:assessment-fill", args=[sheet.pk, number]),
            f"{about(sheet)}: {screen.title}",
            sheet.updated_at.isoformat(),
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
