"""The last look before sharing, and sharing."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from competency.scoring.words import result_shown
from competency.sharing.actions import share_assessment
from competency.sharing.permissions import was_shared_by, why_not_give_up_correction, why_not_share
from competency.sheets.actions import Review, is_said, save_review
from competency.sheets.forms import ReviewForm, review_initial
from competency.sheets.models import Assessment, FollowUp
from competency.sheets.permissions import why_not_fill, why_not_mend, why_not_remove
from competency.sheets.presenters import about, called, draft_gaps, draft_result, gaps_shown, paper_shown, paper_words
from competency.sheets.states import State
from competency.visits.reads import lesson_doubts
from core.formats import date_plain
from core.http import get_or_post
from core.refusals import refuse_if
from core.revisions import Overtaken
from madrasah.accounts.permissions import why_not_invite
from madrasah.accounts.reports import why_unreached
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Person, User


@get_or_post
def assessment_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What still misses, what the result would be, the words and the tindak lanjut."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_fill(actor(request), assessment))
    form = _review_form(request, assessment)
    if form.is_valid():
        try:
            save_review(assessment=assessment, review=_review(form), by=actor(request))
            what = "Perbaikannya belum" if assessment.state == State.CORRECTING else "Belum"
            messages.success(request, f"Tersimpan. {what} dibagikan.")
            return redirect("competency:assessment-review", pk)
        except Overtaken as clash:
            return _review_again(request, clash, form)
    return render(request, "competency/sharing/review.html", _review_context(request, assessment, form))


@require_POST
def assessment_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the words, then let the teacher see the result; a second press with the same words changes nothing."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    form = _review_form(request, assessment, sharing=True)
    is_right = form.is_valid()
    if is_right and was_shared_by(actor(request), assessment) and is_said(assessment, _review(form)):
        return redirect("competency:assessment-detail", pk)
    refuse_if(why_not_share(actor(request), assessment, draft_gaps(assessment)))
    if not is_right:
        return render(request, "competency/sharing/review.html", _review_context(request, assessment, form))
    try:
        share_assessment(assessment=assessment, by=actor(request), review=_review(form))
    except Overtaken as clash:
        return _review_again(request, clash, form)
    _say_shared(request, assessment.teacher)
    return redirect("competency:assessment-detail", pk)


def _say_shared(request: HttpRequest, teacher: Person) -> None:
    if why_unreached(teacher):
        messages.warning(request, f"Hasil sudah dibagikan, tetapi {called(teacher)} belum bisa membacanya di sini.")
    else:
        messages.success(request, f"Hasil sudah dibagikan kepada {called(teacher)}.")


def _review_form(request: HttpRequest, assessment: Assessment, *, sharing: bool = False) -> ReviewForm:
    return ReviewForm(
        request.POST if request.method == "POST" else None,
        initial=review_initial(assessment),
        definition=assessment.instrument.definition,
        sharing=sharing,
        is_correction=assessment.state == State.CORRECTING,
    )


def _review(form: ReviewForm) -> Review:
    given = dict(form.cleaned_data)
    kind = given.pop("followup")
    return Review(needs_followup=None if not kind else kind == ReviewForm.NEEDED, **given)


def _review_again(request: HttpRequest, clash: Overtaken, form: ReviewForm) -> HttpResponse:
    """Show both: what is on this screen stays in the fields, what is stored stands above them."""
    messages.error(request, f"{clash.message} Bandingkan keduanya, lalu simpan lagi.")
    context = _review_context(request, clash.row, form) | {
        "overtaken": clash.row,
        "differing": _differing(form, clash.row),
    }
    return render(request, "competency/sharing/review.html", context)


def _doubts(assessment: Assessment) -> list[str]:
    """A day on which there was hardly a lesson; the data of a sheet are put right until it is shared."""
    is_lesson = assessment.instrument.is_of_lessons and assessment.state == State.DRAFT
    return lesson_doubts(assessment.observed_on, on=timezone.localdate()) if is_lesson else []


def _differing(form: ReviewForm, stored: Assessment) -> dict[str, Any]:
    """What is on this screen beside what is stored, field by field, only where the two differ."""
    there = review_initial(stored)
    rows = [
        [str(field.label), _in_words(form, name, form.cleaned_data.get(name)), _in_words(form, name, there.get(name))]
        for name, field in form.fields.items()
        if name != "revision" and (form.cleaned_data.get(name) or "") != (there.get(name) or "")
    ]
    return {"head": ["", "Di layar ini", "Tersimpan"], "rows": rows}


def _in_words(form: ReviewForm, name: str, value: Any) -> str:
    if isinstance(value, date):
        return date_plain(value)
    choices: Any = getattr(form.fields[name], "choices", ())
    return str(dict(choices).get(value, value) or "kosong") if value else "kosong"


def _review_context(request: HttpRequest, assessment: Assessment, form: ReviewForm) -> dict[str, Any]:
    definition, gaps = assessment.instrument.definition, draft_gaps(assessment)
    screens = definition.screens()
    return {
        "assessment": assessment,
        "about": about(assessment),
        "doubts": _doubts(assessment),
        "form": form,
        "gaps": gaps,
        "untied": assessment.sightings.filter(used_for="", is_dropped=False).count(),
        "gap_lines": gaps_shown(assessment, gaps),
        "followup_kinds": ReviewForm.KINDS,
        "why_not": why_not_share(actor(request), assessment, gaps),
        "result": result_shown(draft_result(assessment), definition),
        "screens": list(enumerate(screens, start=1)),
        "last_stage": len(screens),
        "revision": assessment.revision,
        "paper": paper_shown(assessment, actor(request)),
        "paper_words": paper_words(assessment),
        "teacher": called(assessment.teacher),
        "unreached": unreached(assessment, actor(request)),
        "may_mend": why_not_mend(actor(request), assessment) is None,
        "may_remove": why_not_remove(actor(request), assessment) is None,
        "may_give_up": why_not_give_up_correction(actor(request), assessment) is None,
    }


def unreached(assessment: Assessment, user: User) -> dict[str, Any] | None:
    """Why the teacher can't read a result here yet, and the link with PIN that helps; None where they can."""
    teacher = assessment.teacher
    why = why_unreached(teacher)
    if not why:
        return None
    return {
        "text": f"{called(teacher)} {why}, jadi belum bisa membaca hasil ini.",
        "url": reverse("madrasah:account-activate", args=[teacher.pk]),
        "why_not": why_not_invite(user, teacher),
    }


def proposal(assessment: Assessment, status: FollowUp.Status = FollowUp.Status.PROPOSED) -> FollowUp | None:
    return assessment.followups.filter(status=status).first()
