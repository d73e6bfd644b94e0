"""Persons taken out of every list: delete with a reason, the list of those just deleted, bring back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.accounts.forms import ReasonForm
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.models import Person
from madrasah.people.permissions import why_not_add_person
from madrasah.removals.actions import remove_person, restore_person
from madrasah.removals.models import Removal
from madrasah.removals.permissions import why_not_remove_person
from madrasah.scope import scope_of


@get_or_post
def person_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what deleting does, ask why, then do it."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_remove_person(actor(request), person))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "madrasah/removals/remove.html", {"form": form, "person": person})
    remove_person(person=person, reason=form.cleaned_data["reason"], by=actor(request))
    messages.success(request, f"{person} sudah dihapus. Selama 30 hari masih bisa dikembalikan.")
    return redirect("madrasah:person-removed")


@require_safe
def person_removed(request: HttpRequest) -> HttpResponse:
    """Deleted within the last 30 days, as far as this user would see them."""
    refuse_if(why_not_add_person(actor(request)))
    found = Removal.objects.visible_to(request.user).with_person()
    rows = [(removal, why_not_remove_person(actor(request), removal.person)) for removal in found]
    context = {"removals": rows, "sees_erasures": bool(scope_of(request.user).registers_regions)}
    return render(request, "madrasah/removals/removed.html", context)


@require_POST
def person_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring one back, with the account if that was open."""
    removal = get_visible_or_404(Removal, request, pk=pk)
    refuse_if(why_not_remove_person(actor(request), removal.person))
    try:
        person = restore_person(removal=removal, by=actor(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("madrasah:person-removed")
    messages.success(request, f"{person} sudah dikembalikan.")
    return redirect("madrasah:person-detail", person.pk)
