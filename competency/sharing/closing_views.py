"""Finishing a shared sheet, opening it again with a reason, and leaving it as it was."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from competency.sharing.actions import close_assessment, give_up_correction, start_correction
from competency.sharing.forms import CloseForm, CorrectionForm
from competency.sharing.permissions import why_not_close
from competency.sharing.review_views import proposal
from competency.sheets.models import Assessment, FollowUp
from competency.sheets.permissions import why_not_correct
from competency.sheets.presenters import called
from competency.sheets.states import State
from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def assessment_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on the tindak lanjut and finish; what another page closed is not closed again in other words."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    is_closed = assessment.state == State.CLOSED
    if is_closed and request.method != "POST":
        return redirect("competency:assessment-detail", pk)
    refuse_if(None if is_closed else why_not_close(actor(request), assessment))
    asked = proposal(assessment, FollowUp.Status.AGREED if is_closed else FollowUp.Status.PROPOSED)
    form = CloseForm(request.POST if request.method == "POST" else None, proposal=asked)
    if form.is_valid():
        close_assessment(assessment=assessment, by=actor(request), **form.cleaned_data)
        messages.success(request, "Lembar ini selesai.")
        return redirect("competency:assessment-detail", pk)
    context = {"assessment": assessment, "form": form, "teacher": called(assessment.teacher)}
    return render(request, "competency/sharing/close.html", context)


@get_or_post
def assessment_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a shared sheet again, with a reason."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_correct(actor(request), assessment))
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        start_correction(assessment=assessment, by=actor(request), reason=form.cleaned_data["reason"])
        messages.success(request, "Perbaikan dimulai. Guru tetap melihat hasil terakhir sampai Anda membagikan lagi.")
        return redirect("competency:assessment-detail", pk)
    context = {"assessment": assessment, "form": form, "teacher": called(assessment.teacher)}
    return render(request, "competency/sharing/correct.html", context)


@require_POST
def assessment_give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the last shared version as it is."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    give_up_correction(assessment=assessment, by=actor(request))
    messages.success(request, "Perbaikan dibatalkan. Hasil terakhir tetap berlaku.")
    return redirect("competency:assessment-detail", pk)
