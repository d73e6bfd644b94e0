"""Four competencies over the semesters, and on paper: one's own, and a teacher's for who reads the summary."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.growth.papers import competencies_paper
from competency.growth.presenters import charts_of
from competency.growth.reports import growth_of
from competency.reflections.reads import waiting_for
from competency.summary.forms import SemesterChoice
from competency.summary.reports import summary_of
from core.papers import paper_response
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Madrasah, Person
from madrasah.scope import scope_of


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own; a new result is opened first."""
    if waiting := waiting_for(actor(request)):
        return render(request, "competency/reflections/waiting.html", {"sheets": waiting})
    return _page(request, _oneself(request), own=True)


@require_safe
def of_teacher(request: HttpRequest, pk: int) -> HttpResponse:
    """A teacher's, for the kepala and the pengawas of where the teacher is placed today."""
    if pk == scope_of(request.user).person_id:
        return redirect("competency:my-growth")
    return _page(request, _teacher(request, pk))


@require_safe
def my_paper(request: HttpRequest) -> HttpResponse:
    """The reader's own as PDF."""
    if waiting := waiting_for(actor(request)):
        return render(request, "competency/reflections/waiting.html", {"sheets": waiting})
    return _paper(request, _oneself(request))


@require_safe
def paper_of(request: HttpRequest, pk: int) -> HttpResponse:
    """A teacher's as PDF."""
    if pk == scope_of(request.user).person_id:
        return redirect("competency:my-competencies-paper")
    return _paper(request, _teacher(request, pk))


def _page(request: HttpRequest, person: Person, *, own: bool = False) -> HttpResponse:
    found = growth_of(person, actor(request))
    context: dict[str, Any] = {"teacher": person, "own": own}
    summary = reverse("competency:my-summary") if own else reverse("competency:teacher-summary", args=[person.pk])
    context |= {"charts": charts_of(found, summary), "unseen": [competency.label for competency in found.unseen]}
    return render(request, "competency/growth/growth.html", context)


def _paper(request: HttpRequest, person: Person) -> HttpResponse:
    user, today = actor(request), timezone.localdate()
    choice = SemesterChoice(request.GET, today=today)
    choice.is_valid()
    if choice.chosen is None:
        raise Http404
    found, growth = summary_of(person, choice.chosen, user), growth_of(person, user, until=choice.chosen)
    paper = competencies_paper(found, growth, _place_of(person), user, today)
    return paper_response("tables.typ", paper, name=f"kompetensi-{person}-{choice.chosen}")


def _place_of(person: Person) -> Madrasah | None:
    """Where the teacher is placed today, if at one madrasah."""
    placed = person.placements.open(timezone.localdate()).select_related("madrasah")[:2]
    return placed[0].madrasah if len(placed) == 1 else None


def _oneself(request: HttpRequest) -> Person:
    person = actor(request).person
    if person is None:
        raise Http404
    return person


def _teacher(request: HttpRequest, pk: int) -> Person:
    placed = Person.objects.placed_at(scope_of(request.user).opens, timezone.localdate())
    return get_visible_or_404(placed, request, pk=pk)
