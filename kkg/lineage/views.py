"""Splitting a KKG and joining two: choose, read what will happen, then do it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.agenda.reports import unfinished_count
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_change_groups
from kkg.lineage.actions import merge_group, split_group
from kkg.lineage.forms import MergeForm, SplitForm
from kkg.lineage.presenters import merge_words, split_words
from kkg.lineage.reports import officers_placed_at
from kkg.sessions.presenters import agenda_words
from kkg.sessions.reports import next_agenda
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def group_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Which madrasah leave from which day on; shown in words before it is done."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_change_groups(actor(request), group))
    form = SplitForm(request.POST or None, group=group, initial={"day": timezone.localdate()})
    page: dict[str, Any] = {"group": group, "form": form, "title": "Pecah KKG"}
    if request.method != "POST" or not form.is_valid():
        return render(request, "kkg/lineage/form.html", page)
    data = form.cleaned_data
    if "yakin" not in request.POST:
        moving = officers_placed_at(group, data["madrasahs"], data["day"])
        words = split_words(group, data, unfinished_count(group, data["day"]), moving)
        return render(request, "kkg/lineage/confirm.html", page | {"words": words, "submit": "Pecah KKG"})
    values = {"name": data["name"], "madrasahs": data["madrasahs"], "day": data["day"]}
    if not succeeds(form, split_group, group=group, takes_topics=form.takes_topics, by=actor(request), **values):
        return render(request, "kkg/lineage/form.html", page)
    messages.success(request, f"{data['name']} dibentuk. Tetapkan pengurusnya di halaman KKG itu.")
    return redirect("kkg:group-list")


@get_or_post
def group_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """In which KKG this one goes on from which day; shown in words before it is done."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_change_groups(actor(request), group))
    form = MergeForm(request.POST or None, group=group, user=actor(request), initial={"day": timezone.localdate()})
    page: dict[str, Any] = {"group": group, "form": form, "title": "Gabungkan KKG", "alone": form.is_alone}
    if request.method != "POST" or not form.is_valid():
        return render(request, "kkg/lineage/form.html", page)
    into, day = form.cleaned_data["into"], form.cleaned_data["day"]
    refuse_if(why_not_change_groups(actor(request), group, into))
    if "yakin" not in request.POST:
        following = agenda_words(next_agenda(into, day))
        words = merge_words(group, into, day, unfinished_count(group, day), following)
        return render(request, "kkg/lineage/confirm.html", page | {"words": words, "submit": "Gabungkan"})
    if not succeeds(form, merge_group, group=group, into=into, day=day, by=actor(request)):
        return render(request, "kkg/lineage/form.html", page)
    messages.success(request, f"{group} bergabung dengan {into}. Catatannya tetap bisa dibaca.")
    return redirect("kkg:group-detail", into.pk)
