"""Evidence: the list, one piece with its codes, and noting or mending one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from competency.findings.evidence_actions import (
    code_evidence,
    mend_evidence,
    record_evidence,
    remove_evidence,
    restore_evidence,
)
from competency.findings.forms import CodingForm, EvidenceFilter, EvidenceForm
from competency.findings.models import Code, Evidence
from competency.findings.permissions import why_not_change_evidence
from competency.findings.presenters import evidence_facts, evidence_row, finding_tabs
from competency.findings.reports import words_of
from competency.sheets.models import Assessment
from core.forms import refusals_on, succeeds
from core.http import get_or_post
from core.mending import mends
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.models import Madrasah
from madrasah.roles import Role
from madrasah.scope import scope_of


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def evidence_list(request: HttpRequest) -> HttpResponse:
    """What one gathered and what others gathered where one is pengawas, the newest first."""
    codes = Code.objects.visible_to(request.user)
    form = EvidenceFilter(request.GET, places=_places(request), codes=codes)
    if not form.is_valid():
        raise Http404
    me = scope_of(request.user).person_id
    page = page_of(_filtered(request, form).listed(), request.GET.get("halaman"))
    context = {
        "tabs": finding_tabs("Bukti"),
        "filter_form": form,
        "page": page,
        "lines": [evidence_row(row, me, words_of(row, me)) for row in page],
        "is_filtered": any(form.cleaned_data.values()),
        "removed": Evidence.objects.restorable_by(request.user).listed(),
    }
    return render(request, "competency/findings/evidence_list.html", context)


def _filtered(request: HttpRequest, form: EvidenceFilter) -> Any:
    asked, rows = form.cleaned_data, Evidence.objects.visible_to(request.user)
    if asked["madrasah"]:
        rows = rows.filter(madrasah=asked["madrasah"])
    if asked["jenis"]:
        rows = rows.filter(kind=asked["jenis"])
    if asked["kode"] == form.UNCODED:
        return rows.uncoded_by(request.user)
    return rows.coded_by(request.user, int(asked["kode"])) if asked["kode"] else rows


@role_required(Role.KEPALA, Role.PENGAWAS)
@get_or_post
def evidence_new(request: HttpRequest) -> HttpResponse:
    """Note one piece; `lembar` in the address ties it to that sheet."""
    sheet = _sheet(request)
    initial = {"sheet": sheet.pk, "madrasah": sheet.madrasah_id} if sheet else {}
    form = EvidenceForm(request.POST or None, initial=initial, **_offered(request))
    if form.is_valid():
        token = form.cleaned_data["client_token"]
        with refusals_on(form):
            row = record_evidence(values=form.values(), client_token=token, by=actor(request))
            messages.success(request, "Bukti tersimpan. Beri kodenya di sini.")
            return redirect("competency:evidence-detail", row.pk)
    return render(request, "competency/findings/evidence_form.html", {"form": form, "assessment": sheet})


@get_or_post
def evidence_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece; the reader's own codes are set here."""
    row = get_visible_or_404(Evidence.objects.listed(), request, pk=pk)
    codes, me = Code.objects.visible_to(request.user), scope_of(request.user).person_id
    given = [code.pk for code in codes.filter(codings__evidence=row)]
    form = CodingForm(request.POST or None, codes=codes, initial={"codes": given})
    if form.is_valid() and succeeds(
        form, code_evidence, evidence=row, codes=form.cleaned_data["codes"], by=actor(request)
    ):
        messages.success(request, "Kode bukti ini tersimpan.")
        return redirect("competency:evidence-detail", pk)
    sheets = (
        Assessment.objects.visible_to(request.user).filter(pk=row.sheet_id or 0).select_related("instrument", "teacher")
    )
    context = {
        "evidence": row,
        "words": words_of(row, me),
        "facts": evidence_facts(row),
        "assessment": sheets.first() if row.sheet_id else None,
        "form": form if codes or form.errors else None,
        "may_change": why_not_change_evidence(actor(request), row) is None,
    }
    return render(request, "competency/findings/evidence_detail.html", context)


@get_or_post
def evidence_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what was noted."""
    row = get_visible_or_404(Evidence.objects.listed(), request, pk=pk)
    refuse_if(why_not_change_evidence(actor(request), row))
    form = EvidenceForm(request.POST or None, instance=row, **_offered(request))
    if form.is_valid() and mends(form, mend_evidence, evidence=row, values=form.values(), by=actor(request)):
        messages.success(request, "Bukti diubah. Isi sebelumnya tersimpan di riwayat.")
        return redirect("competency:evidence-detail", pk)
    return render(request, "competency/findings/evidence_form.html", {"form": form, "evidence": row})


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of sight; the way back stands below the list."""
    row = get_visible_or_404(Evidence, request, pk=pk)
    remove_evidence(evidence=row, by=actor(request))
    messages.success(request, "Bukti dihapus. Bila keliru, kembalikan dari bawah daftar ini dalam 30 hari.")
    return redirect("competency:evidence-list")


@require_POST
def evidence_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a deletion."""
    row = get_object_or_404(Evidence.objects.restorable_by(request.user), pk=pk)
    restore_evidence(evidence=row, by=actor(request))
    messages.success(request, "Bukti dikembalikan.")
    return redirect("competency:evidence-detail", pk)


def _places(request: HttpRequest) -> Any:
    opened = scope_of(request.user).opens
    return Madrasah.objects.visible_to(request.user).filter(pk__in=opened).by_name()


def _offered(request: HttpRequest) -> dict[str, Any]:
    return {"places": _places(request), "sheets": Assessment.objects.visible_to(request.user)}


def _sheet(request: HttpRequest) -> Assessment | None:
    asked = request.GET.get("lembar", "")
    if not asked.isdecimal():
        return None
    sheets = Assessment.objects.visible_to(request.user).filter(madrasah__in=scope_of(request.user).opens)
    return get_object_or_404(sheets.select_related("instrument", "teacher"), pk=asked)
