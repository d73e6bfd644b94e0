"""Reports of a KKG over several sessions: laporan kegiatan of a span of days, and the LPJ of a semester."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.forms import refusals_on
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_run_group
from kkg.groups.reports import signers_on, unsigned_note
from kkg.letters.activity_papers import Span, figures, report, semester_sessions, some_sessions
from kkg.letters.forms import ReportForm, SemesterForm, SpanForm
from kkg.letters.issuing_views import issued_or_shown
from kkg.record.reports import held_sessions
from kkg.sessions.reports import session_numbers
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Semester


@get_or_post
def group_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The LPJ of a semester; `?semester=` names which, else the one of today."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_run_group(actor(request), group))
    sent = request.GET if "semester" in request.GET else None
    choice = SemesterForm(sent, semesters=Semester.objects.begun_for_kkg(timezone.localdate()))
    choice.is_valid()
    span, semester = None, choice.chosen
    if semester:
        days = semester.kkg_days
        held = held_sessions(group, days.starts_on, days.ends_on)
        span = semester_sessions(group, semester, held, session_numbers(group))
    return _page(request, group, "lpj", choice, span)


@get_or_post
def span_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The laporan kegiatan of the closed sessions from `?dari=` to `?sampai=`."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_run_group(actor(request), group))
    choice = SpanForm(request.GET or None)
    span = None
    if choice.is_valid():
        held = held_sessions(group, choice.cleaned_data["dari"], choice.cleaned_data["sampai"])
        span = some_sessions(group, held, session_numbers(group)) if held else None
    return _page(request, group, "laporan", choice, span)


def _page(request: HttpRequest, group: WorkingGroup, kind: str, choice: Any, span: Span | None) -> HttpResponse:
    """Choose a span, see what was held in it, fill the chapters, issue."""
    is_ready = span is not None and bool(span.sessions)
    form = ReportForm(request.POST or None, initial={"goals": span.goals if span else ""})
    if request.method == "POST" and span and is_ready and form.is_valid():
        values = form.cleaned_data
        content = report(group, span, values, signers_on(group, values["dated"], with_numbers=True))
        back = reverse("kkg:letter-list", args=[group.pk])
        with refusals_on(form):
            return issued_or_shown(request, group, kind, form, content, back)
    context = {
        "group": group,
        "choice": choice,
        "form": form,
        "kind": kind,
        "unsigned": unsigned_note(group, timezone.localdate(), actor(request)) if is_ready else None,
        "is_ready": is_ready,
        "facts": [("Waktu", span.days), *figures(span)] if span else [],
        "sessions": [days[0] for days in span.meetings] if span else [],
    }
    return render(request, "kkg/letters/group_report.html", context)
