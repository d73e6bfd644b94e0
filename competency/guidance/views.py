"""Supervision of the supervision (S13): counts first, then the weeks, a reminder, and what was agreed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competency.guidance.actions import mend_guidance, note_guidance, remove_guidance, restore_guidance
from competency.guidance.forms import GuidanceForm, MendForm
from competency.guidance.models import Guidance
from competency.guidance.permissions import why_not_guide, why_not_read_weeks
from competency.guidance.presenters import place_row, week_row
from competency.guidance.reports import CheckedWeek, heads_at, oversight_of
from competency.guidance.texts import reminder
from core.forms import succeeds
from core.http import get_or_post
from core.mending import mends
from core.refusals import refuse_if
from core.whatsapp import message_link
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.models import Madrasah, Person
from madrasah.roles import Role
from madrasah.scope import scope_of


@role_required(Role.PENGAWAS)
@require_safe
def guidance_list(request: HttpRequest) -> HttpResponse:
    """How many weeks each own madrasah left unchecked; by name, nobody is ranked."""
    places = list(Madrasah.objects.visible_to(request.user).filter(pk__in=scope_of(request.user).supervises).by_name())
    found = oversight_of([place.pk for place in places], timezone.localdate())
    last = {row.madrasah_id: row for row in Guidance.objects.visible_to(request.user).order_by("agreed_on", "pk")}
    counts = [(len(found.missed_at(place.pk)), len(found.weeks.get(place.pk, []))) for place in places]
    context = {
        "semester": found.semester,
        "missed": sum(count for count, _ in counts),
        "weeks": sum(of for _, of in counts),
        "rows": [place_row(place, *count, last.get(place.pk)) for place, count in zip(places, counts, strict=True)],
    }
    return render(request, "competency/guidance/list.html", context)


@role_required(Role.KEPALA, Role.PENGAWAS)
@get_or_post
def guidance_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The weeks of one madrasah; who supervises it reminds and notes, who heads it reads what was agreed with them."""
    place = get_visible_or_404(Madrasah, request, pk=pk)
    refuse_if(why_not_read_weeks(actor(request), place))
    why_not = why_not_guide(actor(request), place)
    heads = heads_at(place, actor(request))
    if request.method == "POST":
        refuse_if(why_not)
    form = GuidanceForm(request.POST or None, heads=heads)
    if form.is_valid() and succeeds(form, note_guidance, madrasah=place, by=actor(request), **form.cleaned_data):
        messages.success(request, "Kesepakatan tersimpan. Yang membacanya hanya Anda berdua.")
        return redirect("competency:guidance-detail", pk)
    found = oversight_of([pk], timezone.localdate())
    missed, agreed = found.missed_at(pk), Guidance.objects.visible_to(request.user).filter(madrasah=place)
    context = {
        "place": place,
        "semester": found.semester,
        "weeks": len(found.weeks.get(pk, [])),
        "rows": [week_row(week, place, timezone.localdate()) for week in reversed(missed)],
        "agreed": agreed.select_related("head", "noted_by"),
        "form": None if why_not or not heads else form,
        "guides": why_not is None,
        "removed": Guidance.objects.restorable_by(request.user).filter(madrasah=place) if not why_not else [],
        "reminders": [_reminder(request, place, head, missed) for head in heads] if missed and not why_not else [],
    }
    return render(request, "competency/guidance/detail.html", context, status=400 if form.errors else 200)


@require_POST
def guidance_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of sight; the way back stands below the list."""
    guidance = get_visible_or_404(Guidance, request, pk=pk)
    remove_guidance(guidance=guidance, by=actor(request))
    messages.success(request, "Kesepakatan dihapus. Bila keliru, kembalikan dari bawah daftar ini dalam 30 hari.")
    return redirect("competency:guidance-detail", guidance.madrasah_id)


@require_POST
def guidance_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a deletion."""
    guidance = get_object_or_404(Guidance.objects.restorable_by(request.user), pk=pk)
    restore_guidance(guidance=guidance, by=actor(request))
    messages.success(request, "Kesepakatan dikembalikan.")
    return redirect("competency:guidance-detail", guidance.madrasah_id)


@get_or_post
def guidance_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what was noted."""
    guidance = get_visible_or_404(Guidance.objects.select_related("madrasah"), request, pk=pk)
    refuse_if(why_not_guide(actor(request), guidance.madrasah))
    form = MendForm(request.POST or None, instance=guidance)
    if form.is_valid() and mends(form, mend_guidance, guidance=guidance, by=actor(request), **form.values()):
        messages.success(request, "Kesepakatan diubah.")
        return redirect("competency:guidance-detail", guidance.madrasah_id)
    return render(request, "competency/guidance/mend.html", {"guidance": guidance, "form": form})


def _reminder(request: HttpRequest, place: Madrasah, head: Person, missed: list[CheckedWeek]) -> dict[str, Any]:
    text = reminder(
        to=str(head),
        sex=head.sex,
        place=str(place),
        weeks=[(week.week, week.unchecked, week.teachers) for week in missed],
        address=request.build_absolute_uri(reverse("competency:guidance-detail", args=[place.pk])),
        sender=str(actor(request).person),
    )
    return {"head": head, "text": text, "url": message_link(text, head.phone)}
