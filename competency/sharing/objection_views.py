"""A result brought before the pengawas: the teacher's words, taking them back, and the answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from competency.reflections.permissions import must_reflect_first
from competency.sharing.forms import AnswerForm, ObjectionForm
from competency.sharing.objection_actions import answer_objection, raise_objection, withdraw_objection
from competency.sharing.permissions import why_not_answer_objection, why_not_object
from competency.sharing.views import WITH_REFLECTION, detail_context
from competency.sheets.models import Assessment
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404


@require_POST
def objection_raise(request: HttpRequest, pk: int) -> HttpResponse:
    """The teacher brings the last result before the pengawas."""
    assessment = get_visible_or_404(WITH_REFLECTION, request, pk=pk)
    if must_reflect_first(actor(request), assessment):
        return redirect("competency:reflection-write", pk)
    form = ObjectionForm(request.POST)
    if form.is_valid():
        raise_objection(assessment=assessment, by=actor(request), **form.cleaned_data)
        messages.success(request, "Keberatan terkirim. Pengawas madrasah ini menjawabnya di halaman ini.")
        return redirect("competency:assessment-detail", pk)
    refuse_if(why_not_object(actor(request), assessment, assessment.versions.last()))
    context = detail_context(request, assessment) | {"objection_form": form}
    return render(request, "competency/sharing/detail.html", context)


@require_POST
def objection_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Taken back while nobody has answered."""
    withdraw_objection(assessment=get_visible_or_404(Assessment, request, pk=pk), by=actor(request))
    messages.success(request, "Keberatan ditarik.")
    return redirect("competency:assessment-detail", pk)


@require_POST
def objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The pengawas answers in words."""
    assessment = get_visible_or_404(WITH_REFLECTION, request, pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        answer_objection(assessment=assessment, by=actor(request), **form.cleaned_data)
        messages.success(request, "Jawaban terkirim. Guru dan penilai membacanya di halaman ini.")
        return redirect("competency:assessment-detail", pk)
    version = assessment.versions.last()
    refuse_if(why_not_answer_objection(actor(request), assessment, getattr(version, "objection", None)))
    context = detail_context(request, assessment) | {"answer_form": form}
    return render(request, "competency/sharing/detail.html", context)
