"""Starting a sheet: a form, one page for where there is no signal, or one press on a planned visit."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from competency.instruments.models import Instrument
from competency.sheets.forms import StageForm
from competency.sheets.models import Assessment
from competency.sheets.permissions import why_not_start
from competency.sheets.presenters import stage_items
from competency.sheets.reads import promised_by, usual_instruments, usual_of
from competency.sheets.sighting_forms import SightingsForm
from competency.sheets.start_actions import begin_visit, start_assessment, start_filled
from competency.sheets.start_forms import StartForm, WholeForm, last_choices, planned_choices
from competency.visits.models import Visit
from competency.visits.permissions import why_not_begin
from competency.visits.presenters import talk_shown
from core.forms import refusals_on
from core.http import get_or_post, key_asked
from core.refusals import Refused, refuse_if
from madrasah.guards import actor, get_visible_or_404


@require_POST
def visit_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """One press: the sheet of a planned visit, with all that was planned."""
    visit = get_visible_or_404(Visit, request, pk=pk)
    sheet = begin_visit(visit=visit, by=actor(request))
    return redirect("competency:assessment-fill", sheet.pk, 1)


@get_or_post
def assessment_start(request: HttpRequest) -> HttpResponse:
    """Whom, with what, when."""
    visit = _visit_asked(request)
    initial = _initial(request, visit)
    form = StartForm(request.POST or None, user=actor(request), visit=visit, initial=initial)
    if form.is_valid():
        try:
            assessment = start_assessment(by=actor(request), visit=visit, **form.cleaned_data)
            return redirect("competency:assessment-fill", assessment.pk, 1)
        except Refused as fault:
            form.add_error("observed_on", str(fault))
    whole = [] if visit else usual_instruments(actor(request), timezone.localdate())
    promised = promised_by(visit.teacher_id if visit else key_asked(request, "guru"), actor(request))
    context = {"form": form, "whole": whole, "visit": visit, "promised": promised}
    return render(request, "competency/sheets/start.html", context)


@get_or_post
def assessment_whole(request: HttpRequest, pk: int) -> HttpResponse:
    """A new sheet on one page, to be filled without a signal and sent later (decisions.md 25).

    What was begun with a version that is no longer offered by the time it arrives is taken all the same.
    """
    data = request.POST if request.method == "POST" else None
    instrument = get_visible_or_404(Instrument, request, pk=pk, **({} if data else {"is_offered": True}))
    visit = _visit_asked(request)
    initial = _initial(request, visit) | {"instrument": pk}
    form = WholeForm(data, user=actor(request), visit=visit, instrument=instrument, initial=initial)
    definition = instrument.definition
    stages = [StageForm(data, definition=definition, screen=screen) for screen in definition.screens()]
    caught = SightingsForm(data)
    are_right = [each.is_valid() for each in (form, caught, *stages)]
    if all(are_right):
        with refusals_on(form):
            return redirect("competency:assessment-review", _start_filled(request, form, stages, caught, visit).pk)
    sections = [{"screen": stage.screen, "items": stage_items(stage)} for stage in stages]
    context = {
        "form": form,
        "instrument": instrument,
        "sections": sections,
        "faulty": any(each.errors for each in (caught, *stages)),
        "caught": caught.slots() if instrument.is_of_lessons else [],
        "talk": talk_shown(visit),
    }
    return render(request, "competency/sheets/whole.html", context)


def _visit_asked(request: HttpRequest) -> Visit | None:
    """The planned visit that the page's address names, or none; refused is who may not begin the one or the other.

    What was sent may already be its sheet: the action tells.
    """
    if "kunjungan" not in request.GET:
        refuse_if(why_not_start(actor(request)))
        return None
    visit = get_visible_or_404(Visit, request, pk=key_asked(request, "kunjungan"))
    refuse_if(why_not_begin(actor(request), visit) if request.method != "POST" else None)
    return visit


def _initial(request: HttpRequest, visit: Visit | None) -> dict[str, Any]:
    if visit is None:
        return last_choices(actor(request)) | {"teacher": request.GET.get("guru", "")}
    return planned_choices(visit) | {"instrument": usual_of(visit.kind, actor(request)).pk}


def _start_filled(
    request: HttpRequest, form: WholeForm, stages: list[StageForm], caught: SightingsForm, visit: Visit | None
) -> Assessment:
    answers = {code: answer for stage in stages for code, answer in stage.answers().items()}
    notes = {code: note for stage in stages for code, note in stage.notes().items()}
    told: dict[str, Any] = {"answers": answers, "notes": notes, "sightings": caught.sightings()}
    return start_filled(by=actor(request), visit=visit, **told, **form.cleaned_data)
