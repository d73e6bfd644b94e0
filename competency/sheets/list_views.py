"""The list of sheets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from competency.instruments.presenters import reads_supervision, supervision_tabs
from competency.sheets.forms import ListFilter
from competency.sheets.models import Assessment
from competency.sheets.permissions import why_not_start
from competency.sheets.presenters import list_row, waiting_row
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor
from madrasah.scope import scope_of

FEW = 5  # a list this short needs no filter


@require_safe
def assessment_list(request: HttpRequest) -> HttpResponse:
    """Own drafts first, then what is shared; by teacher and state. Whose office ended finds the own ones here too."""
    refuse_if(_why_not_list(request))
    visible = Assessment.objects.visible_to(request.user)
    form = ListFilter(request.GET, user=actor(request), sheets=visible)
    reader = scope_of(request.user).person_id
    page = page_of(form.of(visible.listed().drafts_first(reader)), request.GET.get("halaman"))
    waiting = form.of_waiting(Assessment.objects.listed_offers_to(request.user))
    context = {
        "page": page,
        "rows": [list_row(assessment, reader) for assessment in page],
        "filter_form": form,
        "is_filtered": form.is_asked,
        "is_long": len(page) > FEW or page.previous > 0,
        "may_start": why_not_start(actor(request)) is None,
        "waiting": [waiting_row(sheet) for sheet in waiting],
        "removed": Assessment.objects.removed_drafts_of(request.user).named(),
        "tabs": supervision_tabs("Lembar", actor(request)),
    }
    return render(request, "competency/sheets/list.html", context)


def _why_not_list(request: HttpRequest) -> str | None:
    if reads_supervision(actor(request)) or Assessment.objects.visible_to(request.user).exists():
        return None
    return "Halaman ini tidak termasuk tugas Anda."
