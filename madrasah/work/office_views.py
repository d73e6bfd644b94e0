"""Offices of a person: given, put right, ended, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.formats import date_plain
from core.forms import succeeds
from core.http import get_or_post, is_done
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.models import Person
from madrasah.people.permissions import why_not_add_person
from madrasah.people.views import back_to_person
from madrasah.roles import Role, role_label
from madrasah.work.actions import call_off_office, change_office, end_assignment, grant_office, grant_supervision
from madrasah.work.forms import EndForm, OfficeDatesForm, OfficeForm, SupervisionForm
from madrasah.work.link_views import succeeds_openly
from madrasah.work.models import Assignment
from madrasah.work.permissions import why_not_change_office, why_not_end_assignment, why_not_supervise_many


@get_or_post
def assignment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Only offices and places the grant table leaves to this user are offered."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_add_person(actor(request)))
    form = OfficeForm(request.POST or None, user=actor(request))
    if form.is_valid():
        office = form.chosen()
        if succeeds_openly(request, form, grant_office, about=[person], person=person, assignment=office):
            when = f"mulai {date_plain(office.since)} " if office.is_to_come else ""
            messages.success(request, f"{person} {when}bertugas sebagai {office}.")
            return redirect("madrasah:person-detail", pk)
    return render(request, "madrasah/work/assignment_form.html", {"form": form, "person": person})


@get_or_post
def supervision_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Pengawas of many madrasah at once."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_supervise_many(actor(request)))
    form, office = SupervisionForm(request.POST or None, person=person, user=actor(request)), role_label(Role.PENGAWAS)
    if form.is_valid() and succeeds_openly(
        request, form, grant_supervision, about=[person], person=person, **form.cleaned_data
    ):
        count = len(form.cleaned_data["madrasahs"])
        messages.success(request, f"{person} bertugas sebagai {office.lower()} di {count} madrasah.")
        return redirect("madrasah:person-detail", pk)
    context = {"form": form, "person": person, "office": office}
    return render(request, "madrasah/work/supervision_form.html", context)


@get_or_post
def assignment_edit(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """Dates put right with a reason, also of an office that is over."""
    office = _office(request, pk, office_pk)
    refuse_if(why_not_change_office(actor(request), office))
    form = OfficeDatesForm(request.POST if request.method == "POST" else None, office=office)
    if form.is_valid() and succeeds(form, change_office, office=office, by=actor(request), **form.cleaned_data):
        messages.success(request, "Tanggal tugas sudah diubah.")
        return back_to_person(request, pk)
    return render(request, "madrasah/work/assignment_edit.html", {"form": form, "office": office})


@get_or_post
def assignment_end(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """The last day of an office, today, past or to come."""
    office = _office(request, pk, office_pk)
    refuse_if(why_not_end_assignment(actor(request), office))
    form = EndForm(request.POST or None)
    if form.is_valid() and succeeds(form, end_assignment, assignment=office, by=actor(request), **form.cleaned_data):
        until = form.cleaned_data["until"]
        messages.success(request, f"Hari terakhir tugas {office}: {date_plain(until)}.")
        return back_to_person(request, pk)
    return render(request, "madrasah/work/assignment_end.html", {"form": form, "office": office})


@require_POST
def call_off(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """Take back an office that has not begun."""
    office = _office(request, pk, office_pk)
    refuse_if(why_not_change_office(actor(request), office))
    if is_done(request, call_off_office, office=office, by=actor(request)):
        messages.success(request, f"Tugas {office} dibatalkan.")
    return back_to_person(request, pk)


def _office(request: HttpRequest, pk: int, office_pk: int) -> Assignment:
    person = get_visible_or_404(Person, request, pk=pk)
    return get_object_or_404(person.assignments.select_related("madrasah", "region", "person"), pk=office_pk)
