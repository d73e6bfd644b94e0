"""Kompetensi saya, one teacher for those who may read it, and the list of teachers."""

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.reflections.reads import waiting_for
from competency.summary.forms import PlaceChoice, SemesterChoice, TeachersChoice
from competency.summary.presenters import listed, summary_shown
from competency.summary.reports import Summary, summaries_of, summary_of
from competency.summary.tallies import never_observed, unobserved
from competency.ties.reports import materials_for
from core.paging import page_of
from madrasah.competencies import Competency
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.models import Madrasah, Person
from madrasah.roles import Role
from madrasah.scope import scope_of

Choice = TypeVar("Choice", bound=PlaceChoice)
NOBODY = "Guru yang ditempatkan di madrasah Anda akan tampil di sini."


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own four competencies; a new result is opened first, so that its figures do not give it away."""
    person = actor(request).person
    if person is None:
        raise Http404
    if waiting := waiting_for(actor(request)):
        return render(request, "competency/reflections/waiting.html", {"sheets": waiting})
    return _page(request, person, "competency/summary/my_summary.html")


@require_safe
def of_teacher(request: HttpRequest, pk: int) -> HttpResponse:
    """One teacher, for the kepala and the pengawas of the madrasah where the teacher is placed today."""
    scope = scope_of(request.user)
    if pk == scope.person_id:
        return redirect("competency:my-summary")
    placed = Person.objects.placed_at(scope.opens, timezone.localdate())
    person = get_visible_or_404(placed, request, pk=pk)
    return _page(request, person, "competency/summary/teacher_summary.html")


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def teachers(request: HttpRequest) -> HttpResponse:
    """The four lines of every teacher the reader may open."""
    today, choice = timezone.localdate(), asked(request, TeachersChoice)
    where = [choice.place.pk] if choice.place else scope_of(request.user).opens
    people = Person.objects.visible_to(request.user).placed_at(where, today).by_name().names_only()
    belum = choice.cleaned_data.get("belum")
    if belum == choice.EVER:
        people = people.filter(pk__in=never_observed(actor(request), where, today))
    elif belum and choice.chosen:
        people = people.filter(pk__in=unobserved(actor(request), where, choice.chosen, today))
    page = page_of(people, request.GET.get("halaman"))
    own = _unreflected(page, request)
    context = {
        "choice": choice,
        "semester": choice.chosen,
        "page": page,
        "head": ["Guru", "Diamati", *(competency.label for competency in Competency)],
        "rows": [listed(found, is_ahead=found.teacher.pk == own) for found in _summaries(page, choice, request)],
        "empty": "Semua guru di sini sudah diamati." if belum else NOBODY,
    }
    return render(request, "competency/summary/list.html", context)


def asked(request: HttpRequest, form: type[Choice]) -> Choice:
    """What the address asks for of the reader's teachers; a madrasah that is not the reader's is not found."""
    places = Madrasah.objects.visible_to(request.user).filter(pk__in=scope_of(request.user).opens).by_name()
    choice = form(request.GET, today=timezone.localdate(), places=places)
    if not choice.is_valid() and "madrasah" in choice.errors:
        raise Http404
    return choice


def _summaries(page: Any, choice: TeachersChoice, request: HttpRequest) -> list[Summary]:
    return summaries_of(list(page), choice.chosen, actor(request)) if choice.chosen else []


def _unreflected(page: Any, request: HttpRequest) -> int | None:
    """The reader who teaches here too, while a new result of one's own is offered the reflection first."""
    person = scope_of(request.user).person_id
    is_here = any(each.pk == person for each in page)
    return person if is_here and waiting_for(actor(request)).exists() else None


def _page(request: HttpRequest, person: Person, template: str) -> HttpResponse:
    choice = SemesterChoice(request.GET, today=timezone.localdate())
    choice.is_valid()
    context: dict[str, Any] = {"choice": choice, "teacher": person, "semester": choice.chosen}
    if choice.chosen:
        found = summary_of(person, choice.chosen, actor(request))
        context |= summary_shown(found)
        if found.step and found.step.weakest:
            context["materials"] = materials_for(found.step.weakest.code, actor(request))
    context |= _ways_on(person, request)
    return render(request, template, context)


def _ways_on(person: Person, request: HttpRequest) -> dict[str, str]:
    if person.pk == scope_of(request.user).person_id:
        return {"growth_url": reverse("competency:my-growth"), "paper_url": reverse("competency:my-competencies-paper")}
    return {
        "growth_url": reverse("competency:teacher-growth", args=[person.pk]),
        "paper_url": reverse("competency:teacher-competencies-paper", args=[person.pk]),
    }
