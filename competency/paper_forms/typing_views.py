"""Typing a form in: all of it on one page, in the order of the paper; and the photo of the paper."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from competency.instruments.models import Instrument
from competency.instruments.papers import sections_of
from competency.paper_forms.actions import Written, remove_paper_photo, restore_paper_photo, type_form
from competency.paper_forms.codes import in_groups, read_code
from competency.paper_forms.forms import HeadForm
from competency.scoring.definition import Definition
from competency.sheets.forms import StageForm
from competency.sheets.models import Assessment
from competency.sheets.permissions import why_not_see_paper, why_not_start
from competency.sheets.presenters import stage_items
from competency.visits.models import Visit
from competency.visits.permissions import why_not_type
from core.files import serve
from core.forms import refusals_on
from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404

ON_THE_FORM = ("class_name", "subject")


@get_or_post
def form_type(request: HttpRequest, code: str) -> HttpResponse:
    """One page, one save; an old version's paper is typed in as that version."""
    instrument, visit = _read(request, code)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    refuse_if(_why_not(request, visit) if data is None else None)
    initial = _initial(visit) | {"instrument": instrument.pk}
    form = HeadForm(data, files, user=actor(request), instrument=instrument, visit=visit, initial=initial)
    definition = instrument.definition
    stages = [StageForm(data, definition=definition, screen=screen) for screen in definition.screens()]
    are_right = [each.is_valid() for each in (form, *stages)]
    if all(are_right):
        with refusals_on(form):
            sheet = _typed(request, code.upper(), form, stages, visit)
            messages.success(request, "Lembar kertas tersimpan sebagai draf. Periksa, lalu bagikan.")
            return redirect("competency:assessment-detail", sheet.pk)
    context = {
        "code": in_groups(code.upper()),
        "instrument": instrument,
        "visit": visit,
        "form": form,
        "sections": _sections(definition, stages),
        "faulty": any(stage.errors for stage in stages),
    }
    return render(request, "competency/paper_forms/type.html", context)


def _read(request: HttpRequest, code: str) -> tuple[Instrument, Visit | None]:
    read = read_code(code.upper())
    if read is None:
        raise Http404
    visit = get_visible_or_404(Visit, request, pk=read[1]) if read[1] else None
    return get_visible_or_404(Instrument, request, pk=read[0]), visit


def _why_not(request: HttpRequest, visit: Visit | None) -> str | None:
    return why_not_type(actor(request), visit) if visit else why_not_start(actor(request))


def _initial(visit: Visit | None) -> dict[str, Any]:
    """What was printed on the form; the day and the hours are the pen's."""
    if visit is None:
        return {}
    people = {"teacher": visit.teacher_id, "observer": visit.observer_id}
    return people | {name: getattr(visit, name) for name in ON_THE_FORM}


def _sections(definition: Definition, stages: list[StageForm]) -> list[dict[str, Any]]:
    """Under the paper's own headings, without explanations: who types has the paper before them."""
    items = iter([item | {"meanings": [], "hint": ""} for stage in stages for item in stage_items(stage)])
    return [
        {"stage": section["stage"], "title": section["title"], "items": [next(items) for _ in section["items"]]}
        for section in sections_of(definition)
    ]


def _typed(request: HttpRequest, code: str, form: HeadForm, stages: list[StageForm], visit: Visit | None) -> Assessment:
    given = dict(form.cleaned_data)
    written = Written(**{name: given.pop(name) for name in ("strengths", "suggestions", "followup", "due_on")})
    answers = {key: answer for stage in stages for key, answer in stage.answers().items()}
    notes = {key: note for stage in stages for key, note in stage.notes().items()}
    return type_form(code=code, answers=answers, notes=notes, written=written, visit=visit, by=actor(request), **given)


@require_safe
def paper_photo(request: HttpRequest, pk: int) -> FileResponse:
    """The paper as it was written, for who wrote it and who carries on."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_see_paper(actor(request), assessment))
    paper = getattr(assessment, "paper", None)
    return serve(paper.photo if paper else None)


@require_POST
def paper_photo_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrong photo off for 30 days."""
    remove_paper_photo(assessment=get_visible_or_404(Assessment, request, pk=pk), by=actor(request))
    messages.success(request, "Foto kertas dihapus. Bila keliru, kembalikan dari halaman ini.")
    return redirect("competency:assessment-detail", pk)


@require_POST
def paper_photo_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on again."""
    restore_paper_photo(assessment=get_visible_or_404(Assessment, request, pk=pk), by=actor(request))
    messages.success(request, "Foto kertas dikembalikan.")
    return redirect("competency:assessment-detail", pk)
