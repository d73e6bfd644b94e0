"""Posts of a person, and registering a new one with the first post or office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.forms import succeeds
from core.http import get_or_post, is_done
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.models import Person
from madrasah.people.permissions import why_not_add_person
from madrasah.people.views import back_to_person, tell_doubt
from madrasah.scope import scope_of
from madrasah.work.actions import add_person, add_post, call_off_post, end_placement, move_person
from madrasah.work.forms import EndForm, NewPersonForm, OfficeForm, WorkForm
from madrasah.work.link_views import succeeds_openly
from madrasah.work.permissions import why_not_edit_placement


@get_or_post
def person_new(request: HttpRequest) -> HttpResponse:
    """A person together with the first post or office."""
    refuse_if(why_not_add_person(actor(request)))
    form, work = NewPersonForm(request.POST or None), _work_form(request)
    if form.is_valid() and work.is_valid():
        person = _try_to_add(request, form, work) if form.is_sure(work.cleaned_data.get("madrasah")) else None
        if person is not None:
            tell_doubt(request, form)
            messages.success(request, f"{person} sudah ditambahkan.")
            return redirect("madrasah:person-detail", person.pk)
    return render(request, "madrasah/work/person_new.html", {"form": form, "work": work})


@get_or_post
def placement_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A further post for somebody already known."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_add_person(actor(request)))
    form = WorkForm(request.POST or None, user=actor(request), posts_only=True)
    if form.is_valid() and succeeds_openly(
        request, form, add_post, about=[person], person=person, placement=form.post()
    ):
        messages.success(request, "Tempat tugas sudah ditambahkan.")
        return redirect("madrasah:person-detail", pk)
    return render(request, "madrasah/work/placement_form.html", {"form": form, "person": person})


@get_or_post
def placement_end(request: HttpRequest, pk: int, placement_pk: int) -> HttpResponse:
    """The last day of a post."""
    person, placement = _placement(request, pk, placement_pk)
    form = EndForm(request.POST or None)
    if form.is_valid() and succeeds(form, end_placement, placement=placement, by=actor(request), **form.cleaned_data):
        messages.success(request, f"Tugas {person} di {placement.madrasah} sudah diakhiri.")
        return back_to_person(request, pk)
    return render(request, "madrasah/work/placement_end.html", {"form": form, "placement": placement})


@get_or_post
def placement_move(request: HttpRequest, pk: int, placement_pk: int) -> HttpResponse:
    """To another madrasah: the old post ends the day before."""
    person, placement = _placement(request, pk, placement_pk)
    form = WorkForm(request.POST or None, user=actor(request), posts_only=True)
    if form.is_valid() and succeeds_openly(
        request, form, move_person, about=[person], placement=placement, to=form.post()
    ):
        messages.success(request, f"{person} sudah dipindahkan. Riwayat lama tetap tersimpan.")
        return back_to_person(request, pk)
    return render(request, "madrasah/work/placement_move.html", {"form": form, "placement": placement})


@require_POST
def placement_call_off(request: HttpRequest, pk: int, placement_pk: int) -> HttpResponse:
    """A post or move that has not begun is taken back."""
    person, placement = _placement(request, pk, placement_pk)
    if is_done(request, call_off_post, placement=placement, by=actor(request)):
        messages.success(request, f"Rencana tugas {person} di {placement.madrasah} dibatalkan.")
    return back_to_person(request, pk)


def _work_form(request: HttpRequest) -> Any:
    """What somebody may be added as: the keeper gives offices of regions, the others posts and offices.

    Who comes from the page of a madrasah (`?madrasah=`) finds it chosen.
    """
    kind = OfficeForm if scope_of(request.user).is_keeper else WorkForm
    known = {name: value for name, value in request.GET.items() if name == "madrasah"}
    return kind(request.POST or None, user=actor(request), initial=known)


def _try_to_add(request: HttpRequest, form: NewPersonForm, work: Any) -> Person | None:
    person: Person = form.instance
    done = succeeds(work, add_person, person=person, work=work.chosen(), by=actor(request))
    return person if done else None


def _placement(request: HttpRequest, pk: int, placement_pk: int) -> Any:
    person = get_visible_or_404(Person, request, pk=pk)
    placement = get_object_or_404(person.placements.select_related("madrasah", "person"), pk=placement_pk)
    refuse_if(why_not_edit_placement(actor(request), placement))
    return person, placement
