"""Offices of a person: give, put right, end, call off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.formats import date_plain
from core.refusals import refuse_if
from madrasah.actions.offices import call_off_office, change_office
from madrasah.actions.people import end_assignment, grant_office
from madrasah.forms.people import EndForm, OfficeDatesForm, OfficeForm, RegionOfficeForm
from madrasah.guards import get_visible_or_404
from madrasah.models import Assignment, Person
from madrasah.permissions import why_not_add_person, why_not_change_office, why_not_end_assignment
from madrasah.scope import scope_of


@require_http_methods(["GET", "POST"])
def assignment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Only offices and places the grant table leaves to this user are offered."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_add_person(request.user))
    form = _office_form(request)
    if request.method == "POST" and form.is_valid():
        try:
            office = grant_office(person=person, assignment=form.chosen(), by=request.user)  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            when = f"mulai {date_plain(office.since)} " if office.is_to_come else ""
            messages.success(request, f"{person} {when}bertugas sebagai {office}.")
            return redirect("madrasah:person-detail", pk)
    return render(request, "madrasah/assignment_form.html", {"form": form, "person": person})


@require_http_methods(["GET", "POST"])
def assignment_edit(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """Dates put right with a reason, also of an office that is over."""
    office = _office(request, pk, office_pk)
    refuse_if(why_not_change_office(request.user, office))
    form = OfficeDatesForm(request.POST if request.method == "POST" else None, office=office)
    if request.method == "POST" and form.is_valid():
        try:
            change_office(office=office, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Tanggal tugas sudah diubah.")
            return _back_to(request, pk)
    return render(request, "madrasah/assignment_edit.html", {"form": form, "office": office})


@require_http_methods(["GET", "POST"])
def assignment_end(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """The last day of an office, today, past or to come."""
    office = _office(request, pk, office_pk)
    refuse_if(why_not_end_assignment(request.user, office))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        try:
            end_assignment(assignment=office, until=until)
        except ValidationError as error:
            form.add_error("until", error.messages)
        else:
            messages.success(request, f"Hari terakhir tugas {office}: {date_plain(until)}.")
            return _back_to(request, pk)
    return render(request, "madrasah/assignment_end.html", {"form": form, "office": office})


@require_POST
def call_off(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """Take back an office that has not begun."""
    office = _office(request, pk, office_pk)
    refuse_if(why_not_change_office(request.user, office))
    try:
        call_off_office(office=office)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Tugas {office} dibatalkan.")
    return _back_to(request, pk)


def _office(request: HttpRequest, pk: int, office_pk: int) -> Assignment:
    person = get_visible_or_404(Person, request, pk=pk)
    return get_object_or_404(person.assignments.select_related("madrasah", "region", "person"), pk=office_pk)


def _back_to(request: HttpRequest, pk: int) -> HttpResponse:
    """To the person, or to the list if the person has left the user's sight."""
    if Person.objects.visible_to(request.user).filter(pk=pk).exists():
        return redirect("madrasah:person-detail", pk)
    return redirect("madrasah:person-list")


def _office_form(request: HttpRequest) -> Any:
    kind = RegionOfficeForm if scope_of(request.user).is_keeper else OfficeForm
    return kind(request.POST or None, user=request.user)
