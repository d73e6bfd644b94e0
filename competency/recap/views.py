"""The recap of a semester as page, PDF and workbook; the supervision programme and its report as PDF."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.instruments.presenters import reads_supervision, supervision_tabs
from competency.recap.forms import RecapChoice
from competency.recap.papers import ends, recap_paper, tables_paper
from competency.recap.programme_reports import programme_of, report_of
from competency.recap.reports import Recap, recap_of
from competency.visits.forms import VisitFilter
from competency.visits.permissions import why_not_plan
from core.exports import workbook_response
from core.papers import paper_response
from core.refusals import refuse_if
from madrasah.guards import actor
from madrasah.models import Madrasah, Person
from madrasah.scope import scope_of


@require_safe
def recap(request: HttpRequest) -> HttpResponse:
    """Counts with what they rest on, by name; each instrument by itself."""
    form = _choice(request)
    found = _found(request, form)
    asked = request.GET.urlencode()
    context = {
        "form": form,
        "recap": found,
        "tabs": supervision_tabs("", actor(request)),
        "paper_url": f"{reverse('competency:supervision-recap-paper')}?{asked}",
        "opens": bool(scope_of(request.user).opens),
        "report_url": f"{reverse('competency:supervision-report')}?{asked}",
        "guides": bool(scope_of(request.user).supervises),
        "guide_url": f"{reverse('competency:guide-report')}?{asked}",
        "sheet_url": f"{reverse('competency:supervision-recap-sheet')}?{asked}",
    }
    return render(request, "competency/recap/recap.html", context)


@require_safe
def recap_pdf(request: HttpRequest) -> HttpResponse:
    """The same tables as PDF."""
    form = _choice(request)
    found = _or_404(_found(request, form))
    paper = recap_paper(found, _one_place(request, form.place), actor(request), timezone.localdate())
    return paper_response("tables.typ", paper, name=f"rekap-supervisi-{found.of_whom}-{found.semester}")


@require_safe
def recap_sheet(request: HttpRequest) -> FileResponse:
    """The same tables as XLSX, one sheet each."""
    found = _or_404(_found(request, _choice(request)))
    sheets = [(f"{at}. {table.title}", table.head, table.rows) for at, table in enumerate(found.tables, start=1)]
    return workbook_response(f"rekap supervisi {found.of_whom} {found.semester}", sheets)


@require_safe
def programme_pdf(request: HttpRequest) -> HttpResponse:
    """Program supervisi: the planned visits of a semester."""
    return _of_visits(request, "Program supervisi", programme_of, ["Tujuan dan sasaran"])


@require_safe
def report_pdf(request: HttpRequest) -> HttpResponse:
    """Laporan supervisi: planned, carried out, findings, tindak lanjut."""
    return _of_visits(request, "Laporan supervisi", report_of, ["Kesimpulan", "Rekomendasi"])


def _of_visits(request: HttpRequest, title: str, tables_of: Any, asked: list[str]) -> HttpResponse:
    user, today = actor(request), timezone.localdate()
    refuse_if(why_not_plan(user))
    form = VisitFilter(request.GET, places=_places(request), today=today)
    if form.chosen is None:
        raise Http404
    place = _one_place(request, form.place)
    where = [place.pk] if place else list(scope_of(user).opens)
    facts, tables = tables_of(user, form.chosen, where, today)
    about = [("Madrasah", place.name if place else f"{len(where)} madrasah"), *facts]
    paper = tables_paper(title, form.chosen, about, tables, **ends(place, user, today), asked=asked)
    return paper_response("tables.typ", paper, name=f"{title}-{place or ''}-{form.chosen}")


def _places(request: HttpRequest) -> Any:
    opened = scope_of(request.user).opens
    return Madrasah.objects.visible_to(request.user).filter(pk__in=opened).select_related("region").by_name()


def _one_place(request: HttpRequest, chosen: Madrasah | None) -> Madrasah | None:
    """The chosen one, or the only one."""
    places = [chosen] if chosen else list(_places(request)[:2])
    return places[0] if len(places) == 1 else None


def _choice(request: HttpRequest) -> RecapChoice:
    refuse_if(None if reads_supervision(actor(request)) else "Halaman ini tidak termasuk tugas Anda.")
    today, places = timezone.localdate(), _places(request)
    teachers = Person.objects.placed_at(scope_of(request.user).opens, today).by_name()
    form = RecapChoice(request.GET, today=today, places=places, teachers=teachers)
    if not form.is_valid() and {"madrasah", "guru"} & form.errors.keys():
        raise Http404
    return form


def _found(request: HttpRequest, form: RecapChoice) -> Recap | None:
    if form.chosen is None:
        return None
    today = timezone.localdate()
    return recap_of(
        actor(request), form.chosen, place=_one_place(request, form.place), teacher=form.teacher, today=today
    )


def _or_404(found: Recap | None) -> Recap:
    if found is None:
        raise Http404
    return found
