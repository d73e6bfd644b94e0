"""Packs: ordering one, following it, taking it; and the pengawas' report of a semester by itself."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.packs.actions import order_pack
from competency.packs.forms import PackForm
from competency.packs.guide_papers import TITLE, guide_paper
from competency.packs.models import Pack
from competency.packs.permissions import EVIDENCE, why_not_order_pack, why_not_take_pack
from competency.packs.presenters import missing_words, offers_for, pack_facts, pack_line, until_words
from competency.summary.forms import SemesterChoice
from core.files import serve
from core.http import get_or_post
from core.jobs import wait_for
from core.papers import paper_response
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def pack_list(request: HttpRequest) -> HttpResponse:
    """What can be had, and what was had made in the last days."""
    today = timezone.localdate()
    form = PackForm(request.POST or None, initial={"kind": EVIDENCE}, today=today)
    if form.is_valid():
        data = form.cleaned_data
        site = request.build_absolute_uri("/").rstrip("/")
        pack = order_pack(kind=data["kind"], semester=data["semester"], by=actor(request), site=site)
        if pack.job:
            wait_for(pack.job)
        return redirect("competency:pack-detail", pack.pk)
    packs = Pack.objects.visible_to(request.user)
    context = {"form": form, "offers": offers_for(actor(request)), "lines": [pack_line(pack) for pack in packs]}
    return render(request, "competency/packs/list.html", context)


@require_safe
def pack_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; once it stands, what it holds and the file."""
    pack = get_visible_or_404(Pack, request, pk=pk)
    if pack.is_underway:
        return render(request, "competency/packs/underway.html", {"pack": pack, "job": pack.job})
    context = {
        "pack": pack,
        "facts": pack_facts(pack),
        "missing": missing_words(pack),
        "until": until_words(pack),
        "why_not": why_not_take_pack(actor(request), pack),
    }
    return render(request, "competency/packs/detail.html", context)


@require_safe
def pack_file(request: HttpRequest, pk: int) -> FileResponse:
    """The ZIP, to its owner, as long as the owner is who they were when it was made."""
    pack = get_visible_or_404(Pack, request, pk=pk)
    refuse_if(why_not_take_pack(actor(request), pack))
    return serve(pack.file)


@require_safe
def guide_report(request: HttpRequest) -> HttpResponse:
    """The pengawas' report on a semester by itself."""
    refuse_if(why_not_order_pack(actor(request), EVIDENCE))
    today = timezone.localdate()
    semester = SemesterChoice(request.GET, today=today)
    if not semester.is_valid() or semester.chosen is None:
        raise Http404
    data = guide_paper(actor(request), semester.chosen, today)
    return paper_response("tables.typ", data, name=f"{TITLE}-{semester.chosen}")
