"""Pages of instruments: every published version, to read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from competency.instruments.models import Instrument
from competency.instruments.presenters import instrument_facts, numbered_groups, supervision_tabs
from competency.scoring.words import legal_words, proposal_words
from madrasah.guards import actor, get_visible_or_404


@require_safe
def instrument_list(request: HttpRequest) -> HttpResponse:
    """All versions, the one behind the summary first."""
    rows = Instrument.objects.visible_to(request.user).defer("document").in_order(settings.SUMMARY_INSTRUMENT)
    context = {"instruments": rows, "tabs": supervision_tabs("Instrumen", actor(request))}
    return render(request, "competency/instruments/list.html", context)


@require_safe
def instrument_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: source, scale, bands and every indicator."""
    instrument = get_visible_or_404(Instrument, request, pk=pk)
    definition = instrument.definition
    context = {
        "instrument": instrument,
        "definition": definition,
        "proposal": proposal_words(definition),
        "legal": legal_words(definition),
        "facts": instrument_facts(definition),
        "groups": numbered_groups(definition),
    }
    return render(request, "competency/instruments/detail.html", context)
