"""The history of a sheet in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from competency.reflections.permissions import must_reflect_first
from competency.sharing.history_presenters import history_of
from competency.sharing.views import WITH_REFLECTION
from competency.sheets.presenters import about
from madrasah.guards import actor, get_visible_or_404


@require_safe
def assessment_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what with it and when, for whoever reads it."""
    assessment = get_visible_or_404(WITH_REFLECTION, request, pk=pk)
    if must_reflect_first(actor(request), assessment):
        return redirect("competency:reflection-write", pk)
    context = {"assessment": assessment, "about": about(assessment), "lines": history_of(assessment)}
    return render(request, "competency/sharing/history.html", context)
