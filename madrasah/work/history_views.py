"""The history of the offices at a madrasah, and of a person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from madrasah.guards import actor, get_visible_or_404
from madrasah.people.models import Person
from madrasah.places.models import Madrasah
from madrasah.places.permissions import may_know_offices
from madrasah.work.history_presenters import office_history, person_history


@require_safe
def madrasah_offices(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who read who serves there today."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    if not may_know_offices(actor(request), madrasah):
        raise Http404
    context = {"madrasah": madrasah, "offices": office_history(madrasah)}
    return render(request, "madrasah/work/office_history.html", context)


@require_safe
def person_past(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who read the person's record."""
    person = get_visible_or_404(Person, request, pk=pk)
    return render(request, "madrasah/work/person_history.html", {"person": person, "parts": person_history(person)})
