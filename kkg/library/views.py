"""The sharing library: find, share, change, delete and bring back; what happened in class."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.addresses import row_address
from core.forms import succeeds
from core.http import get_or_post, seen_revision
from core.paging import page_of
from core.refusals import refuse_if
from kkg.groups.models import WorkingGroup
from kkg.library.actions import edit_material, record_use, remove_material, remove_use, restore_material, share_material
from kkg.library.forms import MaterialFilter, MaterialForm, NewMaterialForm, SourceChoice, UseForm
from kkg.library.models import Material
from kkg.library.permissions import (
    why_not_edit_material,
    why_not_remove_use,
    why_not_share,
    why_not_take_file_off,
    why_not_use_material,
)
from kkg.library.presenters import link_host, material_facts, material_line
from madrasah.guards import actor, get_visible_or_404


@require_safe
def material_list(request: HttpRequest) -> HttpResponse:
    """What was shared, newest first, or what fits best to the words looked for."""
    groups = WorkingGroup.objects.visible_to(request.user)
    form = MaterialFilter(request.GET, groups=groups)
    found, is_guess = _search(form.narrow(Material.objects.visible_to(request.user).for_list()), form.text)
    page = page_of(found, request.GET.get("halaman"))
    context = {
        "form": form,
        "lines": [material_line(m, row_address("kkg:material-detail", m.pk), with_group=form.has_many) for m in page],
        "page": page,
        "is_guess": is_guess and bool(page),
        "why_not_share": why_not_share(WorkingGroup.objects.joined_by(request.user)),
        "removed": Material.objects.restorable_by(request.user).only("title"),
    }
    return render(request, "kkg/library/list.html", context)


def _search(materials: Any, text: str) -> tuple[Any, bool]:
    """As written first; only where nothing is, whatever is spelt much like it (True)."""
    if not text:
        return materials, False
    exact = materials.containing(text)
    return (exact, False) if exact.exists() else (materials.alike(text), True)


@get_or_post
def material_new(request: HttpRequest) -> HttpResponse:
    """Share something; `?pertemuan=` or `?topik=` says what it came from."""
    groups = WorkingGroup.objects.joined_by(request.user)
    refuse_if(why_not_share(groups))
    session, topic = SourceChoice(request.GET).find(groups)
    form = NewMaterialForm(request.POST or None, request.FILES or None, groups=groups, session=session, topic=topic)
    if form.is_valid() and succeeds(
        form,
        share_material,
        group=form.cleaned_data["group"],
        values=form.values,
        upload=form.cleaned_data["upload"],
        client_token=form.cleaned_data["client_token"],
        by=actor(request),
    ):
        messages.success(request, "Bahan dibagikan. Teman-teman di KKG sudah bisa melihatnya.")
        return redirect("kkg:material-list")
    return render(request, "kkg/library/form.html", {"form": form, "back": reverse("kkg:material-list")})


@require_safe
def material_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The thing itself, its file or link, and what happened in the classes that used it."""
    material = get_visible_or_404(Material, request, pk=pk)
    uses = list(material.uses.select_related("person", "material__group"))
    context = {
        "material": material,
        "facts": material_facts(material),
        "host": link_host(material),
        "uses": [(use, why_not_remove_use(actor(request), use) is None) for use in uses],
        "user_count": len({use.person_id for use in uses}),
        "why_not_edit": why_not_edit_material(actor(request), material),
        "why_not_take_off": why_not_take_file_off(actor(request), material),
        "why_not_use": why_not_use_material(actor(request), material),
        "use_form": UseForm(),
    }
    return render(request, "kkg/library/detail.html", context)


@get_or_post
def material_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change words, ties or file."""
    material = get_visible_or_404(Material, request, pk=pk)
    refuse_if(why_not_edit_material(actor(request), material))
    form = MaterialForm(
        request.POST or None,
        request.FILES or None,
        instance=material,
        groups=[material.group_id],
        session=material.session,
        topic=material.topic,
    )
    if form.is_valid() and succeeds(
        form,
        edit_material,
        material=material,
        values=form.values,
        upload=form.cleaned_data["upload"],
        revision=seen_revision(request),
        by=actor(request),
    ):
        messages.success(request, "Perubahan disimpan.")
        return redirect("kkg:material-detail", pk)
    back = reverse("kkg:material-detail", args=[pk])
    return render(request, "kkg/library/form.html", {"form": form, "material": material, "back": back})


@get_or_post
def material_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Name what will happen, then delete for 30 days."""
    material = get_visible_or_404(Material, request, pk=pk)
    refuse_if(why_not_edit_material(actor(request), material))
    if request.method == "POST":
        remove_material(material=material, by=actor(request))
        messages.success(request, "Bahan dihapus. Bila keliru, kembalikan dari bagian Baru dihapus.")
        return redirect("kkg:material-list")
    return render(request, "kkg/library/remove.html", {"material": material})


@require_POST
def material_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted material back."""
    material = get_object_or_404(Material.objects.restorable_by(request.user), pk=pk)
    restore_material(material=material, by=actor(request))
    messages.success(request, "Bahan dikembalikan.")
    return redirect("kkg:material-detail", pk)


@get_or_post
def material_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in one sentence what happened in class."""
    material = get_visible_or_404(Material, request, pk=pk)
    refuse_if(why_not_use_material(actor(request), material))
    form = UseForm(request.POST or None)
    if form.is_valid():
        record_use(material=material, by=actor(request), **form.cleaned_data)
        messages.success(request, "Catatan pemakaian disimpan.")
        return redirect("kkg:material-detail", pk)
    return render(request, "kkg/library/use.html", {"form": form, "material": material})


@require_POST
def use_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take one sentence off."""
    material = get_visible_or_404(Material, request, pk=pk)
    use = get_object_or_404(material.uses.select_related("material__group"), pk=row)
    refuse_if(why_not_remove_use(actor(request), use))
    remove_use(use=use, by=actor(request))
    messages.success(request, "Catatan pemakaian dihapus.")
    return redirect("kkg:material-detail", pk)
