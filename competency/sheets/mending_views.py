"""The page that mends what a draft is about."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from competency.sheets.mending_actions import SheetData, going_along, mend_draft
from competency.sheets.models import Assessment
from competency.sheets.permissions import why_not_mend
from competency.sheets.presenters import lost_words
from competency.sheets.start_forms import MendForm, mend_initial
from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def assessment_data(request: HttpRequest, pk: int) -> HttpResponse:
    """Class, date, teacher, instrument; what a change of instrument would lose is said before."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_mend(actor(request), assessment))
    initial = mend_initial(assessment)
    form = MendForm(request.POST or None, user=actor(request), assessment=assessment, initial=initial)
    context = {"assessment": assessment, "form": form}
    if form.is_valid():
        if words := _not_yet_accepted(form, assessment):
            return render(request, "competency/sheets/data.html", context | {"lost": words})
        if _mended(request, form, assessment):
            messages.success(request, "Data lembar tersimpan. Isiannya tetap.")
            return redirect("competency:assessment-review", pk)
    return render(request, "competency/sheets/data.html", context)


def _not_yet_accepted(form: MendForm, assessment: Assessment) -> str:
    """What this instrument would lose, if its losses were not shown before; sent again they are accepted."""
    instrument = form.cleaned_data["instrument"]
    goes = going_along(assessment, instrument)
    if not goes.lost or goes.is_nothing or form.cleaned_data["accepted"] == instrument.pk:
        return ""
    form.data = {**dict(form.data.items()), "accepted": instrument.pk}
    return lost_words(assessment, goes)


def _mended(request: HttpRequest, form: MendForm, assessment: Assessment) -> bool:
    given = dict(form.cleaned_data)
    revision, accepted = given.pop("revision"), given.pop("accepted")
    return succeeds(
        form,
        mend_draft,
        assessment=assessment,
        data=SheetData(**given),
        revision=revision,
        by=actor(request),
        may_lose=accepted == given["instrument"].pk,
    )
