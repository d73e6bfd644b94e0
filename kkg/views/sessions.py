"""Sessions: list, detail, plan, change, close, reopen, remove and bring back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.forms import refusals_on, succeeds
from core.http import get_or_post, seen_revision
from core.paging import page_of
from core.refusals import refuse_if
from kkg.actions.sessions import (
    close_session,
    edit_session,
    open_session,
    remove_session,
    reopen_session,
    restore_session,
)
from kkg.forms.sessions import CloseForm, NewSessionForm, ReasonForm, SessionFilter, SessionForm
from kkg.models import Session, WorkingGroup
from kkg.permissions import (
    why_not_plan_session,
    why_not_remove_session,
    why_not_reopen_session,
    why_not_run_group,
    why_not_run_session,
    why_not_see_reasons,
    why_not_take_roll,
)
from kkg.presenters import (
    attendance_line,
    attendance_totals,
    minutes_sum,
    session_facts,
    session_line,
    session_state,
    session_when,
    topic_line,
)
from kkg.reports import past_topics, session_doubts, sessions_in_full
from kkg.views.menus import Known, later_ways, next_step, session_changes, session_menu
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import read_names

PER_PAGE = 20
MOST_COMING = 10
CHANGED = ("Ditunda", "Dibatalkan")  # facts that stand at the top of the page


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """What is coming and what has been, with those that can still be brought back."""
    today = timezone.localdate()
    groups = WorkingGroup.objects.visible_to(request.user)
    form = SessionFilter(request.GET, groups=groups)
    form.is_valid()
    found = form.narrow(Session.objects.visible_to(request.user).for_list())
    page = page_of(found.past(today), request.GET.get("halaman"), PER_PAGE)
    context = {
        "form": form,
        "coming": _lines(found.upcoming(today)[:MOST_COMING], today, with_group=form.has_many),
        "past": _lines(page, today, with_group=form.has_many),
        "page": page,
        "why_not_plan": why_not_plan_session(request.user, WorkingGroup.objects.run_by(request.user)),
        "removed": Session.objects.restorable_by(request.user).select_related("group"),
    }
    return render(request, "kkg/session_list.html", context)


def _lines(sessions: Any, today: Any, *, with_group: bool) -> list[Any]:
    return [
        session_line(s, today, reverse("kkg:session-detail", args=[s.pk]), with_group=with_group)
        for s in sessions
    ]


@get_or_post
def session_new(request: HttpRequest) -> HttpResponse:
    """Plan a session; its agenda comes next."""
    groups = WorkingGroup.objects.run_by(request.user)
    refuse_if(why_not_plan_session(request.user, groups))
    form = NewSessionForm(request.POST or None, groups=groups, initial={"date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            session = open_session(
                group=data["group"], client_token=data["client_token"], values=data, by=actor(request)
            )
            messages.success(request, "Pertemuan dibuat. Susun agendanya sekarang, atau nanti.")
            _point_out(request, session)
            return redirect("kkg:session-topics", session.pk)
    return render(request, "kkg/session_form.html", {"form": form, "back": reverse("kkg:session-list")})


def _point_out(request: HttpRequest, session: Session) -> None:
    """What looks wrong is said once after saving; it forbids nothing."""
    for doubt in session_doubts(session):
        messages.warning(request, doubt)


@require_safe
def session_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What to do next, the agenda with states, who came, and the way to every other page of the session."""
    session = get_visible_or_404(sessions_in_full(request.user), request, pk=pk)
    user, known = request.user, _known(session)
    past, state = past_topics(session, known.topics), session_state(session, timezone.localdate())
    facts = session_facts(session, session.speakers.all(), known.topics)
    with_reasons = why_not_see_reasons(user, session.group) is None
    why_not_run = why_not_run_group(user, session.group)
    context = {
        "session": session, "when": session_when(session), "state": state[0], "tone": state[1],
        "changed": [fact for fact in facts if fact[0] in CHANGED],
        "facts": [fact for fact in facts if fact[0] not in CHANGED],
        "topics": [topic_line(topic, past) for topic in known.topics],
        "totals": attendance_totals(known.attendances, with_reasons=with_reasons),
        "people": [attendance_line(row, user, session.group) for row in known.attendances],
        "why_not_run": why_not_run, "doubts": [] if why_not_run else session_doubts(session),
        "next_step": next_step(user, session, known), "menu": session_menu(user, session, known),
        "later": later_ways(user, session, known), "changes": session_changes(user, session),
    }  # fmt: skip
    return render(request, "kkg/session_detail.html", context)


def _known(session: Any) -> Known:
    """Rows and counts that page and menu share, of a session read in full. One query, for names."""
    rows = list(session.attendances.all())
    read_names([session.madrasah, *(row.madrasah for row in rows)])
    return Known(list(session.topics.all()), rows, session.decision_count, session.material_count)


@get_or_post
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change date, place and the like."""
    session = get_visible_or_404(sessions_in_full(request.user), request, pk=pk)
    refuse_if(why_not_run_session(request.user, session))
    groups = WorkingGroup.objects.run_by(request.user)
    form = SessionForm(request.POST or None, instance=session, groups=groups)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, edit_session, session=session, values=form.cleaned_data,
        revision=seen_revision(request), by=actor(request),
    ):  # fmt: skip
        messages.success(request, "Data pertemuan disimpan.")
        _point_out(request, Session.objects.visible_to(request.user).get(pk=pk))
        return redirect("kkg:session-detail", pk)
    back = reverse("kkg:session-detail", args=[pk])
    context = {"form": form, "session": session, "back": back, "doubts": session_doubts(session)}
    return render(request, "kkg/session_form.html", context)


@get_or_post
def session_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of every topic how far it came, then shut the record."""
    session = get_visible_or_404(sessions_in_full(request.user), request, pk=pk)
    refuse_if(why_not_take_roll(request.user, session))
    initial = {"jp": session.jp or None, "minutes_text": session.minutes_text}
    form = CloseForm(request.POST or None, topics=session.topics.all(), initial=initial)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, close_session, session=session, results=form.results, jp=form.cleaned_data["jp"],
        minutes_text=form.cleaned_data["minutes_text"], revision=seen_revision(request), by=actor(request),
    ):  # fmt: skip
        messages.success(request, "Pertemuan ditutup. Topik yang belum tuntas masuk agenda berikutnya.")
        return redirect("kkg:session-detail", pk)
    context = {
        "form": form,
        "session": session,
        "minutes": minutes_sum(session, session.topics.all()),
        "doubts": session_doubts(session),
    }
    return render(request, "kkg/session_close.html", context)


@get_or_post
def session_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed record again, with a reason."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_reopen_session(request.user, session))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, reopen_session, session=session, reason=form.cleaned_data["reason"], by=actor(request)
    ):  # fmt: skip
        messages.success(request, "Pertemuan dibuka kembali. Tutup lagi setelah diperbaiki.")
        return redirect("kkg:session-detail", pk)
    return render(request, "kkg/session_reopen.html", {"form": form, "session": session})


@get_or_post
def session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Name what will happen, then delete for 30 days."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_remove_session(request.user, session))
    if request.method == "POST":
        remove_session(session=session, by=actor(request))
        messages.success(request, "Pertemuan dihapus. Bila keliru, kembalikan dari bagian Baru dihapus.")
        return redirect("kkg:session-list")
    return render(request, "kkg/session_remove.html", {"session": session})


@require_POST
def session_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted session back."""
    session = get_object_or_404(Session.objects.restorable_by(request.user), pk=pk)
    restore_session(session=session, by=actor(request))
    messages.success(request, "Pertemuan dikembalikan.")
    return redirect("kkg:session-detail", pk)
