"""The history of the officers of a KKG."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kkg.groups.history_presenters import officer_history
from kkg.groups.models import WorkingGroup
from madrasah.guards import get_visible_or_404


@require_safe
def group_officers(request: HttpRequest, pk: int) -> HttpResponse:
    """For all who see the officers of today."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    context = {"group": group, "offices": officer_history(group, timezone.localdate())}
    return render(request, "kkg/groups/officer_history.html", context)
