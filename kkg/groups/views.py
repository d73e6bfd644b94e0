"""Working groups: list, make, change, madrasah and officers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.doubts import day_doubts
from core.forms import succeeds
from core.http import get_or_post, point_out, seen_revision
from core.paging import page_of
from core.refusals import refuse_if
from kkg.groups.actions import appoint_officer, create_group, edit_group, end_term, set_places
from kkg.groups.forms import GroupSettingsForm, NewGroupForm, OfficerForm, PlacesForm
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_create_group, why_not_edit_group
from kkg.groups.presenters import first_group_step
from kkg.groups.reports import next_numbers
from madrasah.guards import actor, get_visible_or_404


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """The groups one belongs to, runs or registers."""
    groups = WorkingGroup.objects.visible_to(request.user).with_sizes(timezone.localdate()).order_by("name", "pk")
    page = page_of(groups, request.GET.get("halaman"))
    user = actor(request)
    context = {"page": page, "why_not_create": why_not_create_group(user), "first": first_group_step(user)}
    return render(request, "kkg/groups/list.html", context)


@get_or_post
def group_new(request: HttpRequest) -> HttpResponse:
    """A KKG and its first madrasah."""
    refuse_if(why_not_create_group(actor(request)))
    form = NewGroupForm(request.POST or None, user=actor(request))
    if form.is_valid() and succeeds(
        form,
        create_group,
        values=form.cleaned_data,
        madrasahs=form.cleaned_data["madrasahs"],
        since=timezone.localdate(),
        by=actor(request),
    ):
        messages.success(request, "KKG dibuat. Tetapkan pengurusnya di halaman KKG.")
        return redirect("kkg:group-list")
    return render(request, "kkg/groups/form.html", {"form": form, "title": "KKG baru"})


@get_or_post
def group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, letterhead, number patterns and who signs."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_edit_group(actor(request), group))
    examples = next_numbers(group, timezone.localdate())
    form = GroupSettingsForm(request.POST or None, instance=group, examples=examples)
    if form.is_valid() and succeeds(
        form, edit_group, group=group, values=form.cleaned_data, revision=seen_revision(request), by=actor(request)
    ):
        messages.success(request, "Data KKG disimpan.")
        return redirect("kkg:group-detail", pk)
    return render(request, "kkg/groups/form.html", {"form": form, "title": "Ubah data KKG", "group": group})


@get_or_post
def group_places(request: HttpRequest, pk: int) -> HttpResponse:
    """Which madrasah belong to the group."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_edit_group(actor(request), group))
    now = group.group_places.open().values_list("madrasah_id", flat=True)
    form = PlacesForm(request.POST or None, user=actor(request), initial={"madrasahs": list(now)})
    if form.is_valid() and succeeds(
        form,
        set_places,
        group=group,
        madrasahs=form.cleaned_data["madrasahs"],
        today=timezone.localdate(),
        by=actor(request),
    ):
        messages.success(request, "Madrasah anggota disimpan.")
        return redirect("kkg:group-detail", pk)
    return render(request, "kkg/groups/form.html", {"form": form, "title": "Madrasah anggota", "group": group})


@get_or_post
def officer_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Appoint an officer."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_edit_group(actor(request), group))
    form = OfficerForm(request.POST or None, group=group, initial={"since": timezone.localdate()})
    if form.is_valid() and succeeds(form, appoint_officer, group=group, by=actor(request), **form.cleaned_data):
        messages.success(request, "Pengurus ditetapkan.")
        point_out(request, day_doubts(form.cleaned_data["since"], on=timezone.localdate()))
        return redirect("kkg:group-detail", pk)
    context = {"form": form, "title": "Tetapkan pengurus", "group": group}
    return render(request, "kkg/groups/form.html", context)


@get_or_post
def officer_end(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    """Name what will happen, then end the term."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_edit_group(actor(request), group))
    officer = get_object_or_404(group.officers, pk=term)
    if request.method != "POST":
        return render(request, "kkg/groups/officer_end.html", {"group": group, "officer": officer})
    end_term(officer=officer, today=timezone.localdate(), by=actor(request))
    messages.success(request, f"Masa jabatan {officer.person} diakhiri.")
    return redirect("kkg:group-detail", pk)
