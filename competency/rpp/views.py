"""The RPP week: kepala write it, pengawas read it. One page, one submit."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competency.rpp.actions import attach_photo, record_week, remove_photo, restore_photo
from competency.rpp.forms import PhotoForm, RppWeekChoice, RppWeekForm
from competency.rpp.models import Rpp
from competency.rpp.permissions import why_not_mark_rpp
from competency.rpp.reports import RppLine, RppWeek, next_photo, rpp_week
from competency.rpp.weeks import heads_of
from core.files import serve
from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from core.revisions import Overtaken
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.models import Madrasah
from madrasah.roles import Role
from madrasah.scope import scope_of


@role_required(Role.KEPALA, Role.PENGAWAS)
@get_or_post
def week(request: HttpRequest) -> HttpResponse:
    """The ledger of one madrasah and week."""
    choice = _choice(request)
    madrasah = choice.chosen_madrasah
    if madrasah is None or "madrasah" in choice.errors:
        raise Http404
    shown = rpp_week(madrasah, choice.week)
    if request.method == "POST":
        refuse_if(_why_not_write(request, shown))
        return _save(request, choice, shown)
    return _page(request, choice, shown, _form(request, shown), shown.fingerprint)


@get_or_post
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo of one row: seen by who may see the row, attached by the kepala."""
    row = get_visible_or_404(Rpp, request, pk=pk)
    why_not = why_not_mark_rpp(actor(request), row.madrasah, row.teacher_id, heads_of(row.madrasah))
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    back = f"{reverse('competency:rpp-week')}?minggu={row.week.isoformat()}&madrasah={row.madrasah_id}"
    if row.madrasah_id not in scope_of(request.user).opens:
        back = reverse("competency:my-rpp")
    onward = None if why_not else next_photo(row, actor(request))
    if request.method == "POST":
        refuse_if(why_not)
        if form.is_valid() and succeeds(
            form, attach_photo, row=row, upload=form.cleaned_data["foto"], by=actor(request)
        ):
            messages.success(request, f"Foto RPP {row.teacher} tersimpan.")
            return redirect("competency:rpp-photo", onward.pk) if onward else redirect(back)
    context = {"row": row, "form": form, "why_not": why_not, "back_url": back, "onward": onward}
    status = 400 if request.method == "POST" else 200
    return render(request, "competency/rpp/photo.html", context, status=status)


@require_safe
def photo_file(request: HttpRequest, pk: int) -> FileResponse:
    """The picture itself, through the same door."""
    return serve(get_visible_or_404(Rpp, request, pk=pk).photo)


@require_POST
def photo_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrong photo off for 30 days."""
    remove_photo(row=get_visible_or_404(Rpp, request, pk=pk), by=actor(request))
    messages.success(request, "Foto RPP dihapus. Bila keliru, kembalikan dari halaman ini.")
    return redirect("competency:rpp-photo", pk)


@require_POST
def photo_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on again."""
    restore_photo(row=get_visible_or_404(Rpp, request, pk=pk), by=actor(request))
    messages.success(request, "Foto RPP dikembalikan.")
    return redirect("competency:rpp-photo", pk)


def _choice(request: HttpRequest) -> RppWeekChoice:
    opened = Madrasah.objects.visible_to(request.user).filter(pk__in=scope_of(request.user).opens)
    choice = RppWeekChoice(request.GET, places=opened.by_name(), today=timezone.localdate())
    choice.is_valid()
    return choice


def _save(request: HttpRequest, choice: RppWeekChoice, shown: RppWeek) -> HttpResponse:
    """Write the week, or give everything typed back with the reason."""
    form = _form(request, shown, request.POST)
    seen = request.POST.get("terlihat", "")
    if choice.errors or shown.off.is_whole or not form.is_valid():
        return _page(request, choice, shown, form, seen)
    try:
        by = actor(request)
        record_week(madrasah=shown.madrasah, week=shown.first, marks=form.marks(), seen=seen, by=by)
    except Overtaken as clash:
        fresh = rpp_week(shown.madrasah, shown.first)
        form = _form(request, fresh, request.POST)
        form.add_error(None, f"{clash.message} Periksa lagi baris yang berbeda, lalu simpan sekali lagi.")
        return _page(request, choice, fresh, form, fresh.fingerprint)
    return _saved(request, rpp_week(shown.madrasah, shown.first))


def _form(request: HttpRequest, shown: RppWeek, typed: Any = None) -> RppWeekForm:
    return RppWeekForm(typed, lines=_markable(request, shown), coming=shown.coming)


def _why_not_mark(request: HttpRequest, shown: RppWeek, line: RppLine) -> str | None:
    return why_not_mark_rpp(actor(request), shown.madrasah, line.teacher.pk, shown.heads)


def _markable(request: HttpRequest, shown: RppWeek) -> list[RppLine]:
    return [line for line in shown.lines if _why_not_mark(request, shown, line) is None]


def _why_not_write(request: HttpRequest, shown: RppWeek) -> str | None:
    """Why nothing on this page is the reader's to mark; None where something is."""
    faults = [_why_not_mark(request, shown, line) for line in shown.lines]
    return None if None in faults else next(iter(faults), None)


def _saved(request: HttpRequest, fresh: RppWeek) -> HttpResponse:
    count = f"{fresh.checked} dari {len(fresh.lines)} guru sudah diperiksa minggu ini."
    messages.success(request, f"Pemeriksaan RPP tersimpan: {count}")
    return redirect(_address(fresh))


def _address(shown: RppWeek) -> str:
    query = f"minggu={shown.first.isoformat()}&madrasah={shown.madrasah.pk}"
    return f"{reverse('competency:rpp-week')}?{query}"


def _page(request: HttpRequest, choice: RppWeekChoice, shown: RppWeek, form: RppWeekForm, seen: str) -> HttpResponse:
    others = [line for line in shown.lines if line.is_elsewhere or _why_not_mark(request, shown, line)]
    context = {
        "choice": choice,
        "ledger": shown,
        "form": form,
        "seen": seen,
        "why_not": _why_not_write(request, shown),
        "others": others,
        "marked_by_others": sum(line.is_elsewhere or bool(line.status) for line in others),
        "this_week": shown.first == choice.week and shown.following > choice.today,
        "week_fault": choice.week_fault,
        "many_places": len(choice.places) > 1,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "competency/rpp/week.html", context, status=status)
