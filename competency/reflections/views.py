"""The offer that stands before a new result: reflect on the same items, or skip."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from competency.reflections.actions import send_reflection, skip_reflection
from competency.reflections.forms import WordsForm, chosen, stages_of
from competency.reflections.permissions import why_not_reflect
from competency.sheets.forms import StageForm
from competency.sheets.models import Assessment
from competency.sheets.presenters import about, called, stage_items
from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404

SENT = "Refleksi terkirim. Di bawah ini pilihan Anda dan penilai berdampingan."
FOR_THE_ASSESSOR = ("note_name", "time_name", "allow_unseen")


@get_or_post
def reflection_write(request: HttpRequest, pk: int) -> HttpResponse:
    """The items of the sheet with their scale, nothing chosen; once it was sent or skipped, the result."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    if hasattr(assessment, "reflection"):
        return redirect("competency:assessment-detail", pk)
    refuse_if(why_not_reflect(actor(request), assessment))
    addresses = {
        "write_url": reverse("competency:reflection-write", args=[pk]),
        "skip_url": reverse("competency:reflection-skip", args=[pk]),
        "list_url": reverse("competency:assessment-list"),
    }
    data = request.POST if request.method == "POST" else None
    context, told, form = reflection_context(assessment, data, **addresses)
    if told is not None and succeeds(form, send_reflection, assessment=assessment, by=actor(request), **told):
        messages.success(request, SENT)
        return redirect("competency:assessment-detail", pk)
    return render(request, "competency/reflections/write.html", context)


@require_POST
def reflection_skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on to the result at once."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    skip_reflection(assessment=assessment, by=actor(request))
    return redirect("competency:assessment-detail", pk)


def reflection_context(
    assessment: Assessment, data: Any, **addresses: str
) -> tuple[dict[str, Any], dict[str, Any] | None, WordsForm]:
    """What the page shows, what `data` tells if all of it can be read, and the form of the words; `addresses`:
    where it sends, where skipping sends, and where the list is, if the reader has one.
    """
    form, stages = WordsForm(data), stages_of(assessment.instrument.definition, data)
    are_right = [each.is_valid() for each in (form, *stages)]
    told = {"answers": chosen(stages), "text": form.cleaned_data["text"]} if all(are_right) else None
    context = {
        "assessment": assessment,
        "about": about(assessment),
        "assessor": called(assessment.observer),
        "form": form,
        "sections": [{"title": stage.screen.title, "items": _items(stage)} for stage in stages],
    }
    return context | addresses, told, form


def _items(stage: StageForm) -> list[dict[str, Any]]:
    """Without what only the assessor is asked: no note, and no step that needs one."""
    return [
        {key: value for key, value in item.items() if key not in FOR_THE_ASSESSOR}
        | {"steps": [(value, word, False) for value, word, _ in item["steps"]]}
        for item in stage_items(stage)
    ]
