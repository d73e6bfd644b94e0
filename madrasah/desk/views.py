"""The page of a person: everything the reader may know, and what leads on from it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from madrasah.accounts.permissions import why_not_activate
from madrasah.accounts.presenters import account_words
from madrasah.accounts.reports import with_state
from madrasah.erasures.permissions import why_not_by_now, why_not_see_erasures
from madrasah.guards import actor, get_visible_or_404
from madrasah.merges.permissions import why_not_merge
from madrasah.people.models import Person
from madrasah.people.permissions import why_not_add_person, why_not_edit_person
from madrasah.people.presenters import identity_facts
from madrasah.qualifications.permissions import why_not_read_standing
from madrasah.users.models import User
from madrasah.work.permissions import why_not_change_office, why_not_edit_placement, why_not_supervise_many


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity, posts, papers, offices and the state of the account. A merged record leads to the other."""
    try:
        person: Any = get_visible_or_404(with_state(Person.objects).with_standing(), request, pk=pk)
    except Http404:
        kept = get_visible_or_404(Person, request, merged_from=pk)
        return redirect("madrasah:person-detail", kept.pk)
    facts, missing = identity_facts(person)
    context = {
        "account": account_words(person),
        "facts": facts,
        "missing": missing,
        "person": person,
        "posts": [(post, why_not_edit_placement(actor(request), post)) for post in person.placements.all()],
        "offices": [(office, why_not_change_office(actor(request), office)) for office in person.assignments.all()],
        "degrees": list(person.degrees.all()),
        "certificates": list(person.teaching_certificates.all()),
        "reads_standing": why_not_read_standing(actor(request), person) is None,
        "why_not_edit": why_not_edit_person(actor(request), person),
        "why_not_activate": why_not_activate(actor(request), person),
        "may_add": why_not_add_person(actor(request)) is None,
        "may_supervise": why_not_supervise_many(actor(request)) is None,
        "may_merge": why_not_merge(actor(request), person) is None,
        "may_erase": _is_erased_or_may_be(actor(request), person),
        "merges": list(person.merges.live().select_related("dropped", "by__person")),
    }
    return render(request, "madrasah/desk/person_detail.html", context)


def _is_erased_or_may_be(user: User, person: Person) -> bool:
    """No link to a page that only says that the person is still at work."""
    if why_not_see_erasures(user) or user.person_id == person.pk:
        return False
    return person.erased_at is not None or why_not_by_now(person) is None
