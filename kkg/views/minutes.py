"""Notulen: its form and its paper, and the jurnal that is printed from the same record."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.formats import clock
from core.forms import succeeds
from core.http import get_or_post, seen_revision
from core.papers import paper_response
from core.refusals import Refused, refuse_if
from kkg.actions.minutes import record_minutes
from kkg.forms.minutes import MinutesForm
from kkg.models import Session, roster_of
from kkg.papers.minutes import journal, minutes
from kkg.permissions import why_not_record_minutes, why_not_see_reasons
from kkg.reports import session_numbers, signers
from madrasah.guards import actor, get_visible_or_404


@never_cache
@get_or_post
def session_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Who led and wrote, and what came of each topic; kept by itself while it is written."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_record_minutes(request.user, session))
    form = _form(request.POST or None, session)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, record_minutes, session=session, values=form.values, words=form.words,
        revision=seen_revision(request), by=actor(request),
    ):  # fmt: skip
        messages.success(request, "Notulen disimpan.")
        return redirect("kkg:session-papers", pk)
    decisions = session.decisions.select_related("owner")
    return render(
        request, "kkg/minutes_form.html", {"session": session, "form": form, "decisions": decisions}
    )


def _form(sent: QueryDict | None, session: Session) -> MinutesForm:
    topics = list(session.topics.all())
    return MinutesForm(sent, session=session, topics=topics, roster=roster_of(session))


@require_POST
def minutes_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """The same form, sent by the page itself; the answer's shape is told in docs/tampilan.md."""
    session = get_visible_or_404(Session, request, pk=pk)
    try:
        refuse_if(why_not_record_minutes(request.user, session))
        return _kept(request, session)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=403)


def _kept(request: HttpRequest, session: Session) -> JsonResponse:
    form = _form(request.POST, session)
    if not form.is_valid():
        faults = [str(fault) for found in form.errors.values() for fault in found]
        return JsonResponse({"message": " ".join(faults)}, status=400)
    try:
        saved = record_minutes(
            session=session, values=form.values, words=form.words, revision=seen_revision(request),
            by=actor(request),
        )  # fmt: skip
    except ValidationError as error:
        url = reverse("kkg:session-minutes", args=[session.pk])
        return JsonResponse({"message": error.messages[0], "url": url}, status=409)
    return JsonResponse({"revision": saved.revision, "saved": clock(timezone.localtime(saved.updated_at))})


@require_safe
def minutes_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The notulen as a PDF."""
    session = get_visible_or_404(Session, request, pk=pk)
    knows = why_not_see_reasons(request.user, session.group) is None
    data = minutes(session, roster_of(session), with_numbers=knows)
    return paper_response("minutes.typ", data, name=f"notulen-{session.date}")


@require_safe
def journal_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The jurnal kegiatan as a PDF."""
    session = get_visible_or_404(Session, request, pk=pk)
    knows = why_not_see_reasons(request.user, session.group) is None
    number = session_numbers(session.group).get(session.pk)
    data = journal(session, roster_of(session), signers(session, with_numbers=knows), number)
    return paper_response("journal.typ", data, name=f"jurnal-{session.date}")
