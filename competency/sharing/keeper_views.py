"""Who carries on with a sheet: taking it over from somebody who left, and giving it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from competency.sharing.actions import give_back, take_over
from competency.sharing.permissions import was_given_back, why_not_give_back, why_not_take_over
from competency.sheets.models import Assessment
from competency.sheets.presenters import called
from core.formats import date_plain, ended
from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.scope import scope_of


@get_or_post
def assessment_take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will change, then carry on with the sheet of somebody who left."""
    assessment = get_object_or_404(Assessment.objects.within_reach_of(request.user), pk=pk)
    if assessment.keeper_id == scope_of(request.user).person_id:
        return redirect("competency:assessment-detail", pk)
    refuse_if(why_not_take_over(actor(request), assessment))
    if request.method == "POST":
        take_over(assessment=assessment, by=actor(request))
        messages.success(request, "Lembar ini sekarang Anda teruskan.")
        return redirect("competency:assessment-detail", pk)
    left, hers = assessment.keeper, ended(f"lembar {called(assessment.teacher)}")
    text = (
        f"{left} tidak lagi bertugas di {assessment.madrasah}. Sesudah diambil alih, Anda yang mengisi, membagikan, "
        f"dan menyelesaikan {hers} {_what_stays(assessment)} Anda dapat mengembalikannya."
    )
    return render(request, "competency/sharing/take_over.html", {"assessment": assessment, "text": text})


@get_or_post
def assessment_give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will change, then let the observer carry on again."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    if was_given_back(actor(request), assessment):
        return redirect("competency:assessment-detail", pk)
    refuse_if(why_not_give_back(actor(request), assessment))
    if request.method == "POST":
        give_back(assessment=assessment, by=actor(request))
        messages.success(request, f"Lembar ini kembali kepada {called(assessment.observer)}.")
        return redirect("competency:assessment-detail", pk)
    text = (
        f"Sesudah dikembalikan, {assessment.observer} yang meneruskan lembar {called(assessment.teacher)}, bukan lagi "
        f"{ended(str(assessment.keeper))} {_what_stays(assessment)}"
    )
    return render(request, "competency/sharing/give_back.html", {"assessment": assessment, "text": text})


def _what_stays(assessment: Assessment) -> str:
    return f"Nama penilai ({assessment.observer}) dan tanggal {date_plain(assessment.observed_on)} tetap tertulis."
