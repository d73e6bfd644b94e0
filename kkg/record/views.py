"""Closing a session, opening it again, and its minutes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.formats import clock
from core.forms import succeeds
from core.http import get_or_post, not_kept, seen_revision
from core.papers import paper_response
from core.refusals import Refused, refuse_if
from kkg.attendance.presenters import unmarked_lines
from kkg.groups.reports import signers_on
from kkg.record.actions import close_session, record_minutes, reopen_session
from kkg.record.forms import CloseForm, MinutesForm
from kkg.record.papers import journal, minutes
from kkg.record.reports import with_record
from kkg.sessions.doubts import closing_doubts
from kkg.sessions.forms import ReasonForm
from kkg.sessions.models import Session
from kkg.sessions.permissions import (
    why_not_close_session,
    why_not_record_minutes,
    why_not_reopen_session,
    why_not_see_reasons,
)
from kkg.sessions.presenters import agenda_words, minutes_sum
from kkg.sessions.reports import doubts_of_days, next_agenda, session_numbers, waiting_words
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def session_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Who led and wrote, and what came of each topic; kept by itself while it is written."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_record_minutes(actor(request), session))
    form = _form(request.POST or None, session)
    if form.is_valid() and succeeds(
        form,
        record_minutes,
        session=session,
        values=form.values,
        words=form.words,
        revision=seen_revision(request),
        by=actor(request),
    ):
        messages.success(request, "Notulen disimpan.")
        return redirect("kkg:session-detail", pk)
    decisions = session.decisions.select_related("owner")
    return render(request, "kkg/record/minutes_form.html", {"session": session, "form": form, "decisions": decisions})


def _form(sent: QueryDict | None, session: Session) -> MinutesForm:
    return MinutesForm(sent, session=session, topics=list(session.topics.all()))


@require_POST
def minutes_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """The same form, sent by the page itself; the answer's shape is told in docs/tampilan.md."""
    session = get_visible_or_404(Session, request, pk=pk)
    try:
        refuse_if(why_not_record_minutes(actor(request), session))
        return _kept(request, session)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=403)


def _kept(request: HttpRequest, session: Session) -> JsonResponse:
    form = _form(request.POST, session)
    if not form.is_valid():
        return not_kept(form)
    try:
        saved = record_minutes(
            session=session, values=form.values, words=form.words, revision=seen_revision(request), by=actor(request)
        )
    except ValidationError as error:
        url = reverse("kkg:session-minutes", args=[session.pk])
        return JsonResponse({"message": error.messages[0], "url": url}, status=409)
    return JsonResponse({"revision": saved.revision, "saved": clock(timezone.localtime(saved.updated_at))})


@require_safe
def minutes_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The notulen as a PDF."""
    session = get_visible_or_404(with_record(Session.objects), request, pk=pk)
    knows = why_not_see_reasons(actor(request), session.group) is None
    data = minutes(session, with_numbers=knows)
    return paper_response("minutes.typ", data, name=f"notulen-{session.date}")


@require_safe
def journal_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The jurnal kegiatan as a PDF."""
    session = get_visible_or_404(with_record(Session.objects), request, pk=pk)
    knows = why_not_see_reasons(actor(request), session.group) is None
    number = session_numbers(session.group).get(session.pk)
    sign = signers_on(session.group, session.last_date, with_numbers=knows)
    data = journal(session, sign, number)
    return paper_response("journal.typ", data, name=f"jurnal-{session.date}")


@get_or_post
def session_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of every topic how far it came, then shut the record."""
    session = get_visible_or_404(Session.objects.for_doubts(), request, pk=pk)
    refuse_if(why_not_close_session(actor(request), session))
    form = CloseForm(request.POST or None, session=session)
    if form.is_valid() and succeeds(
        form,
        close_session,
        session=session,
        results=form.results,
        jp=form.hours,
        revision=seen_revision(request),
        by=actor(request),
    ):
        messages.success(request, f"Pertemuan ditutup. {waiting_words(session.topics)}".strip())
        return redirect("kkg:session-detail", pk)
    context = {
        "form": form,
        "session": session,
        "minutes": minutes_sum(session, session.topics.all()),
        "doubts": [
            *closing_doubts(session.last_date, session.starts_at, now=timezone.localtime()),
            *doubts_of_days(session),
        ],
        "unmarked": unmarked_lines(session),
        "detail": _closing_words(session),
    }
    return render(request, "kkg/record/session_close.html", context)


def _closing_words(session: Session) -> str:
    if session.is_committee:
        return "Sesudah ditutup, kehadirannya terkunci. Rapat pengurus tidak dihitung di rekap dan sertifikat."
    following = next_agenda(session.group, session.date, but=session)
    return f"Pilih hasil tiap topik. Yang sebagian atau belum masuk {agenda_words(following)}."


@get_or_post
def session_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed record again, with a reason."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_reopen_session(actor(request), session))
    form = ReasonForm(request.POST or None)
    if form.is_valid() and succeeds(
        form, reopen_session, session=session, reason=form.cleaned_data["reason"], by=actor(request)
    ):
        messages.success(request, "Pertemuan dibuka kembali. Tutup lagi setelah diperbaiki.")
        return redirect("kkg:session-detail", pk)
    return render(request, "kkg/record/session_reopen.html", {"form": form, "session": session})
