"""The heads that an applied file names: found, asked about, not found; all appointed by one press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.formats import date_plain
from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.imports.forms import HeadsForm
from madrasah.imports.heads import HeadState, heads_of, sum_words
from madrasah.imports.models import ImportRun
from madrasah.imports.permissions import why_not_appoint_heads
from madrasah.imports.runs import appoint_heads
from madrasah.people.permissions import why_not_import
from madrasah.work.link_views import succeeds_openly
from madrasah.work.namesakes import told_apart


@get_or_post
def import_heads(request: HttpRequest, pk: int) -> HttpResponse:
    """One page, one press; after it the page shows who is still left."""
    refuse_if(why_not_import(actor(request)))
    run = get_visible_or_404(ImportRun, request, pk=pk)
    refuse_if(why_not_appoint_heads(actor(request), run))
    heads = heads_of(run, actor(request))
    people = {person.pk: person for head in heads for person in head.people}
    form = HeadsForm(request.POST or None, heads=heads, names=told_apart(list(people.values())))
    if form.is_valid():
        about, since = [people[person] for person in form.chosen.values()], form.cleaned_data["since"]
        if succeeds_openly(request, form, appoint_heads, about=about, run=run, chosen=form.chosen, since=since):
            begins = "mulai" if since > timezone.localdate() else "sejak"
            messages.success(request, f"{len(about)} kepala bertugas {begins} {date_plain(since)}.")
            return redirect("madrasah:import-heads", pk)
    by_state = {state.name.lower(): [head for head in heads if head.state == state] for state in HeadState}
    context = {"run": run, "form": form, "heads": heads, "sum_words": sum_words(heads), **by_state}
    return render(request, "madrasah/imports/heads.html", context)
