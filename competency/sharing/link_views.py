"""A result by link and PIN: the two screens of a teacher without an account. Issuing it: issuing_views.py."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from competency.reflections.permissions import must_reflect_first
from competency.reflections.views import SENT, reflection_context
from competency.sharing import link_actions as links
from competency.sharing.forms import ReadForm, ReplyForm, ResultPinForm, reply_initial
from competency.sharing.models import ResultLink
from competency.sharing.permissions import why_not_reply, why_not_take_back_reply
from competency.sharing.presenters import version_shown
from competency.sheets.models import FollowUp
from competency.sheets.presenters import called, facts_of, followups_shown
from core.forms import succeeds
from core.http import get_or_post
from madrasah.accounts.link_actions import Opened, visitor_of, why_not_open
from madrasah.accounts.link_guards import note_guess, refuse_guesser, refuse_link

OPENED = "opened_result"  # session key: digest of the link whose PIN was right, and when
SITTING = timedelta(hours=2)  # then the PIN is asked again: the phone may be somebody else's
View = Callable[..., HttpResponse]


@never_cache
@login_not_required
@get_or_post
def result_link(request: HttpRequest, token: str) -> HttpResponse:
    """Screen 1: the PIN. Looking counts no try and says nothing of the result: WhatsApp fetches a preview."""
    way = links.find_result_link(token)
    if way is None or why_not_open(way.link):
        return _dead(request, way)
    form = ResultPinForm(request.POST or None)
    if form.is_valid():
        if waits := refuse_guesser(request):
            return waits
        opened = links.open_result(token=token, pin=form.cleaned_data["pin"])
        if opened is Opened.YES:
            request.session.cycle_key()
            request.session[OPENED] = [way.link.token_digest, timezone.now().isoformat()]
            return redirect("competency:result-shown", token)
        note_guess(request)
        if opened is Opened.DEAD:
            return _dead(request, links.find_result_link(token))
        form.add_error("pin", "PIN tidak cocok. Periksa lagi angkanya.")
    return render(request, "competency/sharing/link_pin.html", {"form": form})


def behind_the_pin(view: View) -> View:
    """Opens a page to who typed the PIN of its link within this sitting; `view` gets the way, not an account."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        way = links.find_result_link(token)
        if way is None or why_not_open(way.link):
            return _dead(request, way)
        if not _is_opened(request, way):
            return redirect("competency:result-link", token)
        return view(request, token, way)

    return never_cache(login_not_required(guarded))


@require_safe
@behind_the_pin
def result_shown(request: HttpRequest, token: str, way: ResultLink) -> HttpResponse:
    """Screen 2: the last shared version, or first the reflection where that is due."""
    if must_reflect_first(visitor_of(way.link), way.assessment):
        context, _, _ = reflection_context(way.assessment, None, **_reflecting(token))
        return render(request, "competency/reflections/write.html", context)
    return render(request, "competency/sharing/link_result.html", _context(token, way))


@require_POST
@behind_the_pin
def result_read(request: HttpRequest, token: str, way: ResultLink) -> HttpResponse:
    """ "Sudah saya baca", pressed by who came by link."""
    if must_reflect_first(visitor_of(way.link), way.assessment):
        return redirect("competency:result-shown", token)
    form = ReadForm(request.POST)
    if not form.is_valid():
        return render(request, "competency/sharing/link_result.html", _context(token, way) | {"read_form": form})
    links.read_by_link(token=token, **form.cleaned_data)
    messages.success(request, f"Tercatat: sudah dibaca. {called(way.assessment.keeper)} melihatnya.")
    return redirect("competency:result-shown", token)


@require_POST
@behind_the_pin
def result_reply(request: HttpRequest, token: str, way: ResultLink) -> HttpResponse:
    """The teacher's word on the version shown."""
    if must_reflect_first(visitor_of(way.link), way.assessment):
        return redirect("competency:result-shown", token)
    form = ReplyForm(request.POST, asks_agreement=True)
    if form.is_sent(links.reply_by_link, token=token):
        messages.success(request, f"Tanggapan terkirim kepada {called(way.assessment.keeper)}.")
        return redirect("competency:result-shown", token)
    return render(request, "competency/sharing/link_result.html", _context(token, way) | {"reply_form": form})


@require_POST
@behind_the_pin
def result_take_back(request: HttpRequest, token: str, _way: ResultLink) -> HttpResponse:
    """The reply comes back while nobody has read it."""
    links.take_back_by_link(token=token)
    messages.success(request, "Tanggapan ditarik sebelum dibaca. Kata-katanya ada lagi di formulir.")
    return redirect("competency:result-shown", token)


@require_POST
@behind_the_pin
def result_reflect(request: HttpRequest, token: str, way: ResultLink) -> HttpResponse:
    """The reflection, sent before the scores."""
    context, told, form = reflection_context(way.assessment, request.POST, **_reflecting(token))
    if told is not None and succeeds(form, links.reflect_by_link, token=token, **told):
        messages.success(request, SENT)
        return redirect("competency:result-shown", token)
    return render(request, "competency/reflections/write.html", context)


@require_POST
@behind_the_pin
def result_skip(_request: HttpRequest, token: str, _way: ResultLink) -> HttpResponse:
    """On to the result."""
    links.skip_by_link(token=token)
    return redirect("competency:result-shown", token)


def _reflecting(token: str) -> dict[str, str]:
    return {
        "write_url": reverse("competency:result-reflect", args=[token]),
        "skip_url": reverse("competency:result-skip", args=[token]),
    }


def _is_opened(request: HttpRequest, way: ResultLink) -> bool:
    digest, at = request.session.get(OPENED) or ["", ""]
    return digest == way.link.token_digest and timezone.now() < datetime.fromisoformat(at) + SITTING


def _dead(request: HttpRequest, way: ResultLink | None) -> HttpResponse:
    return refuse_link(request, why_not_open(way.link) if way else None)


def _context(token: str, way: ResultLink) -> dict[str, Any]:
    sheet, visitor = way.assessment, visitor_of(way.link)
    versions = list(sheet.versions.select_related("reply", "reply__by", "reply__read_by", "shared_by"))
    latest, earlier = versions[-1], versions[-2] if len(versions) > 1 else None
    followups = followups_shown(sheet.followups.all())
    asks = any(row["followup"].status == FollowUp.Status.PROPOSED for row in followups)
    reply, may_reply = getattr(latest, "reply", None), why_not_reply(visitor, sheet) is None
    initial = reply_initial(latest, visitor) if may_reply else {}
    return {
        **version_shown(latest, earlier, sheet),
        "followups": followups,
        "facts": facts_of(sheet),
        "teacher": called(sheet.teacher),
        "is_teacher": True,
        "until": way.link.expires_at,
        "may_take_back": why_not_take_back_reply(visitor, sheet, reply, at=timezone.now()) is None,
        "take_back_url": reverse("competency:result-take-back", args=[token]),
        "reply_url": reverse("competency:result-reply", args=[token]),
        "read_url": reverse("competency:result-read", args=[token]),
        "read_form": ReadForm(None) if sheet.read_at is None else None,
        "reply_form": ReplyForm(None, initial=initial, asks_agreement=asks) if may_reply else None,
    }
