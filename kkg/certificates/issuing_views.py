"""Issuing certificates: which days, who gets one and who does not, then issuing what was seen."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.http import get_or_post, key_asked
from core.jobs import wait_for
from core.refusals import refuse_if
from kkg.certificates.actions import issue_batch
from kkg.certificates.awards import Award, awards_to_issue, guest_names, open_sessions
from kkg.certificates.forms import BatchForm, IssueForm, mark_of
from kkg.certificates.models import Certificate, CertificateBatch
from kkg.certificates.permissions import why_not_issue_certificates
from kkg.groups.models import WorkingGroup
from kkg.groups.presenters import Line
from kkg.groups.reports import signers_on, unsigned_note
from kkg.sessions.models import Session
from madrasah.guards import actor, get_visible_or_404
from madrasah.periods import school_year_label, school_year_of

HEAD = ["Nama", "Asal", "Peran", "Hari", "JP"]


def group_to_issue(request: HttpRequest, pk: int) -> WorkingGroup:
    """The KKG, for those who issue its certificates; 403 for others who see it."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_issue_certificates(actor(request), group))
    return group


@get_or_post
def batch_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Which days and how many hours; then who gets one and who does not; then issue what was seen."""
    group = group_to_issue(request, pk)
    if request.method == "POST":
        return _issued(request, group)
    is_asked = "kegiatan" in request.GET
    form = BatchForm(request.GET) if is_asked else BatchForm(initial=_proposed(group, _closed_session(request, group)))
    unsigned = unsigned_note(group, timezone.localdate(), actor(request))
    context = {"group": group, "form": form, "unsigned": unsigned}
    if form.is_valid():
        context |= _preview(group, form)
    return render(request, "kkg/certificates/new.html", context)


def _closed_session(request: HttpRequest, group: WorkingGroup) -> Session | None:
    """The one that the certificates are to be for, where its page led here."""
    found = Session.objects.visible_to(request.user).of_group(group).closed()
    return found.filter(pk=key_asked(request, "pertemuan")).first()


def _proposed(group: WorkingGroup, session: Session | None) -> dict[str, Any]:
    """The days of the session, else this school year, up to today."""
    today = timezone.localdate()
    if session:
        last = session.last_date
        return {"kegiatan": session.title, "dari": session.date, "sampai": last, "tanggal": max(last, today), "jp": 1}
    year = school_year_of(today)
    title = f"Kegiatan {group} tahun pelajaran {school_year_label(year)}"
    return {
        "kegiatan": title[:160],
        "dari": today.replace(year=year, month=7, day=1),
        "sampai": today,
        "tanggal": today,
        "jp": 1,
    }


def _awards(group: WorkingGroup, form: BatchForm) -> list[Award]:
    values = form.values
    return awards_to_issue(group, values["since"], values["until"], values["least_hours"])


def _preview(group: WorkingGroup, form: BatchForm) -> dict[str, Any]:
    awards, span = _awards(group, form), (form.values["since"], form.values["until"])
    earned = [award for award in awards if not award.why_not]
    refused = [award for award in awards if award.why_not]
    return {
        "is_preview": True,
        "head": HEAD,
        "rows": [_award_row(award) for award in earned],
        "numeric": [3, 4],
        "members": sum(award.part == Certificate.Part.MEMBER for award in earned),
        "speakers": sum(award.part == Certificate.Part.SPEAKER for award in earned),
        "refused": [_refusal(award) for award in refused if not award.is_held],
        "held": [_refusal(award) for award in refused if award.is_held],
        "certified": [Line(str(award.holder), _certified(award)) for award in earned if award.certified],
        "guests": guest_names(group, *span, awards),
        "open_sessions": open_sessions(group, *span),
        "token": uuid4(),
        "mark": mark_of(awards),
    }


def _award_row(award: Award) -> list[str]:
    part = Certificate.Part(award.part).label
    return [str(award.holder), award.institution or "–", part, str(len(award.sessions)), str(award.hours)]


def _certified(award: Award) -> str:
    return ", ".join(f"{hours} JP ada di sertifikat {number}" for number, hours in award.certified.items())


def _refusal(award: Award) -> Line:
    prefix = "Sebagai narasumber: " if award.part == Certificate.Part.SPEAKER else ""
    return Line(str(award.holder), prefix + award.why_not)


def _issued(request: HttpRequest, group: WorkingGroup) -> HttpResponse:
    """Issue what the preview showed; when the record has changed since, show it anew."""
    form = IssueForm(request.POST)
    if not form.is_valid():
        return render(request, "kkg/certificates/new.html", {"group": group, "form": _seen(form)})
    token = form.cleaned_data["client_token"]
    is_known = CertificateBatch.objects.visible_to(request.user).filter(client_token=token).exists()
    if not is_known and mark_of(_awards(group, form)) != form.cleaned_data["mark"]:
        messages.error(request, "Catatan pertemuan berubah sejak pratinjau. Periksa lagi daftarnya.")
        return redirect(f"{request.path}?{_address_of(form)}")
    paper = {
        "letterhead": group.letterhead.splitlines() or [group.name],
        "place": group.city,
        "signers": signers_on(group, form.cleaned_data["tanggal"], with_numbers=True),
    }
    batch = issue_batch(group=group, values=form.values, paper=paper, client_token=token, by=actor(request))
    return when_ready(batch)


def _seen(form: IssueForm) -> BatchForm:
    """The fields that a person sees, with what is wrong in them."""
    seen = BatchForm(form.data)
    seen.full_clean()
    hidden = [error for name in ("client_token", "mark") for error in form.errors.get(name, [])]
    if hidden:
        seen.add_error(None, "Pratinjaunya tidak utuh. Lihat sekali lagi siapa yang mendapat, lalu terbitkan.")
    return seen


def _address_of(form: BatchForm) -> str:
    asked = form.data.copy()  # type: ignore[attr-defined]
    for name in set(asked) - set(BatchForm.base_fields):
        del asked[name]
    return str(asked.urlencode())


def when_ready(batch: CertificateBatch) -> HttpResponse:
    """To the batch's page, after a moment in which most are done."""
    if batch.job:
        wait_for(batch.job)
    return redirect("kkg:batch-detail", batch.pk)
