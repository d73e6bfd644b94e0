"""Putting a session off, calling it off, taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.formats import date_long
from core.forms import succeeds
from core.http import get_or_post, point_out, seen_revision
from core.refusals import refuse_if
from kkg.postponements.actions import cancel_session, postpone_session, revive_session
from kkg.postponements.forms import CancelForm, PostponeForm
from kkg.sessions.doubts import new_day_doubts
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import why_not_cancel, why_not_postpone, why_not_revive
from kkg.sessions.presenters import when_held
from kkg.sessions.reports import leaving_words, moved_words, waiting_agendas, waiting_words
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def session_postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, with the reason."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_postpone(actor(request), session))
    former, stood = session.date, waiting_agendas(session.group)
    form = PostponeForm(request.POST or None, instance=session)
    if form.is_valid() and succeeds(
        form, postpone_session, session=session, revision=seen_revision(request), by=actor(request), **form.cleaned_data
    ):
        moved = f"Pertemuan ditunda ke {date_long(form.cleaned_data['date'])}."
        messages.success(request, f"{moved} Tanggal semula tetap tercatat. {moved_words(session.group, stood)}".strip())
        point_out(request, new_day_doubts(form.cleaned_data["date"], on=timezone.localdate()))
        return redirect("kkg:session-detail", pk)
    context = {"session": session, "form": form, "former": former, "is_past": former < timezone.localdate()}
    return render(request, "kkg/postponements/session_postpone.html", context)


@get_or_post
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Name what will happen, then call it off with the reason."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_cancel(actor(request), session))
    form, carried = CancelForm(request.POST or None), Topic.objects.leading(session)
    if form.is_valid() and succeeds(
        form, cancel_session, session=session, reason=form.cleaned_data["reason"], by=actor(request)
    ):
        done = f"Pertemuan dibatalkan. Bila jadi berlangsung, adakan kembali. {waiting_words(carried)}"
        messages.success(request, done.strip())
        return redirect("kkg:session-detail", pk)
    context = {"session": session, "form": form, "leaving": leaving_words(carried, session)}
    return render(request, "kkg/postponements/session_cancel.html", context)


@require_POST
def session_revive(request: HttpRequest, pk: int) -> HttpResponse:
    """The session is on again."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_revive(actor(request), session))
    stood = waiting_agendas(session.group)
    revive_session(session=session, by=actor(request))
    moved = moved_words(session.group, stood)
    messages.success(request, f"Pertemuan diadakan kembali, {when_held(session)}. {moved}".strip())
    return redirect("kkg:session-detail", pk)
