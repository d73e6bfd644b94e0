"""The history of the offices at a madrasah."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from madrasah.guards import actor, get_visible_or_404
from madrasah.places.models import Madrasah
from madrasah.places.permissions import may_know_offices
from madrasah.work.history_presenters import office_history


@require_safe
def madrasah_offices(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who read who serves there today."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    if not may_know_offices(actor(request), madrasah):
        raise Http404
    context = {"madrasah": madrasah, "offices": office_history(madrasah)}
    return render(request, "madrasah/work/office_history.html", context)
