"""Papan supervisi: the first page of Supervisi for a kepala, and for a pengawas over all own madrasah."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.board.presenters import figure, told_on
from competency.board.reports import board_of, number_of
from competency.instruments.presenters import supervision_tabs
from core.formats import date_long
from madrasah.guards import actor
from madrasah.models import Madrasah
from madrasah.scope import scope_of


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Counts first, then madrasah by madrasah; whoever opens no madrasah has the list of sheets instead."""
    opened = scope_of(request.user).opens
    if not opened:
        return redirect("competency:assessment-list")
    today = timezone.localdate()
    counted, told = board_of(actor(request), today), told_on(today)
    places = list(Madrasah.objects.visible_to(request.user).filter(pk__in=opened).by_name())
    rows = [
        [str(place), *(figure(told[one], number_of(counted[one], place.pk), place.pk) for one in counted)]
        for place in places
    ]
    context = {
        "tabs": supervision_tabs("Papan", actor(request)),
        "kicker": places[0] if len(places) == 1 else f"{len(places)} madrasah",
        "day": date_long(today),
        "figures": [figure(told[one], number_of(counted[one])) for one in counted],
        "head": ["Madrasah", *(told[one].label for one in counted)],
        "rows": rows if len(places) > 1 else [],
        "guides": bool(scope_of(request.user).supervises),
        "headed": [place for place in places if place.pk in scope_of(request.user).heads],
    }
    return render(request, "competency/board/board.html", context)
