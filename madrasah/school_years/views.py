"""A new school year: tried out first, then opened, and taken back while nothing rests on it.

`rules` is given by the path (config/urls.py): what all apps say about a new school year.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.http import get_or_post, is_done
from core.refusals import refuse_if
from core.steps import Plan, mark_of
from madrasah.guards import actor
from madrasah.periods import school_year_label
from madrasah.school_years.actions import last_opened, open_year, rehearse, take_back_year, why_not_take_back
from madrasah.school_years.forms import YearForm
from madrasah.school_years.models import YearOpening
from madrasah.school_years.permissions import why_not_open_year
from madrasah.school_years.rules import OpeningRules, next_year
from madrasah.scope import scope_of


@get_or_post
def year_open(request: HttpRequest, rules: OpeningRules) -> HttpResponse:
    """First press: what is made and what goes on. Second press: it is done."""
    refuse_if(why_not_open_year(actor(request)))
    year = next_year()
    if year is None:
        raise Http404
    form, plan = YearForm(request.POST or None, school_year=year), Plan()
    if form.is_valid():
        opening = form.opening_in(scope_of(request.user).registers_regions)
        plan = rehearse(opening, rules)
        if form.cleaned_data["mark"] == mark_of(plan) and not plan.refusals:
            done = open_year(opening=opening, rules=rules, by=actor(request))
            messages.success(request, f"{done} sudah dibuka. Ini masih bisa dibatalkan selama belum dipakai.")
            return redirect("madrasah:semester-list")
        form.build_on("" if plan.refusals else mark_of(plan))
    context = {"form": form, "plan": plan, "year": school_year_label(year), "opening": last_opened()}
    return render(request, "madrasah/school_years/open.html", context)


@get_or_post
def year_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """As if it had not been opened."""
    refuse_if(why_not_open_year(actor(request)))
    opening = get_object_or_404(YearOpening, pk=pk, undone_at=None)
    if request.method == "POST" and is_done(request, take_back_year, opening=opening, by=actor(request)):
        messages.success(request, f"{opening} dibatalkan.")
        return redirect("madrasah:semester-list")
    context = {"opening": opening, "why_not": why_not_take_back(opening)}
    return render(request, "madrasah/school_years/take_back.html", context)
