"""A KKG's programme: list, detail with its counts, and rows that grow and move."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.http import get_or_post, key_asked, point_out, seen_revision
from core.paging import page_of
from core.papers import paper_response
from core.refusals import refuse_if
from kkg.agenda.history import rearranged
from kkg.agenda.row_forms import pressed
from kkg.groups.permissions import why_not_plan_programme
from kkg.groups.reports import signers_on, unsigned_note
from kkg.programme.actions import PLANNED_FIELDS, copy_last_programme, last_programme, save_programme, start_programme
from kkg.programme.forms import GoalsForm, PlannedRows, ProgrammeForm, groups_to_plan, planned_rows
from kkg.programme.models import KINDS, Programme
from kkg.programme.papers import programme_paper
from kkg.programme.presenters import planned_line, programme_line
from kkg.programme.reports import planned_doubts, year_meetings
from kkg.programme.tally import SOURCE, packs, shares, year_tally
from kkg.sessions.permissions import why_not_plan_session, why_not_see_reasons
from kkg.speakers.choices import choice_of
from madrasah.guards import actor, get_visible_or_404


@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    """Programmes of the groups one sees, or of the one asked for, the latest semester first."""
    found = Programme.objects.visible_to(request.user).for_list()
    if group := key_asked(request, "kkg"):
        found = found.filter(group=group)
    page = page_of(found, request.GET.get("halaman"))
    context = {
        "lines": [programme_line(row, reverse("kkg:programme-detail", args=[row.pk])) for row in page],
        "page": page,
        "why_not_plan": why_not_plan_session(groups_to_plan(actor(request))),
    }
    return render(request, "kkg/programme/list.html", context)


@get_or_post
def programme_new(request: HttpRequest) -> HttpResponse:
    """Whose programme, of which semester; its rows come next."""
    groups = groups_to_plan(actor(request))
    refuse_if(why_not_plan_session(groups))
    form = ProgrammeForm(request.POST or None, groups=groups)
    if form.is_valid():
        programme = start_programme(by=actor(request), **form.cleaned_data)
        return redirect("kkg:programme-edit", programme.pk)
    return render(request, "kkg/programme/new.html", {"form": form})


@require_safe
def programme_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Goals, counts with what they rest on, and each planned meeting with its next step."""
    programme = get_visible_or_404(Programme, request, pk=pk)
    why_not = why_not_plan_programme(actor(request), programme)
    year = programme.semester.school_year
    counted = year_meetings(programme.group, year)
    kinds = dict(KINDS)
    context = {
        "programme": programme,
        "year": f"{year}/{year + 1}",
        "tally": year_tally(counted),
        "packs": packs(counted),
        "shares": [[kinds[share.kind], f"{share.count} dari {share.of}"] for share in shares(counted, kinds)],
        "source": SOURCE,
        "share_head": ["Jenis", "Pertemuan"],
        "rows": _rows(programme),
        "why_not_plan": why_not,
        "has_last": not why_not and last_programme(programme) is not None,
        "unsigned": unsigned_note(programme.group, timezone.localdate(), actor(request)),
    }
    return render(request, "kkg/programme/detail.html", context)


@require_safe
def programme_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The programme as a PDF, dated today."""
    programme = get_visible_or_404(Programme, request, pk=pk)
    knows, today = why_not_see_reasons(actor(request), programme.group) is None, timezone.localdate()
    data = programme_paper(programme, signers_on(programme.group, today, with_numbers=knows), today)
    return paper_response("programme.typ", data, name=f"program-{programme.semester}")


def _rows(programme: Programme) -> list[dict[str, Any]]:
    """Each planned meeting as a line; `todo` is set while it is no session."""
    today = timezone.localdate()
    rows = []
    for planned in programme.planned.select_related("session", "speaker__person"):
        session = planned.session if planned.session and planned.session.removed_at is None else None
        url = reverse("kkg:session-detail", args=[session.pk]) if session else ""
        line = planned_line(planned, session, today, url)
        rows.append({"planned": planned, "line": line, "todo": session is None})
    return rows


@get_or_post
def programme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the rows; "tambah", "naik", "turun", "hapus" show them again changed; "simpan" saves them."""
    programme = get_visible_or_404(Programme, request, pk=pk)
    refuse_if(why_not_plan_programme(actor(request), programme))
    goals = GoalsForm(request.POST or None, instance=programme)
    if request.method != "POST":
        return _page(request, programme, goals, planned_rows(programme.group, rows=_stored(programme)))
    move, at = pressed(request.POST)
    if move != "simpan":
        rows = _moved(PlannedRows.typed(request.POST), move, at, _tied(programme))
        return _page(request, programme, goals, planned_rows(programme.group, rows=rows), is_unsaved=True)
    formset = planned_rows(programme.group, data=request.POST)
    faults = _faults(goals, formset) or _refusal(request, programme, goals, formset)
    if faults:
        return _page(request, programme, goals, formset, faults=faults, is_unsaved=True)
    messages.success(request, "Program disimpan.")
    point_out(request, planned_doubts(programme))
    return redirect("kkg:programme-detail", pk)


def _stored(programme: Programme) -> list[dict[str, Any]]:
    return [
        {"pk": row.pk}
        | {name: getattr(row, name) or "" for name in PLANNED_FIELDS}
        | {"speaker": choice_of(row.speaker)}
        for row in programme.planned.select_related("speaker")
    ]


def _tied(programme: Programme) -> set[str]:
    """Keys, as text, of rows that are a session already."""
    return {str(row.pk) for row in programme.planned.all() if row.session_id}


def _moved(rows: list[dict[str, Any]], move: str, at: int, tied: set[str]) -> list[dict[str, Any]]:
    if move == "hapus" and 0 <= at < len(rows) and str(rows[at]["pk"]) in tied:
        return rows
    return rearranged(rows, move, at)


def _faults(goals: GoalsForm, formset: PlannedRows) -> list[str]:
    said = [] if goals.is_valid() else [str(fault) for words in goals.errors.values() for fault in words]
    return said if formset.is_valid() else [*said, *formset.faults]


def _refusal(request: HttpRequest, programme: Programme, goals: GoalsForm, formset: PlannedRows) -> list[str]:
    """Saves; what the action refuses, in words."""
    try:
        save_programme(
            programme=programme,
            goals=goals.cleaned_data["goals"],
            rows=formset.rows,
            revision=seen_revision(request),
            by=actor(request),
        )
    except ValidationError as error:
        return list(error.messages)
    return []


def _page(
    request: HttpRequest,
    programme: Programme,
    goals: GoalsForm,
    formset: PlannedRows,
    *,
    faults: list[str] | None = None,
    is_unsaved: bool = False,
) -> HttpResponse:
    tied = _tied(programme)
    rows = [{"form": form, "is_tied": str(form["pk"].value() or "") in tied} for form in formset.forms]
    context = {
        "programme": programme,
        "goals": goals,
        "formset": formset,
        "rows": rows,
        "faults": faults or [],
        "is_unsaved": is_unsaved,
    }
    return render(request, "kkg/programme/form.html", context)


@require_POST
def programme_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Append the rows of the last semester's programme."""
    programme = get_visible_or_404(Programme, request, pk=pk)
    refuse_if(why_not_plan_programme(actor(request), programme))
    try:
        count = copy_last_programme(programme=programme, by=actor(request))
        messages.success(request, f"{count} rencana pertemuan disalin. Isi perkiraan tanggalnya.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("kkg:programme-detail", pk)
