"""Sending a result by link and PIN: a new link, shown once, and revoking the one that is out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from competency.sharing import link_actions as links
from competency.sharing.texts import result_message
from competency.sheets.models import Assessment
from competency.sheets.presenters import called
from core.whatsapp import message_link
from madrasah.guards import actor, get_visible_or_404


@require_POST
def result_link_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for the teacher, shown once, the PIN apart from it; the one before it dies."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    issued = links.issue_result_link(assessment=assessment, by=actor(request))
    text = result_message(
        to=called(assessment.teacher),
        what=assessment.instrument.get_kind_display(),
        day=assessment.observed_on,
        sender=str(actor(request).person),
        address=request.build_absolute_uri(reverse("competency:result-link", args=[issued.token])),
        until=issued.expires_on,
    )
    context = {"assessment": assessment, "issued": issued, "text": text, "teacher": called(assessment.teacher)}
    context["whatsapp_url"] = message_link(text, assessment.teacher.phone)
    return render(request, "competency/sharing/link_issued.html", context)


@require_POST
def result_link_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """The link that is out leads nowhere any more."""
    assessment = get_visible_or_404(Assessment, request, pk=pk)
    links.revoke_result_link(assessment=assessment, by=actor(request))
    messages.success(request, "Tautan hasil dibatalkan. Siapa pun yang memegangnya tidak bisa membukanya lagi.")
    return redirect("competency:assessment-detail", pk)
