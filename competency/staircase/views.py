"""How assessment of pupils stands: all teachers of a reader, one teacher, and a KKG as counts alone (S17)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.reflections.reads import waiting_for
from competency.staircase.forms import StairsChoice
from competency.staircase.presenters import STEPS, figures, key_of, sighting_rows, teacher_row, trend_rows, word
from competency.staircase.reports import latest, people, semesters_until, sightings_of, stairs_in
from competency.summary.forms import SemesterChoice
from competency.summary.views import asked
from core.paging import page_of
from kkg.models import WorkingGroup
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.models import Person
from madrasah.roles import Role
from madrasah.scope import scope_of


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def staircase(request: HttpRequest) -> HttpResponse:
    """Counts first, then the teachers by name, then semester by semester; nobody is ranked."""
    choice = asked(request, StairsChoice)
    context: dict[str, Any] = {"choice": choice, "semester": choice.chosen}
    if choice.chosen:
        where = [choice.place.pk] if choice.place else scope_of(request.user).opens
        teaching = Person.objects.visible_to(request.user).placed_at(where, timezone.localdate()).by_name()
        context |= _listed(request, choice, teaching, {"madrasah": choice.place.pk} if choice.place else {})
    context["groups"] = WorkingGroup.objects.run_by(request.user).only("name")
    return render(request, "competency/staircase/list.html", context)


def _listed(request: HttpRequest, choice: StairsChoice, teaching: Any, place: dict[str, Any]) -> dict[str, Any]:
    semester = choice.chosen
    assert semester is not None  # noqa: S101 - asked before
    keys, semesters = list(teaching.values_list("pk", flat=True)), semesters_until(semester, choice.begun)
    last = latest(sightings_of(keys, semesters, actor(request)))
    seen = {key: last.get((semester.pk, key)) for key in keys}
    fitting = [key for key in keys if choice.wants in ("", key_of(found.stair if (found := seen[key]) else None))]
    page = page_of(fitting, request.GET.get("halaman"))
    known = people({*page, *(found.observer for key in page if (found := seen[key]))})
    return {
        "figures": figures(stairs_in(semester, keys, last), {"semester": semester.pk} | place),
        "page": page,
        "lines": [teacher_row(known[key], seen[key], known, semester) for key in page],
        "numeric": range(1, len(STEPS) + 2),
        "head": ["Semester", *map(word, STEPS), "Guru"],
        "trend": trend_rows([(each, stairs_in(each, keys, last)) for each in semesters]),
    }


@require_safe
def of_teacher(request: HttpRequest, pk: int) -> HttpResponse:
    """What was seen of one teacher, for the teacher and who reads the teacher's summary."""
    scope, today = scope_of(request.user), timezone.localdate()
    if pk == scope.person_id:
        if waiting := waiting_for(actor(request)):
            return render(request, "competency/reflections/waiting.html", {"sheets": waiting})
        person = get_visible_or_404(Person, request, pk=pk)
    else:
        person = get_visible_or_404(Person.objects.placed_at(scope.opens, today), request, pk=pk)
    choice = SemesterChoice(request.GET, today=today)
    choice.is_valid()
    semesters = semesters_until(choice.chosen, choice.begun) if choice.chosen else []
    seen = sightings_of([pk], semesters, actor(request), facts=True)
    observers = people({each.observer for each in seen})
    context = {"teacher": person, "is_mine": pk == scope.person_id, "rows": sighting_rows(seen, observers, semesters)}
    return render(request, "competency/staircase/teacher.html", context)
