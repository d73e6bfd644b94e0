"""Rencana supervisi: the list of a semester, one visit, and the talk before it. Planning: plan_views.py."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.instruments.presenters import reads_supervision, supervision_tabs
from competency.visits.actions import hold_talk
from competency.visits.forms import TalkForm, VisitFilter
from competency.visits.models import Visit
from competency.visits.permissions import (
    why_not_begin,
    why_not_call_off,
    why_not_change,
    why_not_note_rpp,
    why_not_observe,
    why_not_plan,
    why_not_reappoint,
    why_not_revive,
    why_not_talk,
    why_not_tend,
    why_not_withdraw,
)
from competency.visits.presenters import state_chip, talk_shown, visit_facts, visit_row, what
from competency.visits.reads import lesson_doubts, telaah_of
from competency.visits.states import LABELS, TONES, VisitState
from core.forms import succeeds
from core.http import get_or_post
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Madrasah
from madrasah.scope import scope_of


@require_safe
def visit_list(request: HttpRequest) -> HttpResponse:
    """Overdue ones first, then what comes, then what was done or called off; each count opens its rows."""
    refuse_if(None if reads_supervision(actor(request)) else "Halaman ini tidak termasuk tugas Anda.")
    today, opened = timezone.localdate(), scope_of(request.user).opens
    places = Madrasah.objects.visible_to(request.user).filter(pk__in=opened).by_name()
    form = VisitFilter(request.GET, places=places, today=today)
    found = Visit.objects.visible_to(request.user).filter(semester=form.chosen)
    found = found.filter(madrasah=form.place) if form.place else found
    rows = (found.in_state(form.state, today) if form.state else found).listed().by_urgency(today)
    page = page_of(rows, request.GET.get("halaman"))
    counts = found.counted(today)
    context = {
        "rows": [visit_row(visit, today, actor(request).person) for visit in page],
        "page": page,
        "filter_form": form,
        "figures": _figures(counts, form),
        "total": sum(counts.values()),
        "asked": f"?{urlencode(_asked(form))}",
        "is_filtered": form.state is not None,
        "may_plan": why_not_plan(actor(request)) is None,
        "tabs": supervision_tabs("Rencana", actor(request)),
    }
    return render(request, "competency/visits/list.html", context)


def _figures(counts: dict[VisitState, int], form: VisitFilter) -> list[dict[str, Any]]:
    """One card a state that has visits; the chosen one leads back to all."""
    asked = _asked(form)
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


def _asked(form: VisitFilter) -> dict[str, Any]:
    """Semester and madrasah as they stand in an address."""
    asked: dict[str, Any] = {"semester": form.chosen.pk} if form.chosen else {}
    return asked | ({"madrasah": form.place.pk} if form.place else {})


@require_safe
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who comes to whom, when, and what may be done next."""
    visit = get_visible_or_404(Visit.objects.with_sheet(), request, pk=pk)
    user, today = actor(request), timezone.localdate()
    is_observer = visit.observer_id == scope_of(user).person_id
    may_change = why_not_change(user, visit) is None
    context = {
        "visit": visit,
        "title": what(visit),
        "facts": visit_facts(visit),
        "chip": state_chip(visit, today),
        "is_observer": is_observer,
        "is_past": visit.day < today,
        "why_not_begin": why_not_begin(user, visit),
        "why_not_observe": why_not_observe(user, visit),
        "opens_sheet": visit.sheet and ((is_observer and not why_not_observe(user, visit)) or visit.sheet.shared_at),
        "talk": talk_shown(visit, telaah_of(visit, user)),
        "doubts": lesson_doubts(visit.day, on=today) if may_change and visit.kind == Visit.Kind.LESSON else [],
        "may_talk": why_not_talk(user, visit) is None,
        "may_tend": why_not_tend(user, visit) is None,
        "may_change": may_change,
        "may_call_off": why_not_call_off(user, visit) is None,
        "may_withdraw": why_not_withdraw(user, visit) is None,
        "may_reappoint": why_not_reappoint(user, visit) is None,
        "may_revive": why_not_revive(user, visit) is None,
    }
    return render(request, "competency/visits/detail.html", context)


@get_or_post
def visit_talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Before the lesson: what the teacher wants watched, and what was seen in the RPP."""
    visit, user = get_visible_or_404(Visit, request, pk=pk), actor(request)
    refuse_if(why_not_talk(user, visit))
    initial = {name: getattr(visit, name) for name in ("wanted", "rpp_seen", "revision")}
    form = TalkForm(request.POST or None, may_note=why_not_note_rpp(user, visit) is None, initial=initial)
    if form.is_valid() and succeeds(form, hold_talk, visit=visit, by=user, **form.cleaned_data):
        messages.success(request, "Percakapan awal tersimpan. Guru dan pengamat membacanya sebelum pelajaran.")
        return redirect("competency:visit-detail", pk)
    context = {"form": form, "visit": visit, "telaah": telaah_of(visit, user)}
    return render(request, "competency/visits/talk.html", context)
