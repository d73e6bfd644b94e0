"""Madrasah: list, one, new, edit, delete."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.forms import RevisedForm
from core.http import get_or_post, is_done
from core.paging import page_of
from core.refusals import refuse_if
from core.revisions import Overtaken
from madrasah.guards import actor, get_visible_or_404
from madrasah.places.actions import add_madrasah, edit_madrasah, remove_madrasah, restore_madrasah
from madrasah.places.forms import MadrasahFilter, MadrasahForm
from madrasah.places.models import Madrasah
from madrasah.places.permissions import (
    may_know_offices,
    may_know_people,
    why_not_add_madrasah,
    why_not_close_madrasah,
    why_not_edit_madrasah,
    why_not_remove_madrasah,
)
from madrasah.places.presenters import madrasah_facts
from madrasah.roles import Role
from madrasah.scope import scope_of

PER_PAGE = 30


@require_safe
def madrasah_list(request: HttpRequest) -> HttpResponse:
    """Those in the user's scope."""
    form = MadrasahFilter(request.GET, user=actor(request))
    asked = form.cleaned_data if form.is_valid() else {}
    found = Madrasah.objects.visible_to(request.user).named(asked.get("q", "")).by_name().select_related("region")
    if asked.get("tanpa_kepala"):
        found = found.registered_by(request.user).without_head(timezone.localdate())
    page = page_of(found, request.GET.get("halaman"), PER_PAGE)
    context = {
        "filter_form": form,
        "page": page,
        "may_add": why_not_add_madrasah(actor(request)) is None,
        "may_take": bool(scope_of(request.user).knows or scope_of(request.user).registers_regions),
        "removed": Madrasah.objects.restorable_by(request.user).by_name(),
    }
    return render(request, "madrasah/places/list.html", context)


@require_safe
def madrasah_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity for all who see it; people and offices for those who may know them."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    facts, missing = madrasah_facts(madrasah)
    context: dict[str, Any] = {
        "madrasah": madrasah,
        "why_not_edit": why_not_edit_madrasah(actor(request), madrasah),
        "may_remove": why_not_remove_madrasah(actor(request), madrasah) is None,
        "knows_people": may_know_people(actor(request), madrasah),
        "missing": missing,
        "facts": facts,
        "may_close": why_not_close_madrasah(actor(request), madrasah) is None,
        "closing": madrasah.closings.live().select_related("into").first() if madrasah.closed_on else None,
    }
    if may_know_offices(actor(request), madrasah):
        offices = madrasah.assignments.not_over().filter(person__removed_at=None).exclude(role=Role.TEACHER)
        context["offices"] = list(offices.select_related("person").order_by("role", "pk"))
        context["is_headed"] = any(office.role == Role.KEPALA for office in context["offices"])
    if context["knows_people"]:
        posts = madrasah.placements.open().select_related("person", "subject")
        context["posts"] = posts.order_by("person__name", "pk")
    return render(request, "madrasah/places/detail.html", context)


@get_or_post
def madrasah_new(request: HttpRequest) -> HttpResponse:
    """A madrasah in one of the user's kecamatan."""
    refuse_if(why_not_add_madrasah(actor(request)))
    form = MadrasahForm(request.POST or None, user=actor(request))
    if form.is_valid():
        madrasah = add_madrasah(madrasah=form.instance, by=actor(request))
        messages.success(request, f"{madrasah} sudah didaftarkan.")
        return redirect("madrasah:madrasah-detail", madrasah.pk)
    return render(request, "madrasah/places/form.html", {"form": form})


@get_or_post
def madrasah_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity of a madrasah; the second of two editors is told."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    refuse_if(why_not_edit_madrasah(actor(request), madrasah))
    form = MadrasahForm(request.POST or None, user=actor(request), instance=madrasah)
    if edits(request, form, edit_madrasah, madrasah=madrasah):
        messages.success(request, "Data madrasah sudah disimpan.")
        return redirect("madrasah:madrasah-detail", pk)
    return render(request, "madrasah/places/form.html", {"form": form, "madrasah_pk": pk})


@get_or_post
def madrasah_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take it out of every list."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    refuse_if(why_not_remove_madrasah(actor(request), madrasah))
    if request.method != "POST":
        return render(request, "madrasah/places/remove.html", {"madrasah": madrasah})
    if not is_done(request, remove_madrasah, madrasah=madrasah, by=actor(request)):
        return redirect("madrasah:madrasah-detail", pk)
    messages.success(request, f"{madrasah} sudah dihapus dari daftar.")
    return redirect("madrasah:madrasah-list")


@require_POST
def madrasah_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a deletion of the last 30 days."""
    madrasah = get_object_or_404(Madrasah.objects.restorable_by(request.user), pk=pk)
    if not is_done(request, restore_madrasah, madrasah=madrasah, by=actor(request)):
        return redirect("madrasah:madrasah-list")
    messages.success(request, f"{madrasah} sudah dikembalikan.")
    return redirect("madrasah:madrasah-detail", pk)


def edits(request: HttpRequest, form: RevisedForm[Any], action: Callable[..., Any], **row: Any) -> bool:
    """Runs the action with what was typed, if it was; if somebody was quicker, the form says what changed."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        action(values=form.values(), revision=form.seen(), by=actor(request), **row)
    except Overtaken as overtaken:
        form.build_on(overtaken.row)
        return False
    return True
