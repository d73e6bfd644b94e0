"""Excel import: upload and own past uploads, preview, answers, confirmation, faults to take along."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exports import xlsx_response
from core.sheets.workbook import SheetRefused
from madrasah.forms.imports import AnswersForm, ImportFilterForm, ImportForm
from madrasah.guards import get_visible_or_404, refuse_if
from madrasah.imports import preview
from madrasah.imports.runs import answer_rows, apply_import, planned_rows, start_import
from madrasah.models import ImportRun
from madrasah.permissions import why_not_import

PER_PAGE = 50
CHANGED_MEANWHILE = (
    "Data berubah sejak pratinjau ini dibuat, jadi belum ada yang ditulis. Pratinjau sudah diperbarui; "
    "periksa lagi sebelum menerapkan."
)


@require_http_methods(["GET", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Upload a file; below it the own uploads of the last days."""
    refuse_if(why_not_import(request.user))
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted else ImportForm()
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = start_import(file=file, name=file.name, by=request.user)  # type: ignore[arg-type]
            return redirect("madrasah:import-preview", run.pk)
        except SheetRefused as refusal:
            form.add_error("file", str(refusal))
    runs = ImportRun.objects.visible_to(request.user).defer("rows")
    return render(request, "madrasah/import_list.html", {"form": form, "runs": runs})


@require_safe
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would happen, row by row; nothing has been written."""
    refuse_if(why_not_import(request.user))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    chosen = ImportFilterForm(request.GET)
    chosen.is_valid()
    kind, number = chosen.cleaned_data.get("jenis") or "", chosen.cleaned_data.get("halaman") or 1
    rows = planned_rows(run)
    page = Paginator(preview.filtered(rows, kind), PER_PAGE).get_page(number)
    context = {
        "run": run,
        "tabs": preview.tabs(rows, kind),
        "page": page,
        "cards": preview.cards(page.object_list),
        "has_questions": any(row.answers for row in page.object_list),
        "has_faults": any(preview.faults_of(row) for row in rows),
        "apply_words": preview.apply_words(rows),
        "why_not_apply": preview.why_not_apply(run, rows),
    }
    return render(request, "madrasah/import_preview.html", context)


@require_POST
def import_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the answers to "pastikan" and show the preview that follows from them."""
    refuse_if(why_not_import(request.user))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    asked = {preview.field_of(row): row for row in planned_rows(run) if row.answers}
    form = AnswersForm([(name, row.answers) for name, row in asked.items()], request.POST)
    form.is_valid()
    given = {asked[name].row.number: answer for name, answer in form.cleaned_data.items() if answer}
    answer_rows(run=run, by=request.user, answers=given)  # type: ignore[arg-type]
    messages.success(request, "Jawaban disimpan. Periksa lagi pratinjaunya, lalu terapkan.")
    return redirect("madrasah:import-preview", pk)


@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write all new and changed rows, or none."""
    refuse_if(why_not_import(request.user))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    done = apply_import(run=run, by=request.user)  # type: ignore[arg-type]
    if done.is_done:
        new, changed = done.counts.get("baru", 0), done.counts.get("berubah", 0)
        messages.success(request, f"Sudah ditulis: {new} data baru dan {changed} perubahan.")
    else:
        messages.warning(request, CHANGED_MEANWHILE)
    return redirect("madrasah:import-preview", pk)


@require_safe
def import_faults(request: HttpRequest, pk: int) -> HttpResponse:
    """Every fault with its cell and cure as a spreadsheet."""
    refuse_if(why_not_import(request.user))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    rows = preview.fault_rows(planned_rows(run))
    return xlsx_response(f"kekeliruan-impor-{run.pk}", preview.FAULT_HEAD, rows, title="Kekeliruan")
