"""Erasing a person: on what ground, what becomes of what, how far it is, and what was left."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.http import get_or_post
from core.jobs import wait_for
from core.refusals import refuse_if
from madrasah.erasures.actions import continue_erasure, erase_person, why_not
from madrasah.erasures.forms import ErasureForm, SureForm
from madrasah.erasures.models import Erasure
from madrasah.erasures.permissions import why_not_continue, why_not_see_erasures
from madrasah.erasures.presenters import GOES, STAYS, erasure_facts, leftover_lines
from madrasah.erasures.rules import ErasingRules
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.models import Person
from madrasah.people.presenters import identity_facts


@get_or_post
def person_erase(request: HttpRequest, pk: int, rules: ErasingRules) -> HttpResponse:
    """Two steps; whoever was erased already is shown how that stands."""
    person = get_object_or_404(Person.objects.known_to(request.user).with_standing(), pk=pk)  # those deleted too
    if done := Erasure.objects.visible_to(request.user).filter(person=person).first():
        return redirect("erasure-detail", done.pk)
    reason = why_not(actor(request), person, rules)
    refuse_if(reason)
    is_sure, form = _asked(request)
    context: dict[str, Any] = {"person": person, "form": form, "goes": GOES, "stays": STAYS}
    if is_sure and form.is_valid():
        erasure = erase_person(person=person, reason=form.cleaned_data["reason"], rules=rules, by=actor(request))
        if erasure.job:
            wait_for(erasure.job)
        return redirect("erasure-detail", erasure.pk)
    if not is_sure and form.is_valid():
        context["form"] = SureForm(initial={"reason": form.cleaned_data["reason"]})
        is_sure = True
    context["facts"] = identity_facts(person)[0]
    return render(request, "madrasah/erasures/sure.html" if is_sure else "madrasah/erasures/erase.html", context)


def _asked(request: HttpRequest) -> tuple[bool, ErasureForm | SureForm]:
    """Whether the second step was sent, and the form that was."""
    if request.method != "POST":
        return False, ErasureForm()
    is_sure = "langkah" in request.POST
    return is_sure, SureForm(request.POST) if is_sure else ErasureForm(request.POST)


@require_safe
def erasure_list(request: HttpRequest) -> HttpResponse:
    """Who was erased here, by code."""
    refuse_if(why_not_see_erasures(actor(request)))
    erasures = Erasure.objects.visible_to(request.user).select_related("by__person", "job")
    return render(request, "madrasah/erasures/list.html", {"erasures": erasures})


@require_safe
def erasure_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; then what was replaced and what somebody must look at."""
    erasure = get_visible_or_404(Erasure.objects.select_related("by__person", "job"), request, pk=pk)
    context = {"erasure": erasure, "facts": erasure_facts(erasure), "lines": leftover_lines(erasure)}
    is_underway = not erasure.done_at and erasure.job is not None and not erasure.job.is_over
    context |= {
        "job": erasure.job if is_underway else None,
        "may_continue": why_not_continue(actor(request), erasure) is None,
    }
    return render(request, "madrasah/erasures/detail.html", context)


@require_POST
def erasure_continue(request: HttpRequest, pk: int, rules: ErasingRules) -> HttpResponse:
    """One that stopped goes on."""
    erasure = get_visible_or_404(Erasure.objects.select_related("job"), request, pk=pk)
    continue_erasure(erasure=erasure, rules=rules, by=actor(request))
    messages.success(request, "Penghapusan dilanjutkan.")
    return redirect("erasure-detail", pk)
