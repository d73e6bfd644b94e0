"""Indicators of shared materials: what one helps with, and what there is for each indicator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from competency.actions.materials import tie_indicators
from competency.forms.materials import CompetencyChoice, IndicatorTiesForm
from competency.reports.materials import indicators_of, materials_by_indicator, tied_codes, tying_instrument
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.models import Material
from kkg.permissions import why_not_edit_material
from madrasah.competencies import Competency
from madrasah.guards import get_visible_or_404


@require_safe
def indicator_materials(request: HttpRequest) -> HttpResponse:
    """Shared materials under the indicators of one competency."""
    chosen = CompetencyChoice(request.GET).chosen
    here = reverse("competency:indicator-materials")
    tabs = [
        {"label": c.label, "url": f"{here}?kompetensi={c.value}", "current": c is chosen} for c in Competency
    ]
    context = {"tabs": tabs, "chosen": chosen, "rows": materials_by_indicator(request.user, chosen)}
    return render(request, "competency/indicator_materials.html", context)


@get_or_post
def material_indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """What one material helps with; chosen by who may change the material."""
    material = get_visible_or_404(Material, request, pk=pk)
    why_not, instrument = why_not_edit_material(request.user, material), tying_instrument()
    sent = request.POST if request.method == "POST" else None  # no box ticked is an answer too
    form = instrument and IndicatorTiesForm(
        sent, instrument=instrument, tied=tied_codes(material, instrument)
    )
    if request.method == "POST":
        refuse_if(why_not)
        if form and form.is_valid():
            tie_indicators(material=material, instrument=form.instrument, codes=form.codes, by=request.user)
            messages.success(request, "Kaitan dengan indikator disimpan.")
            return redirect("kkg:material-detail", pk)
    context = {"material": material, "rows": indicators_of(material), "why_not": why_not, "form": form}
    return render(request, "competency/material_indicators.html", context)
