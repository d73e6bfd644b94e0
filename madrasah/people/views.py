"""The list of people, a person's identity, and the consent to photos."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.http import get_or_post
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.actions import edit_person, give_photo_consent, photo_consents_of, withdraw_photo_consent
from madrasah.people.forms import PersonFilter, PersonForm
from madrasah.people.models import Person
from madrasah.people.permissions import why_not_add_person, why_not_consent, why_not_edit_person, why_not_import
from madrasah.people.presenters import person_row
from madrasah.places.views import edits
from madrasah.scope import scope_of


@get_or_post
def photo_consent(request: HttpRequest) -> HttpResponse:
    """Say yes or take it back; both hold at once."""
    user = actor(request)
    refuse_if(why_not_consent(user))
    person = user.person
    if request.method == "POST" and person is not None:
        if request.POST.get("go") == "izinkan":
            give_photo_consent(person=person, by=user)
            messages.success(request, "Izin dicatat. Anda bisa mencabutnya kapan saja di halaman ini.")
        else:
            withdraw_photo_consent(person=person, by=user)
            messages.success(request, "Izin dicabut dan langsung berlaku.")
        return redirect("madrasah:photo-consent")
    given = photo_consents_of(person) if person else []
    standing = next((yes for yes in given if yes.is_standing), None)
    context = {"standing": standing, "spoken": [yes for yes in given if not yes.is_standing]}
    return render(request, "madrasah/people/photo_consent.html", context)


PER_PAGE = 30


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Those whose identity the user may know."""
    form = PersonFilter(request.GET, user=actor(request))
    asked = form.cleaned_data if form.is_valid() else {}
    text = asked.get("q", "")
    found = Person.objects.visible_to(request.user).named(text).by_name(is_search=bool(text)).with_work().listed()
    if asked.get("madrasah") is not None:
        found = found.working_at(asked["madrasah"], timezone.localdate())
    page = page_of(found, request.GET.get("halaman"), PER_PAGE, is_counted=not scope_of(request.user).registers_regions)
    context = {
        "filter_form": form,
        "page": page,
        "people": [person_row(person) for person in page],
        "may_add": why_not_add_person(actor(request)) is None,
        "reads_map": bool(scope_of(request.user).opens),
        "may_import": why_not_import(actor(request)) is None,
    }
    return render(request, "madrasah/people/list.html", context)


@get_or_post
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity; the second of two editors is told."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_edit_person(actor(request), person))
    form = PersonForm(request.POST or None, instance=person)
    if edits(request, form, edit_person, person=person):
        tell_doubt(request, form)
        messages.success(request, "Data sudah disimpan.")
        return redirect("madrasah:person-detail", pk)
    return render(request, "madrasah/people/form.html", {"form": form, "person_pk": pk})


def back_to_person(request: HttpRequest, pk: int) -> HttpResponse:
    """To the person, or to the list if the person has left the user's sight."""
    if Person.objects.visible_to(request.user).filter(pk=pk).exists():
        return redirect("madrasah:person-detail", pk)
    return redirect("madrasah:person-list")


def tell_doubt(request: HttpRequest, form: PersonForm) -> None:
    doubt = form.doubt()
    if doubt:
        messages.warning(request, doubt)
