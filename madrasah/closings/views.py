"""A madrasah gets another name, closes, or is merged into another; each with the way back.

`rules` is given by the path (config/urls.py): what all apps say about a madrasah's last day.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.forms import succeeds
from core.http import get_or_post, is_done
from core.refusals import refuse_if
from core.steps import Plan, mark_of
from madrasah.closings.actions import (
    close_madrasah,
    plan_closing,
    rename_madrasah,
    reopen_madrasah,
    take_back_name,
    why_not_reopen,
)
from madrasah.closings.forms import CloseForm, MergeIntoForm, RenameForm
from madrasah.closings.models import MadrasahClosing
from madrasah.closings.rules import ClosingRules
from madrasah.guards import actor, get_visible_or_404
from madrasah.places.models import Madrasah
from madrasah.places.permissions import why_not_close_madrasah, why_not_edit_madrasah


@get_or_post
def madrasah_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """A new name from a day on; days before keep the old one."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    refuse_if(why_not_edit_madrasah(actor(request), madrasah))
    form = RenameForm(request.POST or None, initial={"name": madrasah.name})
    if form.is_valid() and succeeds(form, rename_madrasah, madrasah=madrasah, **form.cleaned_data, by=actor(request)):
        name = form.cleaned_data["name"]
        messages.success(request, f"Nama madrasah kini {name}. Nama lama tetap tampil untuk hari-hari lalu.")
        return redirect("madrasah:madrasah-detail", pk)
    context = {"form": form, "madrasah": madrasah, "former": list(madrasah.former_names.all())}
    return render(request, "madrasah/closings/rename.html", context)


@require_POST
def madrasah_rename_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The last change of name was a slip."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    refuse_if(why_not_edit_madrasah(actor(request), madrasah))
    renamed = take_back_name(madrasah=madrasah, by=actor(request))
    messages.success(request, f"Nama madrasah kembali menjadi {renamed}.")
    return redirect("madrasah:madrasah-detail", pk)


@get_or_post
def madrasah_close(request: HttpRequest, pk: int, rules: ClosingRules, is_merge: bool) -> HttpResponse:
    """First press: who is concerned, in words. Second press: it is done."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    refuse_if(why_not_close_madrasah(actor(request), madrasah))
    form, plan = _close_form(request, madrasah, is_merge), Plan()
    if form.is_valid():
        plan = plan_closing(form.closing_of(madrasah), rules)
        if form.cleaned_data["mark"] == mark_of(plan) and _closed(request, form, madrasah, rules):
            return redirect("madrasah:madrasah-detail", pk)
        form.build_on("" if plan.refusals else mark_of(plan))
    context = {"form": form, "madrasah": madrasah, "plan": plan, "is_merge": is_merge}
    return render(request, "madrasah/closings/close.html", context)


@get_or_post
def madrasah_reopen(request: HttpRequest, pk: int, closing: int, rules: ClosingRules) -> HttpResponse:
    """Take a closing back while nothing rests on it."""
    row = get_visible_or_404(MadrasahClosing, request, pk=closing, madrasah=pk)
    refuse_if(why_not_close_madrasah(actor(request), row.madrasah))
    if request.method == "POST" and is_done(request, reopen_madrasah, closing=row, rules=rules, by=actor(request)):
        messages.success(request, f"{row.madrasah} dibuka lagi; semua tugas kembali seperti semula.")
        return redirect("madrasah:madrasah-detail", pk)
    why_not = why_not_reopen(row, rules)
    return render(request, "madrasah/closings/reopen.html", {"closing": row, "why_not": why_not})


def _close_form(request: HttpRequest, madrasah: Madrasah, is_merge: bool) -> CloseForm:
    if not is_merge:
        return CloseForm(request.POST or None)
    others = Madrasah.objects.kept_in_regions_of(request.user).exclude(pk=madrasah.pk).by_name()
    return MergeIntoForm(request.POST or None, others=others)


def _closed(request: HttpRequest, form: CloseForm, madrasah: Madrasah, rules: ClosingRules) -> bool:
    facts, reason = form.closing_of(madrasah), form.cleaned_data["reason"]
    if not is_done(request, close_madrasah, closing=facts, reason=reason, rules=rules, by=actor(request)):
        return False
    messages.success(request, f"Hari terakhir {madrasah} sudah dicatat. Ini masih bisa dibatalkan.")
    return True
