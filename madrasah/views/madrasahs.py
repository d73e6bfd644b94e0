"""Madrasah: list, one, new, edit, delete."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.refusals import refuse_if
from madrasah.actions.places import MadrasahInUseError, remove_madrasah, restore_madrasah
from madrasah.actions.revisions import OvertakenError, save_if_current
from madrasah.forms.places import MadrasahForm, RevisedForm, SearchForm
from madrasah.guards import get_visible_or_404
from madrasah.models import Madrasah
from madrasah.permissions import (
    may_know_offices,
    may_know_people,
    why_not_add_madrasah,
    why_not_close_madrasah,
    why_not_edit_madrasah,
    why_not_remove_madrasah,
)
from madrasah.presenters import madrasah_facts
from madrasah.roles import Role

PER_PAGE = 30


@require_safe
def madrasah_list(request: HttpRequest) -> HttpResponse:
    """Those in the user's scope."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = Madrasah.objects.visible_to(request.user).named(text).by_name().select_related("region")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "filter_form": form,
        "page": page,
        "may_add": why_not_add_madrasah(request.user) is None,
        "removed": Madrasah.objects.restorable_by(request.user).by_name(),
    }
    return render(request, "madrasah/madrasah_list.html", context)


@require_safe
def madrasah_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity for all who see it; people and offices for those who may know them."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    facts, missing = madrasah_facts(madrasah)
    context: dict[str, Any] = {
        "madrasah": madrasah,
        "why_not_edit": why_not_edit_madrasah(request.user, madrasah),
        "may_remove": why_not_remove_madrasah(request.user, madrasah) is None,
        "knows_people": may_know_people(request.user, madrasah),
        "missing": missing,
        "facts": facts,
        "may_close": why_not_close_madrasah(request.user, madrasah) is None,
        "closing": madrasah.closings.live().select_related("into").first() if madrasah.closed_on else None,
    }
    if may_know_offices(request.user, madrasah):
        offices = madrasah.assignments.open().exclude(role=Role.TEACHER)
        context["offices"] = offices.select_related("person").order_by("role", "pk")
    if context["knows_people"]:
        posts = madrasah.placements.open().select_related("person", "subject")
        context["posts"] = posts.order_by("person__name", "pk")
    return render(request, "madrasah/madrasah_detail.html", context)


@require_http_methods(["GET", "POST"])
def madrasah_new(request: HttpRequest) -> HttpResponse:
    """A madrasah in one of the user's kecamatan."""
    refuse_if(why_not_add_madrasah(request.user))
    form = MadrasahForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        madrasah = form.save()
        messages.success(request, f"{madrasah} sudah didaftarkan.")
        return redirect("madrasah:madrasah-detail", madrasah.pk)
    return render(request, "madrasah/madrasah_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def madrasah_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity of a madrasah; the second of two editors is told."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    refuse_if(why_not_edit_madrasah(request.user, madrasah))
    form = MadrasahForm(request.POST or None, user=request.user, instance=madrasah)
    if request.method == "POST" and form.is_valid() and save_revised(form):
        messages.success(request, "Data madrasah sudah disimpan.")
        return redirect("madrasah:madrasah-detail", pk)
    return render(request, "madrasah/madrasah_form.html", {"form": form, "madrasah_pk": pk})


@require_http_methods(["GET", "POST"])
def madrasah_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take it out of every list."""
    madrasah = get_visible_or_404(Madrasah, request, pk=pk)
    refuse_if(why_not_remove_madrasah(request.user, madrasah))
    if request.method == "GET":
        return render(request, "madrasah/madrasah_remove.html", {"madrasah": madrasah})
    try:
        remove_madrasah(madrasah=madrasah)
    except MadrasahInUseError as error:
        messages.error(request, str(error))
        return redirect("madrasah:madrasah-detail", pk)
    messages.success(request, f"{madrasah} sudah dihapus dari daftar.")
    return redirect("madrasah:madrasah-list")


@require_POST
def madrasah_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a deletion of the last 30 days."""
    madrasah = get_object_or_404(Madrasah.objects.restorable_by(request.user), pk=pk)
    try:
        restore_madrasah(madrasah=madrasah)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("madrasah:madrasah-list")
    messages.success(request, f"{madrasah} sudah dikembalikan.")
    return redirect("madrasah:madrasah-detail", pk)


def save_revised(form: RevisedForm) -> bool:
    """Save a row with `revision`; if somebody was quicker, the form says what changed."""
    try:
        save_if_current(
            form.instance, fields=form.model_fields(), revision=form.cleaned_data["revision"] or 0
        )
    except OvertakenError as overtaken:
        form.build_on(overtaken.revision)
        form.add_error(None, str(overtaken))
        return False
    return True
