"""Check-in for a teacher: by QR or PIN, to the page that says it is noted.

A scan leaves a signed stamp in a cookie and in the form. Looking writes nothing; one POST redeems the stamp,
also after a log-in, a lost signal or an expired web session (decisions.md 16).
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.cookies import drop_cookie, put_cookie, read_cookie
from core.http import get_or_post, visitor_address
from core.refusals import Refused
from kkg.attendance.models import Attendance
from kkg.checkin.actions import (
    STAMP_AGE,
    STAMP_COOKIE,
    Stamp,
    check_in,
    read_stamp,
    session_of,
    sign_stamp,
    stamp_of_code,
    stamp_of_pin,
)
from kkg.checkin.forms import CheckInPinForm
from kkg.checkin.permissions import as_told_to
from kkg.sessions.presenters import hours_and_zone
from madrasah.guards import actor

LOG_IN_FIRST = "Pindaian Anda tersimpan. Masuk dulu, lalu kehadiran dicatat pada jam pindaian tadi."
NO_STAMP = "Tidak ada pindaian yang menunggu. Pindai QR di layar, atau ketik PIN-nya."


@never_cache
@login_not_required
@require_safe
def checkin_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR opens: the session's title, and one button."""
    try:
        stamp = stamp_of_code(code, address=visitor_address(request) or "")
    except (Refused, ValidationError) as error:
        return _refused(request, error)
    return _confirm(request, stamp)


@never_cache
@login_not_required
@get_or_post
def checkin_pin(request: HttpRequest) -> HttpResponse:
    """The way without a camera."""
    form = CheckInPinForm(request.POST or None)
    if form.is_valid():
        try:
            stamp = stamp_of_pin(form.cleaned_data["pin"], **_who_tries(request))
            return _keep(redirect("kkg:checkin-send"), stamp)
        except (Refused, ValidationError) as error:
            form.add_error("pin", _words(error))
    return render(request, "kkg/checkin/pin.html", {"form": form})


def _who_tries(request: HttpRequest) -> dict[str, Any]:
    user = actor(request) if request.user.is_authenticated else None
    return {"user": user, "address": visitor_address(request) or ""}


@never_cache
@login_not_required
@get_or_post
def checkin_send(request: HttpRequest) -> HttpResponse:
    """Redeems the stamp by POST; to a GET it shows what waits. Without a log-in the stamp is kept over it."""
    stamp = read_stamp(request.POST.get("stamp") or read_cookie(request, STAMP_COOKIE))
    if not request.user.is_authenticated:
        return _log_in_first(request, stamp)
    if request.POST.get("go") == "lewati":
        return _forget(redirect("home"))
    if stamp is None:
        return _forget(_refused(request, Refused(NO_STAMP)))
    return _redeemed(request, stamp) if request.method == "POST" else _confirm(request, stamp)


def _log_in_first(request: HttpRequest, stamp: Stamp | None) -> HttpResponse:
    response = redirect_to_login(request.path)
    if stamp is None:
        return response
    messages.info(request, LOG_IN_FIRST)
    return _keep(response, stamp)


def _redeemed(request: HttpRequest, stamp: Stamp) -> HttpResponse:
    try:
        row = check_in(stamp=stamp, by=actor(request))
    except Refused as error:
        return _forget(_refused(request, error))
    again = "" if row.checked_at == stamp.at else "?lagi=1"
    return _forget(redirect(reverse("kkg:checkin-done", args=[row.session_id]) + again))


@require_safe
def checkin_done(request: HttpRequest, pk: int) -> HttpResponse:
    """The result, large: read from one's own stored row."""
    row = get_object_or_404(Attendance.objects.own(request.user).select_related("session", "person"), session=pk)
    context = {"row": row, "session": row.session, "is_again": "lagi" in request.GET}
    return render(request, "kkg/checkin/done.html", context | {"is_in": row.mark == Attendance.Mark.HADIR})


def _confirm(request: HttpRequest, stamp: Stamp) -> HttpResponse:
    session = session_of(stamp)
    if session is None:
        return _forget(_refused(request, Refused(NO_STAMP)))
    context = {"session": session, "when": hours_and_zone(session), "stamp": sign_stamp(stamp), "at": stamp.at}
    return _keep(render(request, "kkg/checkin/confirm.html", context), stamp)


def _refused(request: HttpRequest, error: Refused | ValidationError) -> HttpResponse:
    """The first sentence large, the cure below, and the ways on."""
    said = as_told_to(actor(request), _words(error)) if request.user.is_authenticated else _words(error)
    title, _, text = said.partition(". ")
    return render(request, "kkg/checkin/refused.html", {"title": title, "text": text})


def _words(error: Refused | ValidationError) -> str:
    return error.messages[0] if isinstance(error, ValidationError) else str(error)


def _keep(response: HttpResponse, stamp: Stamp) -> HttpResponse:
    put_cookie(response, STAMP_COOKIE, sign_stamp(stamp), max_age=STAMP_AGE)
    return response


def _forget(response: HttpResponse) -> HttpResponse:
    drop_cookie(response, STAMP_COOKIE)
    return response
