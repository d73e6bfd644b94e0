"""Pages of instruments: every published version to read, a new one published, one taken off the offer or put back."""

import re

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from competency.instruments.actions import offer_instrument, publish_version, retire_instrument
from competency.instruments.forms import PublishForm
from competency.instruments.models import Instrument
from competency.instruments.permissions import why_not_manage, why_not_retire
from competency.instruments.presenters import form_shown, reads_supervision, supervision_tabs
from competency.instruments.reads import published_by
from competency.scoring.files import write
from core.forms import refusals_on
from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404


@require_safe
def instrument_list(request: HttpRequest) -> HttpResponse:
    """All versions: those offered, the one behind the summary first; then those that are no more."""
    rows = Instrument.objects.visible_to(request.user).defer("document").in_order(settings.SUMMARY_INSTRUMENT)
    user = actor(request)
    context = {
        "offered": [row for row in rows if row.is_offered],
        "retired": [row for row in rows if not row.is_offered],
        "may_manage": why_not_manage(user) is None,
        "tabs": supervision_tabs("Instrumen", user) if reads_supervision(user) else [],
    }
    return render(request, "competency/instruments/list.html", context)


@require_safe
def instrument_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: source, scale, bands and the form with every indicator."""
    instrument = get_visible_or_404(Instrument, request, pk=pk)
    user = actor(request)
    context = {
        "instrument": instrument,
        "published_by": published_by(instrument),
        "may_manage": why_not_manage(user) is None,
        "why_not_retire": why_not_retire(user, instrument),
        **form_shown(instrument.definition),
    }
    return render(request, "competency/instruments/detail.html", context)


@require_safe
def instrument_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as a file: the pattern of a next version."""
    instrument = get_visible_or_404(Instrument, request, pk=pk)
    cover = {"task": instrument.task, "short": instrument.short}
    name = re.sub(r"[^\w.-]+", "-", f"{instrument.code}-{instrument.version}")
    disposition = {"Content-Disposition": f'attachment; filename="{name}.yaml"'}
    return HttpResponse(write({**instrument.document, **cover}), "application/yaml; charset=utf-8", headers=disposition)


@get_or_post
def instrument_publish(request: HttpRequest) -> HttpResponse:
    """A file, its faults or its preview, and only what was shown is published."""
    refuse_if(why_not_manage(actor(request)))
    form = PublishForm(request.POST, request.FILES) if request.method == "POST" else PublishForm()
    if not form.is_valid():
        return render(request, "competency/instruments/publish.html", {"form": form})
    if form.is_seen:
        with refusals_on(form):
            instrument, is_new = publish_version(document=form.document, by=actor(request))
            what = "Instrumen diterbitkan dan ditawarkan untuk lembar baru." if is_new else "Versi ini sudah terbit."
            messages.success(request, what)
            return redirect("competency:instrument-detail", instrument.pk)
    return render(request, "competency/instruments/preview.html", _preview(form))


@require_POST
def instrument_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Not for new sheets any more."""
    instrument = get_visible_or_404(Instrument, request, pk=pk)
    retire_instrument(instrument=instrument, by=actor(request))
    messages.success(request, "Instrumen tidak ditawarkan lagi. Lembar yang sudah ada tetap seperti semula.")
    return redirect("competency:instrument-detail", pk)


@require_POST
def instrument_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """For new sheets again."""
    instrument = get_visible_or_404(Instrument, request, pk=pk)
    offer_instrument(instrument=instrument, by=actor(request))
    messages.success(request, "Instrumen ditawarkan lagi untuk lembar baru.")
    return redirect("competency:instrument-detail", pk)


def _preview(form: PublishForm) -> dict[str, object]:
    definition = form.definition
    before = Instrument.objects.offered().filter(code=definition.code).exclude(version=definition.version)
    return {
        "form": form,
        "definition": definition,
        "replaces": before.defer("document").first(),
        "again": PublishForm(initial=form.shown_again),
        **form_shown(definition),
    }
