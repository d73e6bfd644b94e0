"""The outsiders who speak at a KKG: one list, a name put right, two rows of one person made one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_run_group
from kkg.groups.presenters import Line
from kkg.speakers.actions import drop_speaker, make_one, mend_speaker, part_again
from kkg.speakers.forms import OutsiderForm, TwinForm
from kkg.speakers.models import Speaker, SpeakerMerge
from kkg.speakers.permissions import why_not_drop_speaker, why_not_mend_speaker
from kkg.speakers.reports import times_spoken
from madrasah.guards import actor, get_visible_or_404


@require_safe
def outsider_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All whom this KKG knows from elsewhere, and how often each spoke."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_run_group(actor(request), group))
    times = times_spoken(group)
    lines = [
        Line(row.name, row.institution, _times(times[row.pk]), url=reverse("kkg:outsider-edit", args=[row.pk]))
        for row in group.speakers.outsiders()
    ]
    return render(request, "kkg/speakers/list.html", {"group": group, "lines": lines})


def _times(number: int) -> str:
    return f"{number} pertemuan" if number else "Belum berbicara"


@get_or_post
def outsider_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name and institution put right; the ways to make two one, and to let one go."""
    speaker = get_visible_or_404(Speaker, request, pk=pk)
    refuse_if(why_not_mend_speaker(actor(request), speaker))
    stored = {"name": speaker.name, "institution": speaker.institution}
    form = OutsiderForm(request.POST or None, initial=stored)
    if form.is_valid() and succeeds(form, mend_speaker, speaker=speaker, by=actor(request), **form.cleaned_data):
        messages.success(request, "Narasumber disimpan.")
        return redirect("kkg:outsider-list", speaker.group_id)
    context = {"speaker": speaker, "form": form, "merges": speaker.merges.live()}
    context["why_not_drop"] = why_not_drop_speaker(actor(request), speaker)
    return render(request, "kkg/speakers/edit.html", context)


@get_or_post
def outsider_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that this one is another of the list, who stays."""
    speaker = get_visible_or_404(Speaker, request, pk=pk)
    refuse_if(why_not_mend_speaker(actor(request), speaker))
    form = TwinForm(request.POST or None, others=speaker.group.speakers.outsiders().exclude(pk=pk))
    if form.is_valid():
        kept = make_one(kept=form.cleaned_data["twin"], dropped=speaker, by=actor(request))
        messages.success(request, f"Digabungkan. Semua catatannya kini atas nama {kept}. Ini masih bisa dibatalkan.")
        return redirect("kkg:outsider-list", speaker.group_id)
    return render(request, "kkg/speakers/merge.html", {"speaker": speaker, "form": form})


@require_POST
def outsider_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back that two were made one."""
    merge = get_visible_or_404(SpeakerMerge.objects.select_related("kept"), request, pk=pk)
    part_again(merge=merge, by=actor(request))
    messages.success(request, f"{merge.name} dan {merge.kept} kini dua nama lagi.")
    return redirect("kkg:outsider-list", merge.kept.group_id)


@require_POST
def outsider_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes off the list whom nothing names."""
    speaker = get_visible_or_404(Speaker, request, pk=pk)
    drop_speaker(speaker=speaker, by=actor(request))
    messages.success(request, f"{speaker} dihapus dari daftar.")
    return redirect("kkg:outsider-list", speaker.group_id)
