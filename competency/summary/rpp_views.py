"""RPP saya: what was written about the reader's own RPP, week by week."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.rpp.models import Rpp
from competency.summary.forms import SemesterChoice
from competency.summary.tallies import rpp_of, rpp_tally
from core.formats import date_plain, date_range, moment_short
from madrasah.guards import actor
from madrasah.periods import week_end

TONES = {Rpp.Status.ADA: "green", Rpp.Status.TERLAMBAT: "amber", Rpp.Status.BELUM_ADA: "red", Rpp.Status.LIBUR: "grey"}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Every week of the semester that has a mark, the newest first, with cause and photo."""
    person = actor(request).person
    if person is None:
        raise Http404
    choice = SemesterChoice(request.GET, today=timezone.localdate())
    choice.is_valid()
    context: dict[str, Any] = {"choice": choice, "semester": choice.chosen}
    if choice.chosen:
        weeks = rpp_of(person, choice.chosen, actor(request))
        shown = weeks.select_related("madrasah", "covered_by", "checked_by", "photo").prefetch_related(
            "madrasah__former_names"
        )
        context |= {"rows": [_row(row) for row in shown], "tally": rpp_tally(weeks)}
    return render(request, "competency/summary/my_rpp.html", context)


def _row(row: Rpp) -> dict[str, Any]:
    parts = [
        f"Sebab: {row.get_cause_display()}" if row.cause else "",
        f"RPP minggu {date_plain(row.covered_by.week)} berlaku juga di sini" if row.covered_by else "",
    ]
    seen = moment_short(timezone.localtime(row.checked_at))
    return {
        "row": row,
        "title": date_range(row.week, week_end(row.week)),
        "detail": ". ".join(filter(None, parts)),
        "checked": f"Diperiksa {row.checked_by}, {seen} · {row.madrasah.name_on(row.week)}",
        "tone": TONES[Rpp.Status(row.status)],
    }
