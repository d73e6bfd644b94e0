"""Sessions: list, plan, change, remove and bring back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.addresses import row_address
from core.formats import date_long
from core.forms import refusals_on, succeeds
from core.http import get_or_post, point_out, seen_revision
from core.paging import page_of
from core.refusals import refuse_if
from kkg.groups.models import WorkingGroup
from kkg.sessions.actions import copy_session, edit_session, open_session, plan_days, remove_session, restore_session
from kkg.sessions.forms import CopyForm, DaysForm, NewSessionForm, SessionFilter, SessionForm
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import (
    why_not_plan_session,
    why_not_remove_session,
    why_not_run_session,
    why_not_tend_session,
)
from kkg.sessions.presenters import session_line, when_held
from kkg.sessions.reports import (
    doubts_of_days,
    leaving_words,
    moved_words,
    waiting_agendas,
    waiting_words,
    what_goes_along,
)
from madrasah.guards import actor, get_visible_or_404
from madrasah.scope import scope_of

MOST_COMING = 10


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """What is coming and what has been, with those that can still be brought back."""
    today = timezone.localdate()
    groups = WorkingGroup.objects.visible_to(request.user)
    form = SessionFilter(request.GET, groups=groups)
    found = form.narrow(Session.objects.visible_to(request.user).for_list())
    is_counted = not scope_of(request.user).spans_province
    page = page_of(found.past(today), request.GET.get("halaman"), is_counted=is_counted)
    context = {
        "form": form,
        "coming": _lines(found.to_come(today)[:MOST_COMING], today, with_group=form.has_many),
        "past": _lines(page, today, with_group=form.has_many),
        "page": page,
        "why_not_plan": why_not_plan_session(WorkingGroup.objects.run_by(request.user)),
        "removed": Session.objects.restorable_by(request.user).only("title", "date"),
    }
    return render(request, "kkg/sessions/list.html", context)


def _lines(sessions: Any, today: Any, *, with_group: bool) -> list[Any]:
    return [session_line(s, today, row_address("kkg:session-detail", s.pk), with_group=with_group) for s in sessions]


@get_or_post
def session_new(request: HttpRequest) -> HttpResponse:
    """Plan a session; its agenda comes next."""
    groups = WorkingGroup.objects.run_by(request.user)
    refuse_if(why_not_plan_session(groups))
    form = NewSessionForm(request.POST or None, groups=groups, initial={"date": timezone.localdate()})
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            stood = waiting_agendas(data["group"])
            session = open_session(
                group=data["group"], client_token=data["client_token"], values=data, by=actor(request)
            )
            point_out(request, doubts_of_days(session))
            return _to_agenda(request, session, moved_words(session.group, stood))
    return render(request, "kkg/sessions/form.html", {"form": form, "back": reverse("kkg:session-list")})


def _to_agenda(request: HttpRequest, session: Session, moved: str) -> HttpResponse:
    if session.is_committee:
        messages.success(request, "Rapat pengurus dibuat. Yang dipanggil hanya pengurus.")
        return redirect("kkg:session-detail", session.pk)
    messages.success(request, f"Pertemuan dibuat. Susun agendanya sekarang, atau nanti. {moved}".strip())
    return redirect("kkg:session-topics", session.pk)


@get_or_post
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change date, place and the like."""
    session = get_visible_or_404(Session.objects.for_doubts(), request, pk=pk)
    refuse_if(why_not_run_session(actor(request), session))
    groups = WorkingGroup.objects.run_by(request.user)
    stood = waiting_agendas(session.group) if request.method == "POST" else {}
    form = SessionForm(request.POST or None, instance=session, groups=groups)
    if form.is_valid() and succeeds(
        form,
        edit_session,
        session=session,
        values=form.cleaned_data,
        revision=seen_revision(request),
        by=actor(request),
    ):
        messages.success(request, f"Data pertemuan disimpan. {moved_words(session.group, stood)}".strip())
        point_out(request, doubts_of_days(Session.objects.visible_to(request.user).get(pk=pk)))
        return redirect("kkg:session-detail", pk)
    back = reverse("kkg:session-detail", args=[pk])
    context = {"form": form, "session": session, "back": back, "doubts": doubts_of_days(session)}
    return render(request, "kkg/sessions/form.html", context)


@get_or_post
def session_days(request: HttpRequest, pk: int) -> HttpResponse:
    """On which days a session is held that lasts several, and with how many JP each."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_run_session(actor(request), session))
    first, *stored = Session.days.of_whole(session)
    form = DaysForm(request.POST or None, session=session, stored=stored)
    if form.is_valid() and succeeds(
        form, plan_days, session=session, days=form.days, revision=seen_revision(request), by=actor(request)
    ):
        messages.success(request, "Hari pertemuan disimpan.")
        point_out(request, doubts_of_days(Session.objects.visible_to(request.user).get(pk=pk)))
        return redirect("kkg:session-detail", pk)
    return render(request, "kkg/sessions/days.html", {"session": session, "first": first, "form": form})


@get_or_post
def session_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The same meeting once more, on another day."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_tend_session(actor(request), session))
    form = CopyForm(request.POST or None, session=session)
    if form.is_valid():
        with refusals_on(form):
            stood = waiting_agendas(session.group)
            copy = copy_session(session=session, by=actor(request), **form.values)
            done = f"Pertemuan disalin ke {date_long(copy.date)}. Periksa data dan agendanya."
            messages.success(request, f"{done} {moved_words(session.group, stood)}".strip())
            point_out(request, doubts_of_days(copy))
            return redirect("kkg:session-detail", copy.pk)
    return render(request, "kkg/sessions/copy.html", {"session": session, "form": form})


@get_or_post
def session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Name what will happen, then delete for 30 days."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_remove_session(actor(request), session))
    carried = Topic.objects.leading(session)
    if request.method == "POST":
        remove_session(session=session, by=actor(request))
        done = f"Pertemuan dihapus. Bila keliru, kembalikan dari bagian Baru dihapus. {waiting_words(carried)}"
        messages.success(request, done.strip())
        return redirect("kkg:session-list")
    what = f"“{session.title}”, {when_held(session)}. {what_goes_along(session)}".strip()
    context = {"session": session, "what": what, "leaving": leaving_words(carried, session)}
    return render(request, "kkg/sessions/remove.html", context)


@require_POST
def session_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted session back."""
    session = get_object_or_404(Session.objects.restorable_by(request.user), pk=pk)
    stood = waiting_agendas(session.group)
    restore_session(session=session, by=actor(request))
    messages.success(request, f"Pertemuan dikembalikan. {moved_words(session.group, stood)}".strip())
    return redirect("kkg:session-detail", pk)
