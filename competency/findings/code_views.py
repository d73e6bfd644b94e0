"""Codes: one's own, the list that is offered, and the matrix of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from competency.findings.code_actions import add_code, adopt_codes, mend_code, remove_code, restore_code
from competency.findings.forms import AdoptForm, CodeForm
from competency.findings.models import Code, Evidence
from competency.findings.presenters import code_rows, finding_tabs, matrix_blocks
from competency.findings.reports import counts_of, matrix_of
from competency.ties.reports import tying_instrument
from core.forms import succeeds
from core.http import get_or_post
from core.mending import mends
from core.paging import page_of
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.roles import Role

PER_PAGE = 10


@role_required(Role.KEPALA, Role.PENGAWAS)
@get_or_post
def code_list(request: HttpRequest) -> HttpResponse:
    """One's codes with how often each was given, and writing another."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name", "meaning", "client_token")}
        if succeeds(form, add_code, by=actor(request), **told):
            messages.success(request, "Kode tersimpan.")
            return redirect("competency:code-list")
    page = page_of(Code.objects.visible_to(request.user), request.GET.get("halaman"), PER_PAGE)
    given = counts_of(actor(request), [code.pk for code in page])
    context = {
        "tabs": finding_tabs("Kode"),
        "form": form,
        "page": page,
        "lines": code_rows(page.rows, given),
        "removed": Code.objects.restorable_by(request.user),
    }
    return render(request, "competency/findings/code_list.html", context)


@role_required(Role.KEPALA, Role.PENGAWAS)
@get_or_post
def code_offered(request: HttpRequest) -> HttpResponse:
    """The indicators of the four competencies, to begin with."""
    instrument = tying_instrument()
    if instrument is None:
        return render(request, "competency/findings/code_offered.html", {"form": None})
    taken = Code.objects.visible_to(request.user).exclude(indicator="")
    form = AdoptForm(request.POST or None, instrument=instrument, taken=set(taken.values_list("indicator", flat=True)))
    if form.is_valid():
        asked = form.cleaned_data["indicators"]
        if succeeds(form, adopt_codes, instrument=instrument, indicators=asked, by=actor(request)):
            messages.success(request, f"{len(asked)} kode ditambahkan.")
            return redirect("competency:code-list")
    return render(request, "competency/findings/code_offered.html", {"form": form, "instrument": instrument})


@get_or_post
def code_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a code, or delete it."""
    code = get_visible_or_404(Code, request, pk=pk)
    form = CodeForm(request.POST or None, instance=code)
    if form.is_valid() and mends(form, mend_code, code=code, by=actor(request), **form.values()):
        messages.success(request, "Kode diubah.")
        return redirect("competency:code-list")
    return render(request, "competency/findings/code_mend.html", {"form": form, "code": code})


@require_POST
def code_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Off all evidence; the way back stands below the list."""
    remove_code(code=get_visible_or_404(Code, request, pk=pk), by=actor(request))
    messages.success(request, "Kode dihapus. Bila keliru, kembalikan dari bawah daftar ini dalam 30 hari.")
    return redirect("competency:code-list")


@require_POST
def code_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a deletion."""
    restore_code(code=get_object_or_404(Code.objects.restorable_by(request.user), pk=pk), by=actor(request))
    messages.success(request, "Kode dikembalikan, juga pada buktinya.")
    return redirect("competency:code-list")


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """A block a code: how many pieces, by madrasah and kind of source."""
    page = page_of(Code.objects.visible_to(request.user), request.GET.get("halaman"), PER_PAGE)
    found = matrix_of(actor(request), [code.pk for code in page])
    evidence = Evidence.objects.visible_to(request.user)
    context = {
        "tabs": finding_tabs("Per kode"),
        "page": page,
        "blocks": matrix_blocks(page, found),
        "head": ["Madrasah", *Evidence.Kind.labels, "Jumlah"],
        "numeric": range(1, len(Evidence.Kind) + 2),
        "count": evidence.count(),
        "uncoded": evidence.uncoded_by(request.user).count(),
    }
    return render(request, "competency/findings/matrix.html", context)
