"""A daftar hadir on paper: making one with a code, its PDF, finding it again, typing it in, its photo."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.codes import qr_drawing
from core.files import serve
from core.forms import refusals_on, succeeds
from core.http import get_or_post
from core.papers import paper_response
from core.refusals import refuse_if
from kkg.attendance.presenters import day_tabs, paper_rows
from kkg.attendance.rosters import default_mark, roster_of
from kkg.coded_lists.actions import (
    Written,
    in_printed_order,
    line_token,
    print_list,
    remove_sheet_photo,
    restore_sheet_photo,
    type_list,
)
from kkg.coded_lists.forms import CodeForm, PrintForm, TypeForm
from kkg.coded_lists.models import CodedList
from kkg.groups.permissions import why_not_run_group
from kkg.letters.papers import attendance_paper
from kkg.sessions.models import Session
from kkg.sessions.papers import invitation_number
from kkg.sessions.permissions import why_not_run_day, why_not_see_reasons, why_not_take_roll
from kkg.sessions.reports import signers
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def coded_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheets of a session, and a new one."""
    session = get_visible_or_404(Session.days.all(), request, pk=pk)
    refuse_if(why_not_run_day(actor(request), session))
    form = PrintForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            blank = form.cleaned_data["blank_lines"]
            sheet = print_list(session=session, blank_lines=blank, by=actor(request))
            messages.success(request, f"Lembar {sheet.code} siap. Cetak, lalu ketik isinya setelah pertemuan.")
            return redirect("kkg:coded-list", pk)
    context = {
        "session": session,
        "days": day_tabs(session, "coded-list"),
        "form": form,
        "sheets": session.coded_lists.select_related("typed_by__person", "photo").order_by("-pk"),
        "why_not_type": why_not_take_roll(actor(request), session),
    }
    return render(request, "kkg/coded_lists/sheet.html", context)


@require_safe
def coded_print(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet as a PDF: names in the order that is kept with its code, then blank lines."""
    sheet = _sheet(request, code)
    refuse_if(why_not_run_group(actor(request), sheet.session.group))
    address = request.build_absolute_uri(reverse("kkg:coded-type", args=[sheet.code]))
    return paper_response("attendance.typ", _paper(request, sheet, address), name=f"lembar-{sheet.code}")


def _paper(request: HttpRequest, sheet: CodedList, address: str) -> dict[str, Any]:
    session = sheet.session
    roster = [e for e in in_printed_order(sheet, roster_of(session)) if e.person.pk in sheet.lines]
    rows = [row | {"mark": ""} for row in paper_rows(roster, session, actor(request))]
    knows = why_not_see_reasons(actor(request), session.group) is None
    sign = signers(session, with_numbers=knows)
    return attendance_paper(session, rows, [], sign, invitation_number(session)) | {
        "code": sheet.code,
        "qr": qr_drawing(address),
        "blank_lines": sheet.blank_lines,
        "foot": f"Kode lembar {sheet.code} · ",
    }


@require_safe
def coded_find(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the paper."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        code = form.cleaned_data["kode"]
        if CodedList.objects.visible_to(request.user).filter(code=code).exists():
            return redirect("kkg:coded-type", code)
        form.add_error("kode", "Kode ini tidak ditemukan. Periksa lagi sudut kanan atas lembar.")
    return render(request, "kkg/coded_lists/find.html", {"form": form})


@get_or_post
def coded_type(request: HttpRequest, code: str) -> HttpResponse:
    """The same order as on the paper; a signature is hadir, the others are tapped."""
    sheet = _sheet(request, code)
    refuse_if(why_not_take_roll(actor(request), sheet.session))
    form = _type_form(request, sheet)
    if form.is_valid() and succeeds(
        form,
        type_list,
        sheet=sheet,
        marks=form.marks,
        seen=form.shown,
        seen_checked=form.seen_checked,
        assumed=form.assumed,
        written=[Written(**line) for line in form.written],
        photo=form.cleaned_data["photo"],
        by=actor(request),
    ):
        messages.success(request, f"Lembar {sheet.code} tersimpan: {form.totals}.{form.overruled}")
        return redirect("kkg:session-detail", sheet.session.whole_pk)
    return render(request, "kkg/coded_lists/type.html", {"sheet": sheet, "session": sheet.session, "form": form})


def _type_form(request: HttpRequest, sheet: CodedList) -> TypeForm:
    tokens = {line_token(sheet, at): at for at in range(len(sheet.lines) + sheet.blank_lines + 1)}
    roster = in_printed_order(sheet, roster_of(sheet.session))
    guests = sheet.session.attendances.guests().filter(client_token__in=tokens)
    return TypeForm(
        request.POST or None,
        request.FILES or None,
        sheet=sheet,
        roster=roster,
        taken_as=default_mark(sheet.session, roster),
        noted={tokens[guest.client_token]: guest for guest in guests},
    )


@require_safe
def coded_photo(request: HttpRequest, code: str) -> FileResponse:
    """The photo of the signed sheet: signatures are for those who run the group."""
    sheet = _sheet(request, code)
    refuse_if(why_not_run_group(actor(request), sheet.session.group))
    return serve(sheet.photo)


@require_POST
def coded_photo_remove(request: HttpRequest, code: str) -> HttpResponse:
    """Take a wrong photo off for 30 days."""
    sheet = _sheet(request, code)
    remove_sheet_photo(sheet=sheet, by=actor(request))
    messages.success(request, "Foto lembar dihapus. Bila keliru, kembalikan dari halaman ini.")
    return redirect("kkg:coded-list", sheet.session_id)


@require_POST
def coded_photo_restore(request: HttpRequest, code: str) -> HttpResponse:
    """Put it on again."""
    sheet = _sheet(request, code)
    restore_sheet_photo(sheet=sheet, by=actor(request))
    messages.success(request, "Foto lembar dikembalikan.")
    return redirect("kkg:coded-list", sheet.session_id)


def _sheet(request: HttpRequest, code: str) -> CodedList:
    sheet: CodedList = get_visible_or_404(CodedList, request, code=code.upper())
    return sheet
