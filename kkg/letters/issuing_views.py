"""Issuing a letter of a session: a small form, a look at the paper, the number."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from core.forms import refusals_on
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.attendance.rosters import present_entries, roster_of
from kkg.groups.models import WorkingGroup
from kkg.groups.reports import signers_on, unsigned_note
from kkg.letters.actions import issue_letter
from kkg.letters.activity_papers import one_session, report
from kkg.letters.forms import ConsentForm, InvitationForm, LetterForm, RecordForm, ReportForm, TaskForm
from kkg.letters.models import Letter
from kkg.letters.papers import assigners, consent, invitation, letter_response, named_by, record, task
from kkg.letters.permissions import why_not_issue_letter
from kkg.record.reports import with_record
from kkg.sessions.models import Session
from kkg.sessions.reports import session_numbers
from madrasah.guards import actor, get_visible_or_404

KINDS = {  # of a session: kind -> what the page says of it
    "undangan": "Kepada anggota, dengan acara, tempat, dan narasumber.",
    "surat-tugas": "Dari kepala, pengawas, atau ketua untuk guru yang ditunjuk.",
    "persetujuan": "Dari kepala, untuk guru yang ikut atas kehendak sendiri.",
    "berita-acara": "Hasil pertemuan, dengan saksi.",
    "laporan": "Laporan pertemuan ini, dari pendahuluan sampai lampiran.",
}
SIGNED_BY_KKG = ("undangan", "berita-acara", "laporan")  # the others by who sends them
UNNUMBERED = "Pratinjau: surat ini belum diterbitkan dan belum bernomor."


@get_or_post
def letter_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A small form filled from the record; look at the paper first, or issue it with a number."""
    session = get_visible_or_404(Session, request, pk=pk)
    if kind not in KINDS:
        raise Http404
    refuse_if(why_not_issue_letter(actor(request), session, kind))
    form = _form(request, session, kind)
    back = reverse("kkg:session-papers", args=[pk])
    if form.is_valid():
        content = _content(session, kind, form.cleaned_data)
        named = named_by(session, kind, content)
        with refusals_on(form):
            return issued_or_shown(request, session.group, kind, form, content, back, session=session, named=named)
    context = {"session": session, "form": form, "title": Letter.Kind(kind).label, "back": back}
    if kind in SIGNED_BY_KKG:
        context["unsigned"] = unsigned_note(session.group, timezone.localdate(), actor(request))
    return render(request, "kkg/letters/form.html", context)


def _form(request: HttpRequest, session: Session, kind: str) -> LetterForm:
    data = request.POST or None
    if kind == "laporan":
        return ReportForm(data)
    if kind == "berita-acara":
        return RecordForm(data, session=session, present=present_entries(session))
    roster = roster_of(session)
    if kind == "undangan":
        return InvitationForm(data, session=session, roster=roster)
    sending = TaskForm if kind == "surat-tugas" else ConsentForm
    return sending(data, assigners=assigners(session), roster=roster)


def _content(session: Session, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    if kind == "surat-tugas":
        return task(session, values)
    if kind == "persetujuan":
        return consent(session, values)
    sign = signers_on(session.group, values["dated"], with_numbers=True)
    if kind == "undangan":
        return invitation(session, values, sign)
    if kind == "berita-acara":
        return record(session, values, sign)
    days = list(with_record(Session.days.of_whole(session)))
    return report(session.group, one_session(days, session_numbers(session.group)), values, sign)


def issued_or_shown(
    request: HttpRequest,
    group: WorkingGroup,
    kind: str,
    form: LetterForm,
    content: dict[str, Any],
    back: str,
    *,
    session: Session | None = None,
    named: Collection[int] = (),
) -> HttpResponse:
    """A button named "lihat" shows the paper without a number; any other issues it, once per form."""
    if "lihat" in request.POST:
        return letter_response(kind, content, standing=UNNUMBERED, name=f"pratinjau-{kind}")
    sender = form.cleaned_data.get("assigner")
    letter = issue_letter(
        group=group,
        kind=kind,
        dated=form.cleaned_data["dated"],
        content=content,
        session=session,
        madrasah=sender.madrasah if sender else None,
        named=named,
        client_token=form.cleaned_data["client_token"],
        by=actor(request),
    )
    return redirect(f"{back}?terbit={letter.pk}")
