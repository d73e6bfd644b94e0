"""What supervision and teachers ask of a KKG's next agenda, as counts, and one press that makes a topic of it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from competency.needs.actions import propose_topic
from competency.needs.forms import NeedForm
from competency.needs.presenters import proposal_line, unfinished_line
from competency.needs.reports import Needs, needs_of, proposals_of
from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.groups.permissions import why_not_run_group
from kkg.models import Session, Topic, WorkingGroup
from kkg.sessions.permissions import why_not_plan_agenda
from madrasah.guards import actor, get_visible_or_404

SHOWN = 10


@get_or_post
def needs(request: HttpRequest, pk: int) -> HttpResponse:
    """Unfinished topics first, then what is counted, then problems; below, what became of earlier ones."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_run_group(actor(request), group))
    today = timezone.localdate()
    proposals = proposals_of(group, with_came=True)
    found = needs_of(group, today, proposals)
    agendas = Session.objects.visible_to(request.user).filter(group=group).agendas()
    by_key = {need.key: need for need in found.found}
    form = NeedForm(request.POST or None, sessions=agendas, today=today, keys=by_key)
    if form.is_valid() and _is_proposed(request, form, by_key):
        return redirect("kkg:session-topics", form.cleaned_data["session"].pk)
    pending = Topic.objects.visible_to(request.user).pending().of_line(group, today).for_list()
    context = {
        "group": group,
        "semester": found.semester,
        "sections": sections(found),
        "unfinished": [unfinished_line(topic) for topic in pending],
        "proposals": [proposal_line(proposal) for proposal in proposals[:SHOWN]],
        "form": form,
        "minimum": settings.MIN_GROUP_SIZE,
        "coming": form.coming,
        "why_not": why_not_plan_agenda(actor(request), form.coming) if form.coming else None,
    }
    return render(request, "competency/needs/needs.html", context)


def _is_proposed(request: HttpRequest, form: NeedForm, by_key: dict[str, Any]) -> bool:
    need, session = by_key[form.cleaned_data["butuh"]], form.cleaned_data["session"]
    values = {"title": need.title, "competency": need.competency, "problem": need.problem, "origin": need.origin}
    if not succeeds(form, propose_topic, session=session, by=actor(request), **values):
        return False
    messages.success(request, f"“{need.title}” menjadi topik pertemuan “{session.title}”.")
    return True


KINDS = (
    ("indikator", "Indikator yang paling lemah", "Belum ada indikator yang dapat ditampilkan."),
    ("rpp", "Sebab RPP terlambat", "Belum ada sebab terlambat yang dapat ditampilkan."),
    ("tangga", "Catatan penilaian siswa", "Belum dapat ditampilkan: terlalu sedikit, atau hampir sama semua."),
    ("masalah", "Masalah yang dibawa guru", "Tidak ada masalah yang belum masuk agenda."),
)


def sections(found: Needs) -> list[dict[str, Any]]:
    """The kinds that are pressed into topics, in the order of the page."""
    return [{"title": title, "needs": found.of(kind), "empty": empty} for kind, title, empty in KINDS]
