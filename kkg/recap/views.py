"""The recap of a KKG: attendance, hours, topics and meetings of a span, as page and as workbook."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.exports import workbook_response
from core.formats import date_range
from kkg.groups.models import WorkingGroup
from kkg.recap.forms import RecapForm
from kkg.recap.reports import ENDING_WORDS, Recap, recap_of, workbook
from madrasah.guards import actor
from madrasah.models import Semester


@require_safe
def recap(request: HttpRequest) -> HttpResponse:
    """Counts with what they rest on; names under their madrasah, as far as this reader may see them."""
    form = _form(request)
    found = _found(request, form)
    context: dict[str, Any] = {"form": form, "recap": found}
    if found:
        context |= {
            "period": date_range(found.since, found.until),
            "places": _places(found),
            "topics": [(ENDING_WORDS[ending], count) for ending, count in found.topics if count],
            "sheet_url": f"{reverse('kkg:recap-sheet')}?{request.GET.urlencode()}",
        }
    return render(request, "kkg/recap/recap.html", context)


@require_safe
def recap_sheet(request: HttpRequest) -> FileResponse:
    """The same rows as XLSX."""
    found = _found(request, _form(request))
    if found is None:
        raise Http404
    name = f"rekap {found.group} {found.since} {found.until}"
    return workbook_response(name, workbook(found))


def _form(request: HttpRequest) -> RecapForm:
    groups = WorkingGroup.objects.visible_to(request.user)
    return RecapForm(request.GET, groups=groups, semesters=Semester.objects.begun_for_kkg(timezone.localdate()))


def _found(request: HttpRequest, form: RecapForm) -> Recap | None:
    if form.group is None or form.span is None:
        return None
    return recap_of(actor(request), form.group, *form.span, year=form.year)


def _places(found: Recap) -> list[dict[str, Any]]:
    """Each madrasah with its people; who moved stands under the last one, and counts at each."""
    return [
        {"sum": place, "people": [line for line in found.people if line.place == place.place]} for place in found.places
    ]
