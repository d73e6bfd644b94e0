"""A sheet as PDF: the last shared version, an earlier one, or a draft for who may read it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from competency.reflections.permissions import must_reflect_first
from competency.sharing.models import Reply, SharedVersion
from competency.sharing.papers import Data, draft_paper, version_paper
from competency.sharing.permissions import is_addressed
from competency.sharing.reply_actions import mark_read
from competency.sheets.models import Assessment
from competency.sheets.permissions import why_not_fill
from core.http import is_looked_at
from core.papers import paper_response
from madrasah.guards import actor, get_visible_or_404

PRINTED = Assessment.objects.select_related("reflection", "semester", "madrasah__region")


@require_safe
def assessment_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page of the sheet shows: its last shared version, or the draft."""
    assessment = get_visible_or_404(PRINTED, request, pk=pk)
    if assessment.shared_at is None:
        shows_result = why_not_fill(actor(request), assessment) is None
        return _printed(assessment, draft_paper(assessment, actor(request), shows_result=shows_result))
    return _version(request, assessment, None)


@require_safe
def assessment_version_paper(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One shared version, as it was."""
    return _version(request, get_visible_or_404(PRINTED, request, pk=pk), number)


def _version(request: HttpRequest, assessment: Assessment, number: int | None) -> HttpResponse:
    """To print is to read: a teacher who has not seen the result reflects first."""
    if must_reflect_first(actor(request), assessment):
        return redirect("competency:reflection-write", assessment.pk)
    if is_looked_at(request):
        mark_read(assessment=assessment, reader=actor(request))
    versions = list(assessment.versions.select_related("reply", "reply__by", "shared_by"))
    found = [version for version in versions if number in (version.number, None)]
    if not found:
        raise Http404
    is_latest = found[-1] == versions[-1]
    reply = _reply_for(request, found[-1], assessment)
    paper = version_paper(found[-1], assessment, actor(request), reply=reply, is_latest=is_latest)
    return _printed(assessment, paper)


def _reply_for(request: HttpRequest, version: SharedVersion, assessment: Assessment) -> Reply | None:
    """Whom it is addressed to never sees it before that is noted."""
    reply = getattr(version, "reply", None)
    is_ahead = reply is not None and reply.read_at is None and is_addressed(actor(request), assessment)
    return None if is_ahead else reply


def _printed(assessment: Assessment, paper: Data) -> HttpResponse:
    return paper_response("filled.typ", paper, name=f"lembar-{assessment.teacher}-{assessment.observed_on}")
