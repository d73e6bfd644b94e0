"""Import of sheets: upload and own past uploads, columns, preview, answers, confirmation, undo, faults.

A run has one address; what stands there follows its stage (madrasah/imports/preview.py).
"""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.exports import csv_response, xlsx_response
from core.http import get_or_post
from core.jobs import wait_for
from core.paging import page_of
from core.refusals import Refused, refuse_if
from core.workbooks.limits import FileRefused
from madrasah.guards import actor, get_visible_or_404
from madrasah.imports import preview
from madrasah.imports.fields import FIELDS, NEEDED
from madrasah.imports.forms import AnswersForm, ColumnsForm, ImportFilterForm, ImportForm, KindForm
from madrasah.imports.heads import notes_of
from madrasah.imports.models import ImportRun
from madrasah.imports.name_presenters import name_fields, name_questions
from madrasah.imports.passes import WITH_FAULTS
from madrasah.imports.runs import answer_names, answer_rows, apply_import, set_columns, start_import, undo_import
from madrasah.imports.undo import why_not_undo
from madrasah.people.permissions import why_not_import

PER_PAGE = 50
MOST_RUNS = 50


@get_or_post
def import_list(request: HttpRequest) -> HttpResponse:
    """Upload a file; below it the own uploads of the last days."""
    refuse_if(why_not_import(actor(request)))
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted else ImportForm()
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return _when_ready(start_import(file=file, name=file.name, by=actor(request)))
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
    runs = ImportRun.objects.visible_to(request.user).select_related("job")[:MOST_RUNS]
    return render(request, "madrasah/imports/list.html", {"form": form, "lines": preview.run_lines(runs)})


@require_safe
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a run stands: under way, waiting for its columns, its rows, or why it could not go on."""
    refuse_if(why_not_import(actor(request)))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    match preview.stage_of(run):
        case preview.Stage.UNDERWAY:
            return render(request, "madrasah/imports/underway.html", {"run": run, "job": run.job})
        case preview.Stage.COLUMNS:
            return redirect("madrasah:import-columns", pk)
        case preview.Stage.FAILED:
            context = {"run": run, "problem": preview.problem_of(run), "form": ImportForm()}
            return render(request, "madrasah/imports/failed.html", context)
        case preview.Stage.ROWS:
            return render(request, "madrasah/imports/preview.html", _rows_shown(request, run))


@get_or_post
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What columns mean that were not recognised; asked once, remembered for this user."""
    refuse_if(why_not_import(actor(request)))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    refuse_if(preview.why_not_columns(run))
    form = _columns_form(run, request.POST or None)
    if form.is_valid():
        done = set_columns(run=run, by=actor(request), kind=form.kind, choices=form.choices)
        return _when_ready(done)
    return render(request, "madrasah/imports/columns.html", {"run": run, "form": form})


@require_POST
def import_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the answers to "pastikan" and show the preview that follows from them."""
    refuse_if(why_not_import(actor(request)))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    rows, names = preview.question_fields(preview.asked_rows(run, request.POST)), name_fields(run)
    given = AnswersForm({name: answers for name, (_, answers) in (rows | names).items()}, request.POST).given
    answer_rows(run=run, by=actor(request), answers={rows[name][0]: given[name] for name in given.keys() & rows})
    places = {names[name][0]: given[name] for name in given.keys() & names}
    if job := answer_names(run=run, by=actor(request), answers=places).job:
        wait_for(job)
    messages.success(request, "Jawaban disimpan. Periksa lagi pratinjaunya, lalu terapkan.")
    return redirect(f"{reverse('madrasah:import-run', args=[pk])}?{preview.address_of(*_chosen(request.POST))}")


@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Have all new and changed rows written, or none."""
    refuse_if(why_not_import(actor(request)))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    return _when_ready(apply_import(run=run, by=actor(request)))


@get_or_post
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what a confirmed import wrote, as long as nothing depends on it."""
    refuse_if(why_not_import(actor(request)))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    if request.method == "POST":
        try:
            return _when_ready(undo_import(run=run, by=actor(request)))
        except Refused as refusal:
            messages.error(request, str(refusal))
    context = {"run": run, "why_not": why_not_undo(run), "text": preview.undo_words(run)}
    return render(request, "madrasah/imports/undo.html", context)


@require_safe
def import_faults(request: HttpRequest, pk: int, kind: str) -> HttpResponse | FileResponse:
    """Every fault with its cell and cure as a file: `kind` is "csv" or, for no long list, "xlsx"."""
    refuse_if(why_not_import(actor(request)))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    name, rows = f"kekeliruan-impor-{run.pk}", preview.fault_rows(run)
    if kind == "csv" or run.counts.get(WITH_FAULTS, 0) > preview.MOST_IN_WORKBOOK:
        return csv_response(name, preview.FAULT_HEAD, rows)
    return xlsx_response(name, preview.FAULT_HEAD, rows, title="Kekeliruan")


def _columns_form(run: ImportRun, posted: QueryDict | None) -> KindForm | ColumnsForm:
    """First what the file lists, if its headings do not say it; then its open columns."""
    if not run.kind:
        return KindForm(posted)
    columns = preview.columns_of(run)
    return ColumnsForm(
        posted,
        kind=run.kind,
        columns=columns,
        fields=FIELDS[run.kind],
        needed=NEEDED[run.kind],
        guesses=preview.guesses(run.kind, columns),
        missing=run.marks.get("missing", []),
    )


def _when_ready(run: ImportRun) -> HttpResponse:
    """To the run's page, after a moment in which small files are done."""
    if run.job:
        wait_for(run.job)
    return redirect("madrasah:import-run", run.pk)


def _chosen(words: QueryDict) -> tuple[str, int]:
    """Kind of rows and number of the page, whatever the address says."""
    form = ImportFilterForm(words)
    form.is_valid()
    return form.cleaned_data.get("jenis") or "", form.cleaned_data.get("halaman") or 1


def _rows_shown(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """The page of the preview that the address asks for."""
    kind, number = _chosen(request.GET)
    page = page_of(preview.shown_rows(run, kind), str(number), PER_PAGE)
    cards = preview.cards(run, page.rows)
    return {
        "run": run,
        "title": preview.TITLES[ImportRun.Status(run.status)],
        "tone": preview.TONES[ImportRun.Status(run.status)],
        "kind": kind,
        "has_faults": run.counts.get(WITH_FAULTS),
        "is_open": run.status == ImportRun.Status.PREVIEW,
        "figures": preview.figures(run, kind),
        "page": page,
        "cards": cards,
        "names": name_questions(run),
        "has_questions": any(card.options for card in cards),
        "place_word": "Madrasah" if run.kind == ImportRun.Kind.TEACHERS else "Kecamatan",
        "next_steps": preview.next_steps(run, actor(request)),
        "sum_words": preview.sum_words(run),
        "notes": notes_of(run),
        "apply_words": preview.apply_words(run),
        "written_words": preview.written_words(run),
        "open_columns": preview.open_columns(run) if run.file_id else [],
        "why_not_apply": preview.why_not_apply(run),
    }
