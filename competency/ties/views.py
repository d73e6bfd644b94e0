"""Indicators of a topic and of a material, and the materials of an indicator."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from competency.instruments.models import Instrument
from competency.ties.actions import tie_indicators, tie_topic
from competency.ties.forms import CompetencyChoice, IndicatorTiesForm
from competency.ties.reports import (
    indicators_of,
    indicators_of_topic,
    materials_by_indicator,
    tied_codes,
    topic_codes,
    tying_instrument,
)
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.agenda.permissions import why_not_tie_topic
from kkg.library.permissions import why_not_edit_material
from kkg.models import Material, Topic
from madrasah.competencies import Competency
from madrasah.guards import actor, get_visible_or_404


@require_safe
def indicator_materials(request: HttpRequest) -> HttpResponse:
    """Shared materials under the indicators of one competency."""
    chosen = CompetencyChoice(request.GET).chosen
    here = reverse("competency:indicator-materials")
    tabs = [{"label": c.label, "url": f"{here}?kompetensi={c.value}", "current": c is chosen} for c in Competency]
    context = {"tabs": tabs, "chosen": chosen, "rows": materials_by_indicator(actor(request), chosen)}
    return render(request, "competency/ties/indicator_materials.html", context)


@get_or_post
def material_indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """What one material helps with; chosen by who may change the material."""
    material = get_visible_or_404(Material, request, pk=pk)
    why_not = why_not_edit_material(actor(request), material)
    form = _ties_form(request, lambda instrument: tied_codes(material, instrument))
    if _are_tied(request, why_not, form, tie_indicators, material=material):
        return redirect("kkg:material-detail", pk)
    context = {"material": material, "rows": indicators_of(material), "why_not": why_not, "form": form}
    return render(request, "competency/ties/material_indicators.html", context)


@get_or_post
def topic_indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """The indicators one topic is tied to; they stay with it on every agenda it returns to."""
    topic = get_visible_or_404(Topic, request, pk=pk)
    why_not = why_not_tie_topic(actor(request), topic)
    form = _ties_form(request, lambda instrument: topic_codes(topic, instrument))
    if _are_tied(request, why_not, form, tie_topic, topic=topic):
        return redirect("kkg:topic-settle", pk)
    back = reverse("kkg:topic-settle", args=[pk])
    context = {"topic": topic, "rows": indicators_of_topic(topic), "why_not": why_not, "form": form, "back": back}
    return render(request, "competency/ties/topic_indicators.html", context)


def _ties_form(request: HttpRequest, codes_of: Callable[[Instrument], Collection[str]]) -> IndicatorTiesForm | None:
    """The boxes of the instrument that ties are made by; None while none is published."""
    instrument = tying_instrument()
    if instrument is None:
        return None
    sent = request.POST if request.method == "POST" else None  # no box ticked is an answer too
    return IndicatorTiesForm(sent, instrument=instrument, tied=codes_of(instrument))


def _are_tied(
    request: HttpRequest, why_not: str | None, form: IndicatorTiesForm | None, tie: Callable[..., None], **row: Any
) -> bool:
    """Whether boxes were sent, by somebody who may, and are stored now."""
    if request.method != "POST":
        return False
    refuse_if(why_not)
    if form is None or not form.is_valid():
        return False
    tie(**row, instrument=form.instrument, codes=form.codes, by=request.user)
    messages.success(request, "Kaitan dengan indikator disimpan.")
    return True
