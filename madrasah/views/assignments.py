"""Offices of a person: give, put right, end, call off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.formats import date_plain
from core.forms import succeeds
from core.http import get_or_post
from core.refusals import Refused, refuse_if
from madrasah.actions.offices import call_off_office, change_office
from madrasah.actions.people import end_assignment, grant_office
from madrasah.forms.people import EndForm, OfficeDatesForm, OfficeForm, RegionOfficeForm
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Assignment, Person
from madrasah.permissions import why_not_add_person, why_not_change_office, why_not_end_assignment
from madrasah.scope import scope_of
from madrasah.views.persons import back_to_person


@get_or_post
def assignment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Only offices and places the grant table leaves to this user are offered."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_add_person(request.user))
    form = _office_form(request)
    if request.method == "POST" and form.is_valid():
        office = form.chosen()
        if succeeds(form, grant_office, person=person, assignment=office, by=actor(request)):
            when = f"mulai {date_plain(office.since)} " if office.is_to_come else ""
            messages.success(request, f"{person} {when}bertugas sebagai {office}.")
            return redirect("madrasah:person-detail", pk)
    return render(request, "madrasah/assignment_form.html", {"form": form, "person": person})


@get_or_post
def assignment_edit(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """Dates put right with a reason, also of an office that is over."""
    office = _office(request, pk, office_pk)
    refuse_if(why_not_change_office(request.user, office))
    form = OfficeDatesForm(request.POST if request.method == "POST" else None, office=office)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, change_office, office=office, by=actor(request), **form.cleaned_data
    ):  # fmt: skip
        messages.success(request, "Tanggal tugas sudah diubah.")
        return back_to_person(request, pk)
    return render(request, "madrasah/assignment_edit.html", {"form": form, "office": office})


@get_or_post
def assignment_end(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """The last day of an office, today, past or to come."""
    office = _office(request, pk, office_pk)
    refuse_if(why_not_end_assignment(request.user, office))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, end_assignment, assignment=office, by=actor(request), **form.cleaned_data
    ):  # fmt: skip
        until = form.cleaned_data["until"]
        messages.success(request, f"Hari terakhir tugas {office}: {date_plain(until)}.")
        return back_to_person(request, pk)
    return render(request, "madrasah/assignment_end.html", {"form": form, "office": office})


@require_POST
def call_off(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """Take back an office that has not begun."""
    office = _office(request, pk, office_pk)
    refuse_if(why_not_change_office(request.user, office))
    try:
        call_off_office(office=office, by=actor(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Tugas {office} dibatalkan.")
    return back_to_person(request, pk)


def _office(request: HttpRequest, pk: int, office_pk: int) -> Assignment:
    person = get_visible_or_404(Person, request, pk=pk)
    return get_object_or_404(person.assignments.select_related("madrasah", "region", "person"), pk=office_pk)


def _office_form(request: HttpRequest) -> Any:
    kind = RegionOfficeForm if scope_of(request.user).is_keeper else OfficeForm
    return kind(request.POST or None, user=request.user)
