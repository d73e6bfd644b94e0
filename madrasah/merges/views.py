"""Two records of one person: who may be meant, the preview, the merge, and the way back.

`rules` is given by the path (config/urls.py): what all apps say about the rows of a person.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.http import get_or_post, is_done
from core.refusals import refuse_if
from core.steps import mark_of
from madrasah.guards import actor, get_visible_or_404
from madrasah.merges.actions import merge_persons, plan_merge, undo_merge, why_not_undo
from madrasah.merges.forms import DuplicateSearch, MergeForm
from madrasah.merges.likeness import doubts, likeness
from madrasah.merges.models import PersonMerge
from madrasah.merges.permissions import why_not_merge
from madrasah.merges.presenters import record_words
from madrasah.merges.rules import MergingRules, Pair
from madrasah.people.models import Person
from madrasah.work.namesakes import told_apart

MOST_COMPARED = 60


@require_safe
def person_duplicates(request: HttpRequest, pk: int) -> HttpResponse:
    """Likely doubles, and a search for those whose name is written quite differently."""
    person = get_visible_or_404(Person.objects.with_standing(), request, pk=pk)
    refuse_if(why_not_merge(actor(request), person))
    form = DuplicateSearch(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    others = Person.objects.visible_to(request.user).exclude(pk=pk).by_name().with_work()
    near = others.named(text) if text else others.like(person)
    rows = [(other, likeness(person, other)) for other in near[:MOST_COMPARED]]
    context = {
        "person": person,
        "filter_form": form,
        "searched": text,
        "twins": [(other, reasons) for other, reasons in rows if reasons or text],
    }
    return render(request, "madrasah/merges/duplicates.html", context)


@get_or_post
def person_merge(request: HttpRequest, pk: int, twin: int, rules: MergingRules) -> HttpResponse:
    """What would happen, in words, with a choice for each difference; the second press does it."""
    kept, dropped = (get_visible_or_404(Person.objects.with_standing(), request, pk=one) for one in (pk, twin))
    refuse_if(why_not_merge(actor(request), kept, dropped) if pk != twin else "Pilih dua data yang berbeda.")
    plan = plan_merge(kept=kept, dropped=dropped, choices={}, rules=rules)
    mark = mark_of(plan)
    form = MergeForm(request.POST or None, pair=Pair(kept, dropped), initial={"mark": mark})
    is_sure = form.is_valid() and form.is_of(mark)
    if is_sure and _merged(request, kept, dropped, form.choices(), rules):
        return redirect("madrasah:person-detail", pk)
    names = told_apart([kept, dropped])
    context = {"kept": kept, "dropped": dropped, "form": form, "plan": plan, "doubts": doubts(kept, dropped)}
    context |= {"kept_name": names[kept.pk], "dropped_name": names[dropped.pk]}
    context["facts"] = [("Dipertahankan", record_words(kept)), ("Pindah", record_words(dropped))]
    return render(request, "madrasah/merges/person_merge.html", context)


@get_or_post
def person_unmerge(request: HttpRequest, pk: int, merge: int, rules: MergingRules) -> HttpResponse:
    """Take a merge back while nothing rests on it."""
    row = get_visible_or_404(PersonMerge, request, pk=merge, kept=pk)
    refuse_if(why_not_merge(actor(request), row.kept))
    reason = why_not_undo(row, rules)
    if request.method == "POST" and is_done(request, undo_merge, merge=row, rules=rules, by=actor(request)):
        row.kept.refresh_from_db()
        names = told_apart([row.kept, row.dropped])
        messages.success(request, f"{names[row.kept_id]} dan {names[row.dropped_id]} kini dua data lagi.")
        return redirect("madrasah:person-detail", pk)
    return render(request, "madrasah/merges/person_unmerge.html", {"merge": row, "why_not": reason})


def _merged(request: HttpRequest, kept: Person, dropped: Person, chosen: dict[str, str], rules: Any) -> bool:
    names = told_apart([kept, dropped])
    pair = {"kept": kept, "dropped": dropped, "choices": chosen, "rules": rules}
    if not is_done(request, merge_persons, **pair, by=actor(request)):
        return False
    messages.success(
        request, f"Data {names[kept.pk]} dan {names[dropped.pk]} sudah menjadi satu. Ini masih bisa dibatalkan."
    )
    return True
