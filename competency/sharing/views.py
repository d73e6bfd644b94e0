"""Pages of a shared sheet: result, reply, close, correct."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competency.reflections.permissions import must_reflect_first
from competency.sharing.forms import AnswerForm, ObjectionForm, ReplyForm, reply_initial
from competency.sharing.models import ResultLink, SharedVersion
from competency.sharing.permissions import (
    is_addressed,
    why_not_answer_objection,
    why_not_close,
    why_not_give_back,
    why_not_give_up_correction,
    why_not_hand_over,
    why_not_object,
    why_not_reply,
    why_not_take_back_reply,
    why_not_take_over,
    why_not_withdraw_objection,
)
from competency.sharing.presenters import version_row, version_shown
from competency.sharing.reply_actions import mark_read, reply_to_assessment, take_back_reply
from competency.sharing.review_views import unreached
from competency.sheets.models import Assessment, FollowUp
from competency.sheets.permissions import actors_of, why_not_correct, why_not_fill
from competency.sheets.presenters import TONES, called, draft_shown, facts_of, followups_shown, paper_shown
from competency.sheets.round_presenters import rounds_shown
from competency.sheets.sighting_presenters import sightings_shown
from competency.sheets.states import LABELS, Actor, State
from competency.visits.presenters import talk_shown
from competency.visits.reads import telaah_of
from core.http import is_looked_at
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import User
from madrasah.scope import scope_of

WITH_REFLECTION = Assessment.objects.select_related("reflection")


@require_safe
def assessment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The last shared version; a draft leads its keeper back to the form, and is read by who may no more fill it."""
    assessment = get_visible_or_404(WITH_REFLECTION, request, pk=pk)
    if assessment.shared_at is None:
        if why_not := why_not_fill(actor(request), assessment):
            return render(request, "competency/sheets/draft.html", _draft(request, assessment, why_not))
        return redirect("competency:assessment-review", pk)
    if must_reflect_first(actor(request), assessment):
        return redirect("competency:reflection-write", pk)
    if is_looked_at(request):
        mark_read(assessment=assessment, reader=actor(request))
    return render(request, "competency/sharing/detail.html", detail_context(request, assessment))


@require_safe
def assessment_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One shared version, whole, as it was; for whoever reads the sheet."""
    assessment = get_visible_or_404(WITH_REFLECTION, request, pk=pk)
    joined = ("reply", "reply__by", "shared_by", "objection__by", "objection__answered_by")
    versions = assessment.versions.select_related(*joined)
    shown = {version.number: version for version in versions.filter(number__in=(number - 1, number))}
    if number not in shown:
        raise Http404
    if must_reflect_first(actor(request), assessment):
        return redirect("competency:reflection-write", pk)
    if is_looked_at(request):
        mark_read(assessment=assessment, reader=actor(request))
    context = version_shown(shown[number], shown.get(number - 1), assessment)
    context |= {"facts": facts_of(assessment), "talk": _talk_of(assessment, actor(request))}
    context |= {"take_back_url": reverse("competency:assessment-take-back", args=[pk])}
    context |= {"is_teacher": Actor.TEACHER in actors_of(actor(request), assessment)}
    return render(request, "competency/sharing/version.html", context)


@require_POST
def assessment_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The teacher's word on the version shown."""
    assessment = get_visible_or_404(WITH_REFLECTION, request, pk=pk)
    if must_reflect_first(actor(request), assessment):
        return redirect("competency:reflection-write", pk)
    form = ReplyForm(request.POST, asks_agreement=True)
    if form.is_sent(reply_to_assessment, assessment=assessment, by=actor(request)):
        messages.success(request, f"Tanggapan terkirim kepada {called(assessment.keeper)}.")
        return redirect("competency:assessment-detail", pk)
    refuse_if(why_not_reply(actor(request), assessment))
    context = detail_context(request, assessment) | {"reply_form": form}
    return render(request, "competency/sharing/detail.html", context)


@require_POST
def assessment_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The reply comes back to whoever wrote it, as long as the assessor has not read it."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    take_back_reply(assessment=assessment, by=actor(request))
    messages.success(request, "Tanggapan ditarik sebelum dibaca. Kata-katanya ada lagi di formulir.")
    return redirect("competency:assessment-detail", pk)


def _draft(request: HttpRequest, assessment: Assessment, why_not: str) -> dict[str, Any]:
    """A draft that may only be read."""
    of_paper = {"paper": paper_shown(assessment, actor(request))}
    return draft_shown(assessment) | {"sightings": sightings_shown(assessment), "why_not": why_not} | of_paper


def detail_context(request: HttpRequest, assessment: Assessment) -> dict[str, Any]:
    """Only shared versions are shown, whatever the draft says meanwhile."""
    user, definition = actor(request), assessment.instrument.definition
    joined = ("reply", "reply__by", "reply__read_by", "shared_by", "objection__by", "objection__answered_by")
    versions = list(assessment.versions.select_related(*joined))
    latest, earlier = versions[-1], versions[-2] if len(versions) > 1 else None
    followups = _followups_of(assessment)
    asks = any(row["followup"].status == FollowUp.Status.PROPOSED for row in followups)
    reply, may_reply = getattr(latest, "reply", None), why_not_reply(user, assessment) is None
    initial = reply_initial(latest, user) if may_reply else {}
    actors = actors_of(user, assessment)
    # Whom it is addressed to never sees it before that is noted.
    is_ahead = reply is not None and reply.read_at is None and is_addressed(user, assessment)
    return {
        **version_shown(latest, earlier, assessment),
        "reply": None if is_ahead else reply,
        "is_ahead": is_ahead,
        **_objection_of(user, assessment, latest),
        "take_back_url": reverse("competency:assessment-take-back", args=[assessment.pk]),
        "may_take_back": why_not_take_back_reply(user, assessment, reply, at=timezone.now()) is None,
        "earlier": [version_row(version, definition) for version in versions[:-1]],
        "followups": followups,
        "facts": facts_of(assessment),
        "paper": paper_shown(assessment, user),
        "talk": _talk_of(assessment, user),
        "state": LABELS[State(assessment.state)],
        "teacher": called(assessment.teacher),
        "tone": TONES[State(assessment.state)],
        "is_teacher": Actor.TEACHER in actors,
        "reply_form": ReplyForm(None, initial=initial, asks_agreement=asks) if may_reply else None,
        **_verbs(user, assessment),
    }


def _followups_of(assessment: Assessment) -> list[dict[str, Any]]:
    """With the rounds of mending where a document was looked at."""
    rows = assessment.followups.detailed()
    if not assessment.instrument.is_of_documents:
        return followups_shown(rows)
    shown = followups_shown(rows.with_rounds())
    return [row | {"rounds": rounds_shown(row["followup"])} for row in shown]


def _objection_of(user: User, assessment: Assessment, version: SharedVersion) -> dict[str, Any]:
    """What the teacher brought before the pengawas, and the form of whoever may go on."""
    objection = getattr(version, "objection", None)
    may_object = why_not_object(user, assessment, version) is None
    may_answer = why_not_answer_objection(user, assessment, objection) is None
    return {
        "objection": objection,
        "may_withdraw_objection": why_not_withdraw_objection(user, assessment, objection) is None,
        "objection_form": ObjectionForm(None) if may_object else None,
        "answer_form": AnswerForm(None) if may_answer else None,
    }


def _talk_of(assessment: Assessment, user: User) -> dict[str, Any] | None:
    """The talk before the lesson, with the telaah of its RPP that the reader may open."""
    visit = assessment.visit
    return talk_shown(visit, telaah_of(visit, user)) if visit and assessment.instrument.is_of_lessons else None


def _way_of(assessment: Assessment) -> ResultLink | None:
    """The link to this result that is out now."""
    return assessment.result_links.live(timezone.now()).select_related("link__issued_by__person").first()


def _verbs(user: User, assessment: Assessment) -> dict[str, Any]:
    """What this person may do next; closing is shown greyed with its reason to those who will."""
    looks_after = bool(actors_of(user, assessment) - {Actor.TEACHER})
    may_hand_over = why_not_hand_over(user, assessment) is None
    return {
        "may_hand_over": may_hand_over,
        "way": _way_of(assessment) if may_hand_over else None,
        "unreached": unreached(assessment, user) if looks_after and assessment.read_at is None else None,
        "may_fill": why_not_fill(user, assessment) is None,
        "shows_close": looks_after and assessment.state in (State.SHARED, State.ANSWERED),
        "why_not_close": why_not_close(user, assessment),
        "may_correct": why_not_correct(user, assessment) is None,
        "may_take_over": why_not_take_over(user, assessment) is None,
        "may_give_back": why_not_give_back(user, assessment) is None,
        "gathers": Actor.TEACHER not in actors_of(user, assessment) and assessment.madrasah_id in scope_of(user).opens,
        "may_give_up": why_not_give_up_correction(user, assessment) is None,
    }
