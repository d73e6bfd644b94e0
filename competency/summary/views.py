"""Kompetensi saya, one teacher for those who may read it, and the list of teachers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.reflections.reads import waiting_for
from competency.scoring.definition import Definition
from competency.scoring.summary import Status
from competency.scoring.words import line_words, percent_words, proposal_words, result_words
from competency.summary.forms import SemesterChoice, TeachersChoice
from competency.summary.reports import CompetencyFigures, NextStep, Summary, summaries_of, summary_of
from competency.summary.tallies import never_observed, unobserved
from core.formats import date_plain, date_short
from core.paging import page_of
from madrasah.competencies import Competency
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.models import Madrasah, Person
from madrasah.roles import Role
from madrasah.scope import scope_of

PER_PAGE = 20
NOBODY = "Guru yang ditempatkan di madrasah Anda akan tampil di sini."
TONES = {
    Competency.PEDAGOGIK: "green",
    Competency.KEPRIBADIAN: "plum",
    Competency.SOSIAL: "blue",
    Competency.PROFESIONAL: "amber",
}


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
    today, opened = timezone.localdate(), scope_of(request.user).opens
    places = Madrasah.objects.visible_to(request.user).filter(pk__in=opened).by_name()
    choice = TeachersChoice(request.GET, today=today, places=places)
    if not choice.is_valid() and "madrasah" in choice.errors:
        raise Http404
    chosen = choice.cleaned_data.get("madrasah")
    where = [chosen.pk] if chosen else opened
    people = Person.objects.visible_to(request.user).placed_at(where, today).by_name()
    belum = choice.cleaned_data.get("belum")
    if belum == choice.EVER:
        people = people.filter(pk__in=never_observed(actor(request), where, today))
    elif belum and choice.chosen:
        people = people.filter(pk__in=unobserved(actor(request), where, choice.chosen, today))
    page = page_of(people, request.GET.get("halaman"), PER_PAGE)
    own = _unreflected(page, request)
    context = {
        "choice": choice,
        "semester": choice.chosen,
        "page": page,
        "head": ["Guru", "Diamati", *(competency.label for competency in Competency)],
        "rows": [_row(found, own) for found in _summaries(page, choice, request)],
        "empty": "Semua guru di sini sudah diamati." if belum else NOBODY,
    }
    return render(request, "competency/summary/list.html", context)


def _summaries(page: Any, choice: TeachersChoice, request: HttpRequest) -> list[Summary]:
    return summaries_of(list(page), choice.chosen, actor(request)) if choice.chosen else []


def _unreflected(page: Any, request: HttpRequest) -> int | None:
    """The reader who teaches here too, while a new result of one's own is offered the reflection first."""
    person = scope_of(request.user).person_id
    is_here = any(each.pk == person for each in page)
    return person if is_here and waiting_for(actor(request)).exists() else None


def _row(found: Summary, unreflected: int | None) -> list[Any]:
    if found.teacher.pk == unreflected:
        new = {"text": "Ada hasil baru untuk Anda", "url": reverse("competency:my-summary")}
        return [str(found.teacher), new, *({"text": "Dibuka dulu", "tone": "grey"} for _ in Competency)]
    address = f"{reverse('competency:teacher-summary', args=[found.teacher.pk])}?semester={found.semester.pk}"
    seen = {"text": f"{found.lessons} kali"} if found.lessons else {"text": "Belum", "tone": "grey"}
    return [
        {"text": str(found.teacher), "url": address},
        seen,
        *(_cell(line, found.definition) for line in found.lines),
    ]


def _cell(line: CompetencyFigures, definition: Definition | None) -> dict[str, str]:
    words = _figure_words(line, definition)
    if line.figure.status is Status.ENOUGH:
        return {"text": words}
    if line.figure.status is Status.FIRST_PICTURE:
        return {"text": f"{words.partition(' · ')[0]} · 1 lembar"}
    return {"text": "Belum cukup", "tone": "grey"}


def _page(request: HttpRequest, person: Person, template: str) -> HttpResponse:
    choice = SemesterChoice(request.GET, today=timezone.localdate())
    choice.is_valid()
    context: dict[str, Any] = {"choice": choice, "teacher": person, "semester": choice.chosen}
    if choice.chosen:
        found = summary_of(person, choice.chosen, actor(request))
        context |= _shown(found)
    return render(request, template, context)


def _shown(found: Summary) -> dict[str, Any]:
    return {
        "summary": found,
        "sheets": len(found.sheets),
        "purpose": found.sheets[0].purpose if found.sheets else "",
        "cards": [_card(line, found.definition) for line in found.lines],
        "others": [_other(other) for other in found.others],
        "step": _step_words(found.step) if found.step else None,
        "proposal": proposal_words(found.definition) if found.definition else "",
    }


def _card(line: CompetencyFigures, definition: Definition | None) -> dict[str, Any]:
    figure = line.figure
    return {
        "label": figure.competency.label,
        "tone": TONES[figure.competency],
        "words": _figure_words(line, definition) if figure.percent is not None else "",
        "value": f"{float(figure.percent):.2f}" if figure.percent is not None else "",
        "is_first": figure.status is Status.FIRST_PICTURE,
        "rests_on": f"{figure.sheets} lembar · {figure.answered} dari {line.possible} butir",
        "sheets": figure.sheets,
        "steps": _steps(line, definition),
        "notes": line.notes,
    }


def _figure_words(line: CompetencyFigures, definition: Definition | None) -> str:
    return line_words(line.figure, definition.bands if definition else ())


def _steps(line: CompetencyFigures, definition: Definition | None) -> list[dict[str, str]]:
    """Each sheet, the sum, the percent and the band: how the number came about."""
    figure = line.figure
    steps = [
        {
            "text": f"{date_short(part.sheet.observed_on)}, {part.sheet.observer}: {part.numerator} dari "
            f"{part.denominator} ({part.answered} dari {part.possible} butir teramati)",
            "url": reverse("competency:assessment-detail", args=[part.sheet.pk]),
        }
        for part in line.parts
    ]
    if definition is None or figure.percent is None:
        return steps
    percent = percent_words(figure.percent, definition.bands, 2)
    steps.append({"text": f"Jumlah: {figure.numerator} dari {figure.denominator} = {percent}", "url": ""})
    if figure.band:
        steps.append({"text": f"Sebutan: {figure.band.label} ({figure.band.published})", "url": ""})
    return steps


def _other(other: Any) -> dict[str, Any]:
    definition = other.definition
    return {
        "title": other.name,
        "version": definition.version,
        "proposal": proposal_words(definition),
        "sheets": [
            {
                "text": f"{date_short(each.sheet.observed_on)}, {each.sheet.observer}",
                "words": result_words(each.result, definition),
                "url": reverse("competency:assessment-detail", args=[each.sheet.pk]),
            }
            for each in other.sheets
        ],
    }


def _step_words(step: NextStep) -> dict[str, str]:
    """One sentence of praise first, then the one thing to do."""
    best, weakest, followup = step.strongest, step.weakest, step.followup
    praise = f"Sudah baik: {best.text} ({best.numerator} dari {best.denominator})." if best else ""
    if followup:
        until = f", sampai {date_plain(followup.due_on)}" if followup.due_on else ""
        return {"praise": praise, "text": followup.text, "why": f"{followup.get_status_display()}{until}."}
    if weakest is None:
        return {"praise": praise, "text": "Pertahankan, dan ceritakan caranya di pertemuan KKG.", "why": ""}
    n = f"{weakest.numerator} dari {weakest.denominator} pada {weakest.sheets} lembar"
    return {"praise": praise, "text": f"Kuatkan berikutnya: {weakest.text}.", "why": f"Baru {n}."}
