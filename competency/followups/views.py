"""Pages of tindak lanjut (RTL): the list, and one with its proof."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from competency.followups.actions import close_followup
from competency.followups.forms import FollowUpFilter, ProofForm
from competency.followups.permissions import why_not_close_followup
from competency.instruments.presenters import supervision_tabs
from competency.sheets.models import FollowUp
from competency.sheets.presenters import followups_shown
from core.http import get_or_post
from core.paging import page_of
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.roles import Role
from madrasah.scope import scope_of

PAGE_SIZE = 20


@require_safe
@role_required(Role.TEACHER, Role.KEPALA, Role.PENGAWAS)
def followup_list(request: HttpRequest) -> HttpResponse:
    """Own ones and those one looks after, the earliest due first."""
    form = FollowUpFilter(request.GET)
    rows = FollowUp.objects.visible_to(request.user).listed()
    page = page_of(rows if form.wants_all() else rows.pending(), request.GET.get("halaman"), PAGE_SIZE)
    context = {
        "page": page,
        "rows": followups_shown(page),
        "shows_all": form.wants_all(),
        "reader": scope_of(request.user).person_id,
        "tabs": supervision_tabs("Tindak lanjut", actor(request)),
    }
    return render(request, "competency/followups/list.html", context)


@get_or_post
def followup_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed, and the form that closes it with a proof."""
    followup = get_visible_or_404(FollowUp, request, pk=pk)
    why_not = why_not_close_followup(actor(request), followup)
    form = ProofForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        close_followup(followup=followup, by=actor(request), proof=form.cleaned_data["proof"])
        messages.success(request, "Tindak lanjut ditandai selesai.")
        return redirect("competency:followup-detail", pk)
    context = {"row": followups_shown([followup])[0], "followup": followup, "form": form, "why_not": why_not}
    return render(request, "competency/followups/detail.html", context)
