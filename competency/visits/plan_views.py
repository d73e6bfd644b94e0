"""Planning a visit, changing it, calling it off and on again; appointing a colleague is part of the plan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from competency.visits.actions import (
    VisitData,
    call_off_visit,
    change_visit,
    plan_visit,
    reappoint_peer,
    revive_visit,
    withdraw_peer,
)
from competency.visits.forms import CallOffForm, ChangeForm, PlanForm
from competency.visits.models import Visit
from competency.visits.permissions import why_not_call_off, why_not_change, why_not_plan
from competency.visits.presenters import when
from core.formats import date_long
from core.forms import refusals_on, succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def visit_plan(request: HttpRequest) -> HttpResponse:
    """Whom, what for, when, by whom."""
    refuse_if(why_not_plan(actor(request)))
    initial = {"teacher": request.GET.get("guru", ""), "observer": actor(request).person_id}
    form = PlanForm(request.POST or None, user=actor(request), initial=initial)
    if form.is_valid():
        given = dict(form.cleaned_data)
        told = {name: given.pop(name, None) for name in ("teacher", "place", "client_token")}
        with refusals_on(form):
            visit = plan_visit(**told, data=VisitData(**given), by=actor(request))
            messages.success(
                request, f"Direncanakan {when(visit)}. {visit.teacher} dan pengamatnya melihat rencana ini."
            )
            return redirect("competency:visit-detail", visit.pk)
    return render(request, "competency/visits/plan.html", {"form": form})


@get_or_post
def visit_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, hour, class or observer."""
    visit = get_visible_or_404(Visit, request, pk=pk)
    refuse_if(why_not_change(actor(request), visit))
    names = ("kind", "day", "starts_at", "observer", "class_name", "subject", "revision")
    initial = {name: getattr(visit, name) for name in names}
    form = ChangeForm(request.POST or None, user=actor(request), initial=initial)
    if form.is_valid():
        given = dict(form.cleaned_data)
        revision, data = given.pop("revision"), VisitData(**given)
        if succeeds(form, change_visit, visit=visit, data=data, revision=revision, by=actor(request)):
            messages.success(request, f"Rencana diubah: {date_long(data.day)}.")
            return redirect("competency:visit-detail", pk)
    return render(request, "competency/visits/change.html", {"form": form, "visit": visit})


@get_or_post
def visit_call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then call it off."""
    visit = get_visible_or_404(Visit, request, pk=pk)
    refuse_if(why_not_call_off(actor(request), visit))
    form = CallOffForm(request.POST or None)
    if form.is_valid() and succeeds(form, call_off_visit, visit=visit, by=actor(request), **form.cleaned_data):
        messages.success(request, "Kunjungan dibatalkan. Bila jadi, adakan kembali.")
        return redirect("competency:visit-detail", pk)
    return render(request, "competency/visits/call_off.html", {"form": form, "visit": visit})


@require_POST
def visit_revive(request: HttpRequest, pk: int) -> HttpResponse:
    """The visit is on again."""
    visit = get_visible_or_404(Visit, request, pk=pk)
    revive_visit(visit=visit, by=actor(request))
    messages.success(request, f"Kunjungan diadakan kembali, {when(visit)}.")
    return redirect("competency:visit-detail", pk)


@require_POST
def visit_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the appointment of a colleague back."""
    visit = get_visible_or_404(Visit, request, pk=pk)
    withdraw_peer(visit=visit, by=actor(request))
    messages.success(request, f"Penunjukan {visit.observer} ditarik. Pilih pengamat lain, atau tunjuk lagi.")
    return redirect("competency:visit-detail", pk)


@require_POST
def visit_reappoint(request: HttpRequest, pk: int) -> HttpResponse:
    """The colleague is appointed again."""
    visit = get_visible_or_404(Visit, request, pk=pk)
    reappoint_peer(visit=visit, by=actor(request))
    messages.success(request, f"{visit.observer} ditunjuk lagi.")
    return redirect("competency:visit-detail", pk)
