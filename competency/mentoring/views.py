"""Mentor pairs: the list, pairing, one pair with its meetings, and how mismatched teachers get on."""

from typing import Any

from django.contrib import messages
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competency.mentoring.actions import (
    confirm_pair,
    end_pair,
    log_meeting,
    mend_meeting,
    propose_pair,
    remove_meeting,
    restore_meeting,
)
from competency.mentoring.forms import EndForm, MeetingForm, PairForm
from competency.mentoring.models import Meeting, MentorPair
from competency.mentoring.permissions import (
    sees_reason,
    why_not_change_meeting,
    why_not_confirm,
    why_not_end,
    why_not_log,
)
from competency.mentoring.presenters import HEAD, pair_facts, pair_row, progress_block, state_of
from competency.mentoring.progress_reports import figures_of, mismatched
from competency.mentoring.reads import mentors_for, teachers_of
from core.forms import refusals_on, succeeds
from core.http import get_or_post
from core.mending import mends
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.models import Person, Semester
from madrasah.roles import Role
from madrasah.scope import scope_of

SHOWN_SEMESTERS = 3
PAIR_FIELDS = ("teacher", "mentor", "aim", "since", "until", "reason", "client_token")


@require_safe
def pair_list(request: HttpRequest) -> HttpResponse:
    """One's own pairs, and those of teachers where one heads or supervises."""
    last = Max("meetings__met_on", filter=Q(meetings__removed_at=None))
    found: Any = MentorPair.objects.visible_to(request.user).listed().annotate(last=last)
    page = page_of(found, request.GET.get("halaman"))
    me = scope_of(request.user).person_id
    lines = [pair_row(row, me, row.last) for row in page]
    context = {"page": page, "lines": lines, "pairs": bool(scope_of(request.user).opens)}
    return render(request, "competency/mentoring/list.html", context)


@role_required(Role.KEPALA, Role.PENGAWAS)
@get_or_post
def pair_new(request: HttpRequest) -> HttpResponse:
    """Pair two people; a kepala's waits for the pengawas of both."""
    teachers, asked = teachers_of(actor(request)), request.GET.get("guru", "")
    initial = {"teacher": asked} if asked.isdecimal() else {}
    form = PairForm(request.POST or None, initial=initial, teachers=teachers, mentors=mentors_for(actor(request)))
    if form.is_valid():
        with refusals_on(form):
            pair = propose_pair(by=actor(request), **{name: form.cleaned_data[name] for name in PAIR_FIELDS})
            is_waiting = pair.confirmed_at is None
            messages.success(
                request, "Usulan dikirim ke pengawas." if is_waiting else "Sudah dipasangkan. Keduanya melihatnya."
            )
            return redirect("competency:pair-detail", pair.pk)
    return render(request, "competency/mentoring/new.html", {"form": form})


@get_or_post
def pair_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One pair: what both may read, their meetings, and noting one; the reason for head and pengawas only."""
    pair = get_visible_or_404(MentorPair.objects.listed(), request, pk=pk)
    why_not = why_not_log(actor(request), pair)
    form = MeetingForm(request.POST or None)
    if request.method == "POST":
        refuse_if(why_not)
        told = ("met_on", "done", "next_step", "client_token")
        if form.is_valid() and succeeds(
            form, log_meeting, pair=pair, by=actor(request), **{name: form.cleaned_data[name] for name in told}
        ):
            messages.success(request, "Pertemuan tercatat.")
            return redirect("competency:pair-detail", pk)
    meetings = Meeting.objects.visible_to(request.user).filter(pair=pair).select_related("logged_by", "pair")
    state, tone = state_of(pair)
    context = {
        "pair": pair,
        "state": state,
        "tone": tone,
        "facts": pair_facts(pair),
        "reason": pair.reason if sees_reason(actor(request), pair) else "",
        "meetings": [(row, why_not_change_meeting(actor(request), row) is None) for row in meetings],
        "removed": Meeting.objects.restorable_by(request.user).filter(pair=pair),
        "form": form if why_not is None else None,
        "may_confirm": not pair.confirmed_at and why_not_confirm(actor(request), pair) is None,
        "may_end": why_not_end(actor(request), pair) is None,
    }
    return render(request, "competency/mentoring/detail.html", context)


@require_POST
def pair_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The pengawas of both says yes."""
    confirm_pair(pair=get_visible_or_404(MentorPair, request, pk=pk), by=actor(request))
    messages.success(request, "Disetujui. Keduanya melihatnya di halaman depan.")
    return redirect("competency:pair-detail", pk)


@get_or_post
def pair_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End it with a word."""
    pair = get_visible_or_404(MentorPair.objects.listed(), request, pk=pk)
    refuse_if(why_not_end(actor(request), pair))
    form = EndForm(request.POST or None)
    if form.is_valid() and succeeds(form, end_pair, pair=pair, by=actor(request), closing=form.cleaned_data["closing"]):
        messages.success(request, "Pendampingan diakhiri. Catatannya tetap terbaca.")
        return redirect("competency:pair-list")
    return render(request, "competency/mentoring/end.html", {"form": form, "pair": pair})


@get_or_post
def meeting_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what was noted."""
    meeting = get_visible_or_404(Meeting.objects.select_related("pair"), request, pk=pk)
    refuse_if(why_not_change_meeting(actor(request), meeting))
    form = MeetingForm(request.POST or None, instance=meeting)
    if form.is_valid() and mends(form, mend_meeting, meeting=meeting, by=actor(request), **form.values()):
        messages.success(request, "Catatan diubah.")
        return redirect("competency:pair-detail", meeting.pair_id)
    return render(request, "competency/mentoring/mend.html", {"form": form, "meeting": meeting})


@require_POST
def meeting_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of sight; the way back stands below the list."""
    meeting = get_visible_or_404(Meeting, request, pk=pk)
    remove_meeting(meeting=meeting, by=actor(request))
    messages.success(request, "Catatan dihapus. Bila keliru, kembalikan dari bawah daftar ini dalam 30 hari.")
    return redirect("competency:pair-detail", meeting.pair_id)


@require_POST
def meeting_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a deletion."""
    meeting = get_object_or_404(Meeting.objects.restorable_by(request.user), pk=pk)
    restore_meeting(meeting=meeting, by=actor(request))
    messages.success(request, "Catatan dikembalikan.")
    return redirect("competency:pair-detail", meeting.pair_id)


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Teachers whose ijazah or certificate does not fit, by name, each with the own figures alone."""
    found = mismatched(actor(request))
    people = Person.objects.visible_to(request.user).filter(pk__in=found).by_name()
    page = page_of(people, request.GET.get("halaman"), 10)
    semesters = list(Semester.objects.begun(timezone.localdate())[:SHOWN_SEMESTERS])
    figures = figures_of([person.pk for person in page], semesters, actor(request))
    context = {
        "page": page,
        "count": len(found),
        "head": HEAD,
        "blocks": [progress_block(person, found[person.pk], figures[person.pk]) for person in page],
    }
    return render(request, "competency/mentoring/progress.html", context)
