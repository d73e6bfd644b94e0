"""Offices of a person: give, end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from madrasah.actions.people import end_assignment, grant_office
from madrasah.forms.people import EndForm, OfficeForm, RegionOfficeForm
from madrasah.guards import get_visible_or_404, refuse_if
from madrasah.models import Person
from madrasah.permissions import why_not_add_person, why_not_end_assignment
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
            messages.success(request, f"{person} sekarang {office}.")
            return redirect("madrasah:person-detail", pk)
    return render(request, "madrasah/assignment_form.html", {"form": form, "person": person})


@require_http_methods(["GET", "POST"])
def assignment_end(request: HttpRequest, pk: int, office_pk: int) -> HttpResponse:
    """The last day of an office."""
    person = get_visible_or_404(Person, request, pk=pk)
    offices = person.assignments.select_related("madrasah", "region", "person")
    office = get_object_or_404(offices, pk=office_pk)
    refuse_if(why_not_end_assignment(request.user, office))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_assignment(assignment=office, until=form.cleaned_data["until"])
        except ValidationError as error:
            form.add_error("until", error.messages)
        else:
            messages.success(request, f"Tugas {office} sudah diakhiri.")
            return redirect("madrasah:person-list")
    return render(request, "madrasah/assignment_end.html", {"form": form, "office": office})


def _office_form(request: HttpRequest) -> Any:
    kind = RegionOfficeForm if scope_of(request.user).is_keeper else OfficeForm
    return kind(request.POST or None, user=request.user)
