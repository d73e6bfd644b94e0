"""Pages of a draft: one screen at a time, delete and bring back. Starting: start_views.py."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from competency.scoring.screens import Screen
from competency.sheets.actions import remove_draft, restore_draft, save_stage
from competency.sheets.forms import StageForm, stage_initial
from competency.sheets.models import Assessment
from competency.sheets.permissions import why_not_fill, why_not_remove
from competency.sheets.presenters import about, local, saved_words, stage_items
from competency.sheets.reads import promised_by
from competency.sheets.sighting_forms import SightingsForm
from competency.sheets.sighting_presenters import sightings_shown
from competency.sheets.tying_actions import drop_sighting, tie_sighting
from competency.visits.presenters import talk_shown
from core.formats import clock
from core.http import get_or_post, not_kept
from core.refusals import Refused, refuse_if
from core.revisions import Overtaken
from madrasah.guards import actor, get_visible_or_404

MOST_DIGITS = 9


@get_or_post
def assessment_fill(request: HttpRequest, pk: int, stage: int) -> HttpResponse:
    """One screen of the instrument; each step is saved on the server."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_fill(actor(request), assessment))
    form, caught = _stage_form(request, assessment, stage), _caught(request)
    stored = None
    if all([form.is_valid(), caught.is_valid()]):
        try:
            _save_stage(request, assessment, form, caught)
            return redirect(_done_with(request, assessment, stage) or _after(request, assessment, stage))
        except Overtaken as clash:
            stored = clash.row
    context = _fill_context(assessment, stage, form, stored)
    context |= {"caught": caught.slots(), "sightings": sightings_shown(assessment)}
    context["faulty"] = context["faulty"] or bool(caught.errors)
    context["promised"] = promised_by(assessment.teacher_id, actor(request))
    return render(request, "competency/sheets/fill.html", context)


@require_POST
def assessment_autosave(request: HttpRequest, pk: int, stage: int) -> JsonResponse:
    """The same form, sent by the page itself; the answer's shape is told in docs/tampilan.md."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    if reason := why_not_fill(actor(request), assessment):
        return JsonResponse({"message": reason}, status=403)
    form, caught = _stage_form(request, assessment, stage), _caught(request)
    if not all([form.is_valid(), caught.is_valid()]):
        return not_kept(form, caught)
    try:
        saved = _save_stage(request, assessment, form, caught)
    except Overtaken as clash:
        url = reverse("competency:assessment-fill", args=[pk, stage])
        return JsonResponse(
            {"message": f"{clash.message} Isian Anda tetap ada di perangkat ini.", "url": url}, status=409
        )
    mark = saved.mark_of(form.codes)
    return JsonResponse({"revision": mark, "saved": clock(local(saved.updated_at))})


@get_or_post
def assessment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft after asking."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_remove(actor(request), assessment))
    if request.method == "POST":
        remove_draft(assessment=assessment, by=actor(request))
        messages.success(request, "Draf dihapus. Anda dapat mengembalikannya dalam 30 hari, di bawah daftar ini.")
        return redirect("competency:assessment-list")
    context = {"assessment": assessment, "back_url": reverse("competency:assessment-review", args=[pk])}
    return render(request, "competency/sheets/remove.html", context)


@require_POST
def assessment_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a deletion."""
    assessment = get_object_or_404(Assessment.objects.removed_drafts_of(request.user), pk=pk)
    try:
        restore_draft(assessment=assessment, by=actor(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("competency:assessment-list")
    messages.success(request, "Draf dikembalikan.")
    return redirect("competency:assessment-review", pk)


def _screen(assessment: Assessment, stage: int) -> Screen:
    screens = assessment.instrument.definition.screens()
    if not 1 <= stage <= len(screens):
        raise Http404
    return screens[stage - 1]


def _stage_form(request: HttpRequest, assessment: Assessment, stage: int) -> StageForm:
    screen = _screen(assessment, stage)
    data = request.POST if request.method == "POST" else None
    prefetch_related_objects([assessment], "answers", "notes")
    initial = stage_initial(assessment, screen)
    return StageForm(data, initial=initial, definition=assessment.instrument.definition, screen=screen)


def _caught(request: HttpRequest) -> SightingsForm:
    return SightingsForm(request.POST if request.method == "POST" else None)


def _save_stage(request: HttpRequest, assessment: Assessment, form: StageForm, caught: SightingsForm) -> Assessment:
    return save_stage(
        assessment=assessment,
        answers=form.answers(),
        notes=form.notes(),
        seen=form.cleaned_data["revision"],
        sightings=caught.sightings(),
        by=actor(request),
    )


def _done_with(request: HttpRequest, assessment: Assessment, stage: int) -> str:
    """Where the buttons of "Catat kejadian" lead, once what they say is done; nothing for all others."""
    word, _, rest = request.POST.get("go", "").partition(":")
    here, (pk, _, code) = reverse("competency:assessment-fill", args=[assessment.pk, stage]), rest.partition(":")
    if word == "catat":
        return f"{here}#kejadian"
    if word not in ("pakai", "sisihkan", "ambil") or not pk.isdecimal() or len(pk) > MOST_DIGITS:
        return ""
    told: dict[str, Any] = {"assessment": assessment, "sighting": int(pk), "by": actor(request)}
    try:
        if word == "pakai":
            tie_sighting(indicator=code, **told)
            codes = [one.code for one in assessment.instrument.definition.indicators]
            return f"{here}#butir-{codes.index(code) + 1}"
        drop_sighting(is_dropped=word == "sisihkan", **told)
    except Refused as reason:
        messages.error(request, str(reason))
    return f"{here}#kejadian"


def _after(request: HttpRequest, assessment: Assessment, stage: int) -> str:
    """Where a saved screen leads: back, to the list, or on; the check comes after the last."""
    go = request.POST.get("go", "")
    if go == "stop":
        return reverse("competency:assessment-list")
    if go == "check":
        return reverse("competency:assessment-review", args=[assessment.pk])
    wanted = max(stage - 1, 1) if go == "back" else stage + 1
    if wanted > len(assessment.instrument.definition.screens()):
        return reverse("competency:assessment-review", args=[assessment.pk])
    return reverse("competency:assessment-fill", args=[assessment.pk, wanted])


def _onward(assessment: Assessment, stage: int) -> str:
    """Where a screen leads without a signal: the check needs the server."""
    if stage == len(assessment.instrument.definition.screens()):
        return reverse("waiting")
    return reverse("competency:assessment-fill", args=[assessment.pk, stage + 1])


def _fill_context(assessment: Assessment, stage: int, form: StageForm, stored: Assessment | None) -> dict[str, Any]:
    screens = assessment.instrument.definition.screens()
    screen, now = screens[stage - 1], stored or assessment
    return {
        "assessment": assessment,
        "about": about(assessment),
        "items": stage_items(form, stored),
        "faulty": bool(form.errors),
        "overtaken": stored is not None,
        "revision": stored.mark_of(form.codes) if stored else form.initial["revision"],
        "screen": screen,
        "stage": stage,
        "stages": len(screens),
        "total": screens[-1].last_number,
        "done": len(now.draft_answers()),
        "onward": _onward(assessment, stage),
        "next_title": screens[stage].title if stage < len(screens) else "",
        "saved": saved_words(now),
        "talk": talk_shown(assessment.visit),
    }
