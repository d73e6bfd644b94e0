"""Certificates for those who issue and hold them: batches, PDFs, withdrawal, one's own.

Beside it: kkg/certificates/issuing_views.py (preview and issue), kkg/certificates/check_views.py (public).
"""

from collections.abc import Sequence
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.formats import date_plain, date_range, dotted
from core.http import get_or_post
from core.paging import Page, page_of
from core.papers import paper_response
from core.refusals import refuse_if
from kkg.certificates.actions import resume_batch, withdraw_certificate
from kkg.certificates.awards import Difference, changed_since, standing
from kkg.certificates.forms import CertificateWithdrawForm
from kkg.certificates.issuing_views import group_to_issue, when_ready
from kkg.certificates.models import Certificate, CertificateBatch
from kkg.certificates.papers import TEMPLATE, certificates_paper
from kkg.certificates.permissions import why_not_issue_certificates, why_not_withdraw_certificate
from kkg.groups.lettering import code_in_fours
from kkg.groups.presenters import Line
from madrasah.guards import actor, get_visible_or_404

PER_PAGE = 50
PER_PDF = 300  # two to four seconds of work (bench/README.md)


@require_safe
def certificate_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What a KKG has issued, the last first."""
    group = group_to_issue(request, pk)
    batches = CertificateBatch.objects.visible_to(request.user).filter(group=group).with_counts().with_days()
    page = page_of(batches.select_related("job"), request.GET.get("halaman"), PER_PAGE)
    context = {"group": group, "page": page, "lines": [_batch_line(batch) for batch in page]}
    return render(request, "kkg/certificates/list.html", context)


def _batch_line(batch: Any) -> Line:
    withdrawn = f"{batch.withdrawn_count} ditarik" if batch.withdrawn_count else ""
    state, tone = ("Terbit", "green") if batch.count else ("Belum terbit", "amber")
    url = reverse("kkg:batch-detail", args=[batch.pk])
    return Line(batch.title, dotted(_counted_days(batch), f"{batch.count} sertifikat", withdrawn), state, tone, url)


def _counted_days(batch: Any) -> str:
    return date_range(batch.first_day, batch.last_day) if batch.first_day else ""


# -- A batch -------------------------------------------------------------------------------------------


@require_safe
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the issue is; then its certificates, and where the record says something else by now."""
    batch = _batch(request, pk)
    if batch.job and not batch.job.is_over:
        return render(request, "kkg/certificates/underway.html", {"batch": batch, "job": batch.job})
    rows = Certificate.objects.visible_to(request.user).filter(batch=batch).select_related("group")
    page = page_of(rows, request.GET.get("halaman"), PER_PAGE)
    return render(request, "kkg/certificates/batch.html", _batch_context(request, batch, page))


def _batch(request: HttpRequest, pk: int) -> CertificateBatch:
    return get_visible_or_404(CertificateBatch.objects.select_related("job").with_days(), request, pk=pk)


def _batch_context(request: HttpRequest, batch: CertificateBatch, page: Page) -> dict[str, Any]:
    total = page.count or 0
    valid = standing(batch.group, batch.since, batch.until)
    differing, missing = changed_since(batch, valid) if total else ([], [])
    own = sum(row.batch_id == batch.pk for row in valid)
    return {
        "batch": batch,
        "facts": _batch_facts(batch, total),
        "page": page,
        "rows": [(row, certificate_line(row), why_not_withdraw_certificate(actor(request), row)) for row in page],
        "parts": range(1, ceil(own / PER_PDF) + 1),
        "differing": [_difference_line(one) for one in differing],
        "missing": [Line(str(award.holder), f"{award.hours} JP menurut catatan sekarang") for award in missing],
        "again_url": _again_url(batch) if missing else "",
    }


def _difference_line(one: Difference) -> Line:
    row = one.certificate
    said = f"tertulis {row.hours} JP, catatan sekarang {one.hours} JP"
    return Line(row.holder, f"{row.number_text} · {row.get_part_display()} · {said}")


def _again_url(batch: CertificateBatch) -> str:
    """The preview of the same days, dated today: those who hold one get no second."""
    asked = {
        "kegiatan": batch.title,
        "dari": batch.since,
        "sampai": batch.until,
        "tanggal": timezone.localdate(),
        "jp": batch.least_hours,
    }
    return f"{reverse('kkg:batch-new', args=[batch.group_id])}?{urlencode(asked)}"


def _batch_facts(batch: CertificateBatch, total: int) -> list[tuple[str, str]]:
    return [
        ("KKG", batch.group.name),
        ("Pertemuan", _counted_days(batch) or "Belum ada"),
        ("Dicari di antara", date_range(batch.since, batch.until)),
        ("Tanggal sertifikat", date_plain(batch.dated)),
        ("Paling sedikit", f"{batch.least_hours} JP"),
        ("Terbit", f"{total} sertifikat"),
    ]


def certificate_line(row: Certificate) -> Line:
    """One certificate in a list; a withdrawn one says so."""
    withdrawn = ""
    if row.withdrawn_at:
        day = date_plain(timezone.localtime(row.withdrawn_at))
        withdrawn = f"ditarik {day}: {row.withdrawn_reason}"
    state, tone = ("Ditarik", "red") if row.withdrawn_at else ("Berlaku", "green")
    detail = dotted(row.number_text, row.get_part_display(), f"{row.hours} JP", withdrawn)
    return Line(row.holder, detail, state, tone, reverse("kkg:certificate-pdf", args=[row.pk]))


@require_POST
def batch_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again what stopped before anything was written."""
    batch = _batch(request, pk)
    refuse_if(why_not_issue_certificates(actor(request), batch.group))
    return when_ready(resume_batch(batch=batch, by=actor(request)))


@require_safe
def batch_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """All valid certificates of a batch to print, 300 a file; those withdrawn are left out."""
    batch = _batch(request, pk)
    page = page_of(batch.certificates.valid(), request.GET.get("bagian"), PER_PDF)
    return _paper(request, batch, list(page), name=f"sertifikat-{batch.pk}-{page.number}")


@require_safe
def certificate_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate, for its holder and those who run the group."""
    row = get_visible_or_404(Certificate, request, pk=pk)
    return _paper(request, row.batch, [row], name=f"sertifikat-{row.number_text}")


def _paper(request: HttpRequest, batch: CertificateBatch, rows: Sequence[Certificate], *, name: str) -> HttpResponse:
    data = certificates_paper(
        batch,
        rows,
        address_of=lambda code: request.build_absolute_uri(reverse("kkg:certificate-public", args=[code])),
        check=request.build_absolute_uri(reverse("kkg:certificate-check")),
    )
    return paper_response(TEMPLATE, data, name=name)


@get_or_post
def certificate_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a certificate back with a reason, for good."""
    row = get_visible_or_404(Certificate, request, pk=pk)
    refuse_if(why_not_withdraw_certificate(actor(request), row))
    form = CertificateWithdrawForm(request.POST or None)
    if form.is_valid():
        withdraw_certificate(certificate=row, reason=form.cleaned_data["reason"], by=actor(request))
        messages.success(request, f"Sertifikat {row} ditarik. Halaman periksa sudah mengatakannya.")
        return redirect("kkg:batch-detail", row.batch_id)
    return render(request, "kkg/certificates/withdraw.html", {"certificate": row, "form": form})


# -- One's own -----------------------------------------------------------------------------------------


@require_safe
def certificate_own(request: HttpRequest) -> HttpResponse:
    """What a teacher holds, the last first."""
    rows = Certificate.objects.visible_to(request.user).of_person(request.user).select_related("batch__group")
    page = page_of(rows.order_by("-batch__dated", "-pk"), request.GET.get("halaman"), PER_PAGE)
    cards = [(row, certificate_line(row), code_in_fours(row.code)) for row in page]
    return render(request, "kkg/certificates/own.html", {"page": page, "cards": cards})
