"""A month of the RPP ledger at a glance: the teachers of one madrasah, or madrasah by madrasah."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.rpp.month_forms import MonthChoice
from competency.rpp.month_presenters import place_row, teacher_row
from competency.rpp.month_reports import due_in, teachers_of
from competency.rpp.weeks import Due, weeks_of_month
from core.formats import month_long
from core.paging import page_of
from madrasah.guards import role_required
from madrasah.models import Madrasah
from madrasah.roles import Role
from madrasah.scope import scope_of

PER_PAGE = 30


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """Weeks as columns; of many madrasah each is one row, unless only what is unchecked is asked for."""
    opened = Madrasah.objects.visible_to(request.user).filter(pk__in=scope_of(request.user).opens)
    choice = MonthChoice(request.GET, places=opened.by_name(), today=timezone.localdate())
    if not choice.is_valid() and "madrasah" in choice.errors:
        raise Http404
    weeks = weeks_of_month(choice.month, choice.today)
    shown = {"choice": choice, "title": f"RPP {month_long(choice.month)}", "weeks": weeks}
    if choice.one or choice.cleaned_data.get("belum"):
        shown |= _of_teachers(request, choice, weeks)
    else:
        shown |= _of_places(choice, weeks)
    return render(request, "competency/rpp/month.html", shown)


def _of_teachers(request: HttpRequest, choice: MonthChoice, weeks: Sequence[date]) -> dict[str, Any]:
    places = {place.pk: place for place in ([choice.one] if choice.one else choice.places)}
    dues = due_in(places, weeks)
    missing = [due for due in dues if not due.status]
    wanted = missing if choice.cleaned_data.get("belum") else dues
    page = page_of(teachers_of(wanted), request.GET.get("halaman"), PER_PAGE)
    many = {} if choice.one else places
    rows = [teacher_row(person, [due for due in dues if due.teacher == person.pk], weeks, many) for person in page]
    return {"page": page, "rows": rows} | _counts(dues)


def _of_places(choice: MonthChoice, weeks: Sequence[date]) -> dict[str, Any]:
    dues = due_in([place.pk for place in choice.places], weeks)
    rows = [
        place_row(place, [due for due in dues if due.madrasah == place.pk], weeks, choice.month)
        for place in choice.places
    ]
    return {"rows": rows} | _counts(dues)


def _counts(dues: Sequence[Due]) -> dict[str, int]:
    return {
        "missing": len({due.teacher for due in dues if not due.status}),
        "teachers": len({due.teacher for due in dues}),
    }
