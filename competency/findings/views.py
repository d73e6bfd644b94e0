"""Conclusions: the list, one with what speaks for and against it, the KKG's agenda, and the research file."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competency.findings.actions import (
    conclude,
    mend_finding,
    propose_finding,
    remove_finding,
    restore_finding,
    tie_ground,
    untie_ground,
    why_not_told,
)
from competency.findings.export_reports import research_file
from competency.findings.forms import FindingForm, GroundForm, ProposalForm
from competency.findings.models import Evidence, Finding, Ground
from competency.findings.permissions import why_not_change_finding
from competency.findings.presenters import evidence_row, finding_row, finding_tabs
from competency.findings.reports import grounds_of, verdict_on, verdicts_of, words_of
from core.exports import workbook_response
from core.forms import refusals_on, succeeds
from core.http import get_or_post
from core.mending import mends
from core.paging import page_of
from core.refusals import refuse_if
from kkg.models import Session
from kkg.sessions.permissions import why_not_plan_agenda
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.roles import Role
from madrasah.scope import scope_of


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def finding_list(request: HttpRequest) -> HttpResponse:
    """One's conclusions, each with how far it is triangulated."""
    page = page_of(Finding.objects.visible_to(request.user), request.GET.get("halaman"))
    verdicts = verdicts_of(page.rows, actor(request))
    context = {
        "tabs": finding_tabs("Kesimpulan"),
        "page": page,
        "lines": [finding_row(row, verdicts[row.pk]) for row in page],
        "removed": Finding.objects.restorable_by(request.user),
        "evidence": Evidence.objects.visible_to(request.user).count(),
    }
    return render(request, "competency/findings/list.html", context)


@role_required(Role.KEPALA, Role.PENGAWAS)
@get_or_post
def finding_new(request: HttpRequest) -> HttpResponse:
    """Write a conclusion; its evidence is tied on its own page."""
    form = FindingForm(request.POST or None)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("title", "text", "client_token")}
        with refusals_on(form):
            row = conclude(by=actor(request), **told)
            messages.success(request, "Kesimpulan tersimpan. Sekarang kaitkan buktinya.")
            return redirect("competency:finding-detail", row.pk)
    return render(request, "competency/findings/form.html", {"form": form})


@get_or_post
def finding_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What speaks for and against it, and what is missing; a piece of evidence is tied here."""
    finding = get_visible_or_404(Finding, request, pk=pk)
    tied = grounds_of([pk], actor(request))[pk]
    rest = Evidence.objects.visible_to(request.user).listed().exclude(pk__in=[row.evidence_id for row in tied])
    form = GroundForm(request.POST or None, evidence=rest if request.method != "POST" else _all(request))
    if form.is_valid():
        told = {"evidence": form.cleaned_data["evidence"], "stance": form.cleaned_data["stance"]}
        if succeeds(form, tie_ground, finding=finding, by=actor(request), **told):
            messages.success(request, "Bukti dikaitkan.")
            return redirect("competency:finding-detail", pk)
    proposal = ProposalForm(sessions=_coming(request))
    context = {
        "finding": finding,
        "verdict": verdict_on(tied),
        "pro": _lines(request, tied, Ground.Stance.FOR),
        "contra": _lines(request, tied, Ground.Stance.AGAINST),
        "form": form,
        "proposal": proposal,
        "coming": proposal.coming,
        "why_not": proposal.coming and _why_not_propose(request, finding, proposal.coming),
        "may_change": why_not_change_finding(actor(request), finding) is None,
    }
    return render(request, "competency/findings/detail.html", context)


def _all(request: HttpRequest) -> Any:
    return Evidence.objects.visible_to(request.user).listed()


def _coming(request: HttpRequest) -> Any:
    today = timezone.localdate()
    return Session.objects.run_by(request.user).select_related("group").open().of_members().upcoming(today)


def _why_not_propose(request: HttpRequest, finding: Finding, session: Session) -> str | None:
    return why_not_plan_agenda(actor(request), session) or why_not_told(actor(request), finding)


def _lines(request: HttpRequest, tied: list[Ground], stance: str) -> list[dict[str, Any]]:
    me = scope_of(request.user).person_id
    rows = [row.evidence for row in tied if row.stance == stance]
    return [evidence_row(row, me, words_of(row, me)) | {"pk": row.pk} for row in rows]


@require_POST
def ground_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take a piece of evidence off a conclusion."""
    finding = get_visible_or_404(Finding, request, pk=pk)
    untie_ground(finding=finding, evidence=get_visible_or_404(Evidence, request, pk=row), by=actor(request))
    messages.success(request, "Kaitan dilepas. Buktinya tetap ada.")
    return redirect("competency:finding-detail", pk)


@get_or_post
def finding_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its words."""
    finding = get_visible_or_404(Finding, request, pk=pk)
    refuse_if(why_not_change_finding(actor(request), finding))
    form = FindingForm(request.POST or None, instance=finding)
    if form.is_valid() and mends(form, mend_finding, finding=finding, by=actor(request), **form.values()):
        messages.success(request, "Kesimpulan diubah. Isi sebelumnya tersimpan di riwayat.")
        return redirect("competency:finding-detail", pk)
    return render(request, "competency/findings/form.html", {"form": form, "finding": finding})


@require_POST
def finding_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of sight; the way back stands below the list."""
    remove_finding(finding=get_visible_or_404(Finding, request, pk=pk), by=actor(request))
    messages.success(request, "Kesimpulan dihapus. Bila keliru, kembalikan dari bawah daftar ini dalam 30 hari.")
    return redirect("competency:finding-list")


@require_POST
def finding_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a deletion."""
    restore_finding(finding=get_object_or_404(Finding.objects.restorable_by(request.user), pk=pk), by=actor(request))
    messages.success(request, "Kesimpulan dikembalikan.")
    return redirect("competency:finding-detail", pk)


@require_POST
def finding_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """One press puts it on the next agenda."""
    finding = get_visible_or_404(Finding, request, pk=pk)
    form = ProposalForm(request.POST, sessions=_coming(request))
    with refusals_on(form):
        if form.is_valid():
            topic = propose_finding(session=form.cleaned_data["session"], finding=finding, by=actor(request))
            messages.success(request, f"Menjadi topik pertemuan “{topic.session.title}”.")
            return redirect("kkg:session-topics", topic.session_id)
    messages.error(request, "Pertemuan itu tidak lagi menerima topik. Muat ulang halaman ini.")
    return redirect("competency:finding-detail", pk)


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def research(request: HttpRequest) -> FileResponse:
    """The workbook without names."""
    return workbook_response("temuan-untuk-penelitian", research_file(actor(request)))
