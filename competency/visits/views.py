"""Rencana supervisi: the list of a semester, one visit, planning it, changing it, calling it off."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competency.instruments.presenters import reads_supervision, supervision_tabs
from competency.visits.actions import VisitData, call_off_visit, change_visit, plan_visit, revive_visit
from competency.visits.forms import CallOffForm, ChangeForm, PlanForm, VisitFilter
from competency.visits.models import Visit
from competency.visits.permissions import (
    why_not_begin,
    why_not_call_off,
    why_not_change,
    why_not_observe,
    why_not_plan,
    why_not_revive,
    why_not_tend,
)
from competency.visits.presenters import state_chip, visit_facts, visit_row, what, when
from competency.visits.states import LABELS, TONES, VisitState
from core.formats import date_long
from core.forms import refusals_on, succeeds
from core.http import get_or_post
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Madrasah
from madrasah.scope import scope_of

PAGE_SIZE = 20


@require_safe
def visit_list(request: HttpRequest) -> HttpResponse:
    """Overdue ones first, then what comes, then what was done or called off; each count opens its rows."""
    refuse_if(None if reads_supervision(actor(request)) else "Halaman ini tidak termasuk tugas Anda.")
    today, opened = timezone.localdate(), scope_of(request.user).opens
    places = Madrasah.objects.visible_to(request.user).filter(pk__in=opened).by_name()
    form = VisitFilter(request.GET, places=places, today=today)
    found = Visit.objects.visible_to(request.user).filter(semester=form.chosen)
    found = found.filter(madrasah=form.place) if form.place else found
    rows = (found.in_state(form.state, today) if form.state else found).with_sheet().by_urgency(today)
    page = page_of(rows, request.GET.get("halaman"), PAGE_SIZE)
    counts = found.counted(today)
    context = {
        "rows": [visit_row(visit, today, actor(request).person) for visit in page],
        "page": page,
        "filter_form": form,
        "figures": _figures(counts, form),
        "total": sum(counts.values()),
        "is_filtered": form.state is not None,
        "may_plan": why_not_plan(actor(request)) is None,
        "tabs": supervision_tabs("Rencana", actor(request)),
    }
    return render(request, "competency/visits/list.html", context)


def _figures(counts: dict[VisitState, int], form: VisitFilter) -> list[dict[str, Any]]:
    """One card a state that has visits; the chosen one leads back to all."""
    asked: dict[str, Any] = {"semester": form.chosen.pk} if form.chosen else {}
    asked |= {"madrasah": form.place.pk} if form.place else {}
    return [
        {
            "number": count,
            "label": LABELS[state],
            "tone": TONES[state],
            "is_chosen": state == form.state,
            "url": "?" + urlencode(asked if state == form.state else asked | {"tampil": state.value}),
        }
        for state, count in counts.items()
        if count
    ]


@require_safe
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who comes to whom, when, and what may be done next."""
    visit = get_visible_or_404(Visit.objects.with_sheet(), request, pk=pk)
    user, today = actor(request), timezone.localdate()
    is_observer = visit.observer_id == scope_of(user).person_id
    context = {
        "visit": visit,
        "title": what(visit),
        "facts": visit_facts(visit),
        "chip": state_chip(visit, today),
        "is_observer": is_observer,
        "is_past": visit.day < today,
        "why_not_begin": why_not_begin(user, visit),
        "opens_sheet": visit.sheet and ((is_observer and not why_not_observe(user, visit)) or visit.sheet.shared_at),
        "may_tend": why_not_tend(user, visit) is None,
        "may_change": why_not_change(user, visit) is None,
        "may_call_off": why_not_call_off(user, visit) is None,
        "may_revive": why_not_revive(user, visit) is None,
    }
    return render(request, "competency/visits/detail.html", context)


@get_or_post
def visit_plan(request: HttpRequest) -> HttpResponse:
    """Whom, what for, when, by whom."""
    refuse_if(why_not_plan(actor(request)))
    initial = {"teacher": request.GET.get("guru", ""), "observer": actor(request).person_id}
    form = PlanForm(request.POST or None, user=actor(request), initial=initial)
    if form.is_valid():
        given = dict(form.cleaned_data)
        teacher, token = given.pop("teacher"), given.pop("client_token")
        with refusals_on(form):
            visit = plan_visit(teacher=teacher, client_token=token, data=VisitData(**given), by=actor(request))
            messages.success(request, f"Direncanakan {when(visit)}. {teacher} dan pengamatnya melihat rencana ini.")
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
