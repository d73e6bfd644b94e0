"""Blank forms as PDF, of an instrument or of a planned visit; and the way back from their code to a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from competency.instruments.models import Instrument
from competency.paper_forms.forms import CodeForm
from competency.paper_forms.papers import AddressOf, blank_form
from competency.sheets.permissions import why_not_start
from competency.sheets.reads import usual_for
from competency.visits.models import Visit
from core.papers import paper_response
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404


@require_safe
def instrument_blank(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a version, also of one that is no longer offered: for whoever reads the instrument."""
    instrument = get_visible_or_404(Instrument, request, pk=pk)
    paper = blank_form(instrument, None, actor(request), _address_of(request))
    return paper_response("blank.typ", paper, name=f"kosong-{instrument.code}-{instrument.version}")


@require_safe
def visit_blank(request: HttpRequest, pk: int) -> HttpResponse:
    """The form that its observer usually takes, with all that was planned written in."""
    visit = get_visible_or_404(Visit.objects.select_related("madrasah__region", "semester"), request, pk=pk)
    instrument = usual_for(visit.kind, visit.observer_id)
    paper = blank_form(instrument, visit, actor(request), _address_of(request))
    return paper_response("blank.typ", paper, name=f"kosong-{visit.teacher}-{visit.day}")


@require_safe
def form_find(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the paper."""
    refuse_if(why_not_start(actor(request)))
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("competency:form-type", form.cleaned_data["kode"])
    return render(request, "competency/paper_forms/find.html", {"form": form})


def _address_of(request: HttpRequest) -> AddressOf:
    return lambda code: request.build_absolute_uri(reverse("competency:form-type", args=[code]))
