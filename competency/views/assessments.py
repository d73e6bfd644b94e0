"""Pages of a sheet: list, start, one screen at a time, check, share, result, reply, close, correct."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from competency.actions import assessments as actions
from competency.forms.assessment import (
    CloseForm,
    CorrectionForm,
    ListFilter,
    ReplyForm,
    ReviewForm,
    StageForm,
    StartForm,
    last_choices,
    review_initial,
    stage_initial,
)
from competency.models import Assessment, FollowUp
from competency.permissions import (
    actors_of,
    was_shared_by,
    why_not_close,
    why_not_correct,
    why_not_fill,
    why_not_give_up_correction,
    why_not_remove,
    why_not_reply,
    why_not_share,
    why_not_start,
    why_not_take_over,
)
from competency.scoring.definition import Screen
from competency.states import LABELS, Actor, State
from competency.views import shown
from core.formats import clock
from core.http import get_or_post
from core.paging import page_of
from core.refusals import Refused, refuse_if
from core.revisions import Overtaken
from madrasah.guards import get_visible_or_404, role_required
from madrasah.roles import Role
from madrasah.scope import scope_of

PAGE_SIZE = 20
FEW = 5  # a list this short needs no filter


@require_safe
def supervision(_request: HttpRequest) -> HttpResponse:
    """The address people shorten to."""
    return redirect("competency:assessment-list")


@require_safe
@role_required(Role.TEACHER, Role.KEPALA, Role.PENGAWAS)
def assessment_list(request: HttpRequest) -> HttpResponse:
    """Own drafts first, then what is shared; by teacher and state."""
    form = ListFilter(request.GET, user=request.user)
    reader = scope_of(request.user).person_id
    rows = Assessment.objects.visible_to(request.user).listed().drafts_first(reader).filter(**form.chosen())
    page = page_of(rows, request.GET.get("halaman"), PAGE_SIZE)
    context = {
        "page": page,
        "rows": [shown.list_row(assessment, reader) for assessment in page],
        "filter_form": form,
        "is_filtered": bool(form.chosen()),
        "is_long": len(page) > FEW or page.previous > 0,
        "may_start": why_not_start(request.user) is None,
        "removed": Assessment.objects.removed_drafts_of(request.user).listed(),
        "tabs": shown.supervision_tabs("Lembar", request.user),
    }
    return render(request, "competency/assessment_list.html", context)


@get_or_post
def assessment_start(request: HttpRequest) -> HttpResponse:
    """Whom, with what, when."""
    refuse_if(why_not_start(request.user))
    initial = last_choices(request.user) | {"teacher": request.GET.get("guru", "")}
    form = StartForm(request.POST or None, user=request.user, initial=initial)
    if form.is_valid():
        try:
            assessment = actions.start_assessment(by=request.user, **form.cleaned_data)
            return redirect("competency:assessment-fill", assessment.pk, 1)
        except Refused as fault:
            form.add_error("observed_on", str(fault))
    return render(request, "competency/assessment_start.html", {"form": form})


@never_cache
@get_or_post
def assessment_fill(request: HttpRequest, pk: int, stage: int) -> HttpResponse:
    """One screen of the instrument; each step is saved on the server."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_fill(request.user, assessment))
    form = _stage_form(request, assessment, stage)
    stored = None
    if form.is_valid():
        try:
            _save_stage(request, assessment, form)
            return redirect(_after(request.POST.get("go", ""), assessment, stage))
        except Overtaken as clash:
            stored = clash.row
    return render(request, "competency/assessment_fill.html", _fill_context(assessment, stage, form, stored))


@require_POST
def assessment_autosave(request: HttpRequest, pk: int, stage: int) -> JsonResponse:
    """The same form, sent by the page itself; the answer's shape is told in docs/tampilan.md."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    if reason := why_not_fill(request.user, assessment):
        return JsonResponse({"message": reason}, status=403)
    form = _stage_form(request, assessment, stage)
    if not form.is_valid():
        faults = [str(fault) for found in form.errors.values() for fault in found]
        return JsonResponse({"message": " ".join(faults)}, status=400)
    try:
        saved = _save_stage(request, assessment, form)
    except Overtaken as clash:
        url = reverse("competency:assessment-fill", args=[pk, stage])
        return JsonResponse(
            {"message": f"{clash.message} Isian Anda tetap ada di HP ini.", "url": url}, status=409
        )
    return JsonResponse({"revision": saved.revision, "saved": clock(shown.local(saved.updated_at))})


@never_cache
@get_or_post
def assessment_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What still misses, what the result would be, the words and the tindak lanjut."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_fill(request.user, assessment))
    form = _review_form(request, assessment)
    if form.is_valid():
        try:
            actions.save_review(assessment=assessment, review=_review(form), by=request.user)
            messages.success(request, "Tersimpan. Belum dibagikan.")
            return redirect("competency:assessment-review", pk)
        except Overtaken as clash:
            return _review_again(request, clash, form)
    return render(request, "competency/assessment_review.html", _review_context(request, assessment, form))


@require_POST
def assessment_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the words, then let the teacher see the result; a second press changes nothing."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    if was_shared_by(request.user, assessment):
        return redirect("competency:assessment-detail", pk)
    refuse_if(why_not_share(request.user, assessment, shown.draft_gaps(assessment)))
    form = _review_form(request, assessment, sharing=True)
    if not form.is_valid():
        return render(
            request, "competency/assessment_review.html", _review_context(request, assessment, form)
        )
    try:
        actions.share_assessment(assessment=assessment, by=request.user, review=_review(form))
    except Overtaken as clash:
        return _review_again(request, clash, form)
    messages.success(request, f"Hasil sudah dibagikan kepada {shown.called(assessment.teacher)}.")
    return redirect("competency:assessment-detail", pk)


@require_safe
def assessment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The last shared version; a draft leads its assessor back to the form."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    if assessment.shared_at is None:
        return redirect("competency:assessment-review", pk)
    actions.mark_read(assessment=assessment, reader=request.user)
    return render(request, "competency/assessment_detail.html", _detail_context(request, assessment))


@require_POST
def assessment_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The teacher's word on the version shown."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    form = ReplyForm(request.POST, asks_agreement=True)
    if not form.is_valid():
        refuse_if(why_not_reply(request.user, assessment))
        context = _detail_context(request, assessment) | {"reply_form": form}
        return render(request, "competency/assessment_detail.html", context)
    actions.reply_to_assessment(assessment=assessment, by=request.user, **form.cleaned_data)
    messages.success(request, f"Tanggapan terkirim kepada {shown.called(assessment.assessor)}.")
    return redirect("competency:assessment-detail", pk)


@get_or_post
def assessment_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on the tindak lanjut and finish."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    if assessment.state == State.CLOSED:
        return redirect("competency:assessment-detail", pk)
    refuse_if(why_not_close(request.user, assessment))
    form = CloseForm(request.POST if request.method == "POST" else None, proposal=_proposal(assessment))
    if form.is_valid():
        actions.close_assessment(assessment=assessment, by=request.user, **form.cleaned_data)
        messages.success(request, "Lembar ini selesai.")
        return redirect("competency:assessment-detail", pk)
    context = {"assessment": assessment, "form": form, "teacher": shown.called(assessment.teacher)}
    return render(request, "competency/assessment_close.html", context)


@get_or_post
def assessment_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a shared sheet again, with a reason."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_correct(request.user, assessment))
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        actions.start_correction(assessment=assessment, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(
            request, "Perbaikan dimulai. Guru tetap melihat hasil terakhir sampai Anda membagikan lagi."
        )
        return redirect("competency:assessment-detail", pk)
    context = {"assessment": assessment, "form": form, "teacher": shown.called(assessment.teacher)}
    return render(request, "competency/assessment_correct.html", context)


@require_POST
def assessment_give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the last shared version as it is."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    actions.give_up_correction(assessment=assessment, by=request.user)
    messages.success(request, "Perbaikan dibatalkan. Hasil terakhir tetap berlaku.")
    return redirect("competency:assessment-detail", pk)


@require_POST
def assessment_take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with the sheet of an assessor who has left."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    actions.take_over(assessment=assessment, by=request.user)
    messages.success(request, "Lembar ini sekarang Anda teruskan sebagai penilai.")
    return redirect("competency:assessment-detail", pk)


@get_or_post
def assessment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft after asking."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    refuse_if(why_not_remove(request.user, assessment))
    if request.method == "POST":
        actions.remove_draft(assessment=assessment, by=request.user)
        messages.success(
            request, "Draf dihapus. Anda dapat mengembalikannya dalam 30 hari, di bawah daftar ini."
        )
        return redirect("competency:assessment-list")
    context = {"assessment": assessment, "back_url": reverse("competency:assessment-review", args=[pk])}
    return render(request, "competency/assessment_remove.html", context)


@require_POST
def assessment_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a deletion."""
    assessment = get_object_or_404(Assessment.objects.removed_drafts_of(request.user), pk=pk)
    actions.restore_draft(assessment=assessment, by=request.user)
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
    initial = stage_initial(assessment, screen)
    return StageForm(data, initial=initial, definition=assessment.instrument.definition, screen=screen)


def _save_stage(request: HttpRequest, assessment: Assessment, form: StageForm) -> Assessment:
    return actions.save_stage(
        assessment=assessment,
        answers=form.answers(),
        notes=form.notes(),
        revision=form.cleaned_data["revision"],
        by=request.user,
    )


def _after(go: str, assessment: Assessment, stage: int) -> str:
    """Where a saved screen leads: back, to the list, or on; the check comes after the last."""
    if go == "stop":
        return reverse("competency:assessment-list")
    if go == "check":
        return reverse("competency:assessment-review", args=[assessment.pk])
    wanted = max(stage - 1, 1) if go == "back" else stage + 1
    if wanted > len(assessment.instrument.definition.screens()):
        return reverse("competency:assessment-review", args=[assessment.pk])
    return reverse("competency:assessment-fill", args=[assessment.pk, wanted])


def _fill_context(
    assessment: Assessment, stage: int, form: StageForm, stored: Assessment | None
) -> dict[str, Any]:
    screens = assessment.instrument.definition.screens()
    screen, now = screens[stage - 1], stored or assessment
    return {
        "assessment": assessment,
        "about": shown.about(assessment),
        "items": shown.stage_items(form, stored),
        "faulty": bool(form.errors),
        "overtaken": stored is not None,
        "revision": now.revision,
        "screen": screen,
        "stage": stage,
        "stages": len(screens),
        "total": screens[-1].last_number,
        "done": len(now.draft_answers()),
        "next_title": screens[stage].title if stage < len(screens) else "",
        "saved": shown.saved_words(now),
    }


def _review_form(request: HttpRequest, assessment: Assessment, *, sharing: bool = False) -> ReviewForm:
    return ReviewForm(
        request.POST if request.method == "POST" else None,
        initial=review_initial(assessment),
        definition=assessment.instrument.definition,
        sharing=sharing,
    )


def _review(form: ReviewForm) -> actions.Review:
    given = dict(form.cleaned_data)
    kind = given.pop("followup")
    return actions.Review(needs_followup=None if not kind else kind == ReviewForm.NEEDED, **given)


def _review_again(request: HttpRequest, clash: Overtaken, form: ReviewForm) -> HttpResponse:
    """Show both: what is on this screen stays in the fields, what is stored stands above them."""
    messages.error(request, f"{clash.message} Bandingkan keduanya, lalu simpan lagi.")
    context = _review_context(request, clash.row, form) | {"overtaken": clash.row}
    return render(request, "competency/assessment_review.html", context)


def _review_context(request: HttpRequest, assessment: Assessment, form: ReviewForm) -> dict[str, Any]:
    definition, gaps = assessment.instrument.definition, shown.draft_gaps(assessment)
    screens = definition.screens()
    return {
        "assessment": assessment,
        "about": shown.about(assessment),
        "form": form,
        "gaps": gaps,
        "gap_lines": shown.gaps_shown(assessment, gaps),
        "followup_kinds": ReviewForm.KINDS,
        "why_not": why_not_share(request.user, assessment, gaps),
        "result": shown.result_shown(shown.draft_result(assessment), definition),
        "screens": list(enumerate(screens, start=1)),
        "last_stage": len(screens),
        "revision": assessment.revision,
        "teacher": shown.called(assessment.teacher),
        "may_remove": why_not_remove(request.user, assessment) is None,
        "may_give_up": why_not_give_up_correction(request.user, assessment) is None,
    }


def _proposal(assessment: Assessment) -> FollowUp | None:
    return assessment.followups.filter(status=FollowUp.Status.PROPOSED).first()


def _detail_context(request: HttpRequest, assessment: Assessment) -> dict[str, Any]:
    """Only shared versions are shown, whatever the draft says meanwhile."""
    user, definition = request.user, assessment.instrument.definition
    versions = list(assessment.versions.select_related("reply", "reply__by", "shared_by"))
    latest, earlier = versions[-1], versions[-2] if len(versions) > 1 else None
    followups = shown.followups_shown(assessment.followups.all())
    asks = any(row["followup"].status == FollowUp.Status.PROPOSED for row in followups)
    lines = shown.lines_of(latest, definition, earlier)
    may_reply = why_not_reply(user, assessment) is None
    return {
        "assessment": assessment,
        "version": latest,
        "reply": getattr(latest, "reply", None),
        "earlier": [shown.version_row(version, definition) for version in versions[:-1]],
        "result": shown.result_shown(shown.result_of(latest, definition), definition),
        "lines": lines,
        "noted": [line for line in lines if line.note],
        "changed": [line for line in lines if line.was],
        "followups": followups,
        "facts": shown.facts_of(assessment),
        "state": LABELS[State(assessment.state)],
        "tone": shown.TONES[State(assessment.state)],
        "is_teacher": Actor.TEACHER in actors_of(user, assessment),
        "reply_form": ReplyForm(None, asks_agreement=asks) if may_reply else None,
        **_verbs(user, assessment),
    }


def _verbs(user: Any, assessment: Assessment) -> dict[str, Any]:
    """What this person may do next; closing is shown greyed with its reason to those who will."""
    looks_after = bool(actors_of(user, assessment) - {Actor.TEACHER})
    return {
        "may_fill": why_not_fill(user, assessment) is None,
        "shows_close": looks_after and assessment.state in (State.SHARED, State.ANSWERED),
        "why_not_close": why_not_close(user, assessment),
        "may_correct": why_not_correct(user, assessment) is None,
        "may_take_over": why_not_take_over(user, assessment) is None,
        "may_give_up": why_not_give_up_correction(user, assessment) is None,
    }
