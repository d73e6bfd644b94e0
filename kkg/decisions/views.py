"""Decisions of sessions: find, record, change, close with proof or a reason, open again; their files."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.doubts import due_doubts
from core.files import serve
from core.forms import succeeds
from core.http import get_or_post, point_out
from core.paging import page_of
from core.refusals import refuse_if
from kkg.agenda.views import tabs_of
from kkg.decisions.actions import (
    close_decision,
    edit_decision,
    record_decision,
    remove_proof,
    reopen_decision,
    restore_proof,
)
from kkg.decisions.forms import CloseDecisionForm, DecisionFilter, DecisionForm, NewDecisionForm
from kkg.decisions.models import Decision
from kkg.decisions.permissions import (
    why_not_close_decision,
    why_not_edit_decision,
    why_not_record_decision,
    why_not_reopen_decision,
    why_not_take_proof_off,
)
from kkg.decisions.presenters import decision_facts, decision_line
from kkg.groups.models import WorkingGroup
from kkg.sessions.forms import ReasonForm
from kkg.sessions.models import Session
from madrasah.guards import actor, get_visible_or_404


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """What was decided, the earliest due first; `?pertemuan=` shows one session's."""
    today = timezone.localdate()
    form = DecisionFilter(request.GET, groups=WorkingGroup.objects.visible_to(request.user))
    found = form.narrow(Decision.objects.visible_to(actor(request)).for_list(), actor(request), today)
    page = page_of(found, request.GET.get("halaman"))
    context = {
        "form": form,
        "tabs": tabs_of(request, DecisionFilter.STATES, form.chosen),
        "page": page,
        "lines": [decision_line(decision, today, with_group=form.has_many) for decision in page],
    }
    return render(request, "kkg/decisions/list.html", context)


@get_or_post
def decision_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record one decision; afterwards the form stands empty for the next."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_record_decision(actor(request), session))
    form = NewDecisionForm(request.POST or None, session=session)
    if form.is_valid() and succeeds(
        form,
        record_decision,
        session=session,
        values=form.cleaned_data,
        client_token=form.cleaned_data["client_token"],
        by=actor(request),
    ):
        messages.success(request, "Keputusan dicatat. Tampil di beranda penanggung jawabnya sampai ditutup.")
        _point_out_due(request, session, form)
        return redirect("kkg:decision-new", pk)
    today = timezone.localdate()
    recorded = Decision.objects.visible_to(request.user).for_list().filter(session=session)
    context = {"form": form, "session": session, "lines": [decision_line(decision, today) for decision in recorded]}
    return render(request, "kkg/decisions/form.html", context)


def _point_out_due(request: HttpRequest, session: Session, form: DecisionForm) -> None:
    due, today = form.cleaned_data["due"], timezone.localdate()
    point_out(request, due_doubts(due, since=session.date, what="pertemuannya", on=today))


@get_or_post
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an open decision."""
    decision = get_visible_or_404(Decision, request, pk=pk)
    refuse_if(why_not_edit_decision(actor(request), decision))
    session = decision.session
    form = DecisionForm(request.POST or None, instance=decision, session=session, user=actor(request))
    if form.is_valid() and succeeds(
        form, edit_decision, decision=decision, values=form.cleaned_data, by=actor(request)
    ):
        messages.success(request, "Keputusan disimpan.")
        _point_out_due(request, session, form)
        return redirect("kkg:decision-close", pk)
    return render(request, "kkg/decisions/edit.html", {"form": form, "decision": decision})


@get_or_post
def decision_close(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with its proof; for owner and officers the form that closes it."""
    decision = get_visible_or_404(Decision, request, pk=pk)
    why_not = why_not_close_decision(actor(request), decision)
    form = CloseDecisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        refuse_if(why_not)
        if form.is_valid() and succeeds(
            form, close_decision, decision=decision, by=actor(request), **form.cleaned_data
        ):
            messages.success(request, "Keputusan ditutup.")
            return redirect("kkg:decision-close", pk)
    context: dict[str, Any] = {
        "decision": decision,
        "line": decision_line(decision, timezone.localdate()),
        "facts": decision_facts(decision),
        "form": form,
        "why_not": why_not,
        "why_not_edit": why_not_edit_decision(actor(request), decision),
        "why_not_reopen": why_not_reopen_decision(actor(request), decision),
        "why_not_take_off": why_not_take_proof_off(actor(request), decision),
    }
    return render(request, "kkg/decisions/close.html", context)


@get_or_post
def decision_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """To be done again, with a reason."""
    decision = get_visible_or_404(Decision, request, pk=pk)
    refuse_if(why_not_reopen_decision(actor(request), decision))
    form = ReasonForm(request.POST or None)
    if form.is_valid() and succeeds(
        form, reopen_decision, decision=decision, reason=form.cleaned_data["reason"], by=actor(request)
    ):
        messages.success(request, "Keputusan dibuka kembali.")
        return redirect("kkg:decision-close", pk)
    context = {"decision": decision, "form": form, "back": reverse("kkg:decision-close", args=[pk])}
    return render(request, "kkg/decisions/reopen.html", context)


@require_safe
def decision_proof(request: HttpRequest, pk: int) -> FileResponse:
    """The file, through the door of its decision."""
    return serve(get_visible_or_404(Decision, request, pk=pk).proof_file)


@require_POST
def proof_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrong file off for 30 days."""
    remove_proof(decision=get_visible_or_404(Decision, request, pk=pk), by=actor(request))
    messages.success(request, "Berkas bukti dihapus. Bila keliru, kembalikan dari halaman ini.")
    return redirect("kkg:decision-close", pk)


@require_POST
def proof_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on again."""
    restore_proof(decision=get_visible_or_404(Decision, request, pk=pk), by=actor(request))
    messages.success(request, "Berkas bukti dikembalikan.")
    return redirect("kkg:decision-close", pk)
