"""Check-in: the panel and the big screen of those who run a session, and the way of a teacher through it.

A scan leaves a signed stamp in a cookie and in the form. Looking writes nothing; one POST redeems the stamp,
also after a log-in, a lost signal or an expired web session (decisions.md 16).
"""

from collections.abc import Callable
from typing import Any

import segno
from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.forms import succeeds
from core.http import get_or_post
from core.refusals import Refused, refuse_if
from kkg.actions.checkin import (
    STAMP_AGE,
    STAMP_COOKIE,
    Stamp,
    check_in,
    close_check_in,
    extend_check_in,
    open_check_in,
    read_stamp,
    session_of,
    sign_stamp,
    stamp_of_code,
    stamp_of_pin,
)
from kkg.checkin import PIN_STEP, QR_STEP, address_of, pin_code, seconds_left
from kkg.forms.checkin import CheckInPinForm, WindowForm
from kkg.models import Attendance, CheckInWindow, Session
from kkg.permissions import why_not_open_check_in, why_not_scan
from kkg.presenters import hours_and_zone
from kkg.reports import arrivals
from madrasah.guards import actor, get_visible_or_404

LOG_IN_FIRST = "Pindaian Anda tersimpan. Masuk dulu, lalu kehadiran dicatat pada jam pindaian tadi."
NO_STAMP = "Tidak ada pindaian yang menunggu. Pindai QR di layar, atau ketik PIN-nya."
TURNS: dict[str, Callable[..., Any]] = {"tutup": close_check_in, "perpanjang": extend_check_in}


# -- Those who run the session ----------------------------------------------------------------------------


@never_cache
@get_or_post
def checkin_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, extend, close; how many are in."""
    session = _run_session(request, pk)
    if request.POST.get("go") in TURNS:
        TURNS[request.POST["go"]](session=session, by=actor(request))
        return redirect("kkg:checkin-panel", pk)
    window = _window_of(session)
    form = WindowForm(request.POST or None, session=session, window=window)
    if form.is_valid() and succeeds(
        form, open_check_in, session=session, by=actor(request), opens_at=form.opens_at,
        closes_at=form.closes_at,
    ):  # fmt: skip
        return redirect("kkg:checkin-panel", pk)
    context = {"session": session, "window": window, "form": form, "arrived": arrivals(session)}
    return render(request, "kkg/checkin_panel.html", context | _state(window))


@never_cache
@require_safe
def checkin_show(request: HttpRequest, pk: int) -> HttpResponse:
    """QR and PIN as large as the screen, renewed by itself."""
    session = _run_session(request, pk)
    window = _window_of(session)
    context = {"session": session, "when": hours_and_zone(session), "arrived": arrivals(session)}
    codes = _codes(request, window) if window else {}
    return render(request, "kkg/checkin_show.html", {**context, **codes, **_state(window)})


def _run_session(request: HttpRequest, pk: int) -> Session:
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_open_check_in(request.user, session))
    return session


def _window_of(session: Session) -> CheckInWindow | None:
    return getattr(session, "check_in", None)


def _state(window: CheckInWindow | None) -> dict[str, str]:
    """Why nothing is taken now; empty while the window is open."""
    unopened = "Belum dibuka. Presensi untuk pertemuan ini belum dibuka."
    return {"why_not": (why_not_scan(window, timezone.now()) or "") if window else unopened}


def _codes(request: HttpRequest, window: CheckInWindow) -> dict[str, Any]:
    now = timezone.now()
    pin = pin_code(window.secret, now)
    path = reverse("kkg:checkin-code", args=[address_of(window.pk, window.secret, now)])
    typed = request.build_absolute_uri(reverse("kkg:checkin-pin"))
    return {
        "qr": _drawn(request.build_absolute_uri(path)),
        "pin": f"{pin[:3]} {pin[3:]}",
        "typed": typed.partition("//")[2],
        "renew": min(seconds_left(now, QR_STEP), seconds_left(now, PIN_STEP)) + 1,
    }


def _drawn(address: str) -> str:
    """An inline SVG without style attributes; segno writes it whole, only the address is ours."""
    qr = segno.make(address, error="m", micro=False)
    return mark_safe(qr.svg_inline(omitsize=True, border=4, light="#fff", svgclass=None))  # noqa: S308


# -- The teacher --------------------------------------------------------------------------------------------


@never_cache
@login_not_required
@require_safe
def checkin_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR opens: the session's title, and one button."""
    try:
        stamp = stamp_of_code(code)
    except (Refused, ValidationError) as error:
        return _refused(request, error)
    return _confirm(request, stamp)


@never_cache
@login_not_required
@get_or_post
def checkin_pin(request: HttpRequest) -> HttpResponse:
    """The way without a camera."""
    form = CheckInPinForm(_without_spaces(request) if request.method == "POST" else None)
    if form.is_valid():
        try:
            stamp = stamp_of_pin(form.cleaned_data["pin"], **_who_tries(request))
            return _keep(redirect("kkg:checkin-send"), stamp)
        except (Refused, ValidationError) as error:
            form.add_error("pin", _words(error))
    return render(request, "kkg/checkin_pin.html", {"form": form})


def _without_spaces(request: HttpRequest) -> dict[str, str]:
    """People type "123 456" as it stands on the screen."""
    return {"pin": "".join(request.POST.get("pin", "").split())}


def _who_tries(request: HttpRequest) -> dict[str, Any]:
    return {"account": request.user.pk, "address": get_client_ip_address(request) or ""}


@never_cache
@login_not_required
@get_or_post
def checkin_send(request: HttpRequest) -> HttpResponse:
    """Redeems the stamp by POST; to a GET it shows what waits. Without a log-in the stamp is kept over it."""
    stamp = read_stamp(request.POST.get("stamp") or request.COOKIES.get(STAMP_COOKIE, ""))
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


@never_cache
@require_safe
def checkin_done(request: HttpRequest, pk: int) -> HttpResponse:
    """The result, large: read from one's own stored row."""
    row = get_object_or_404(
        Attendance.objects.own(request.user).select_related("session", "person"), session=pk
    )
    context = {"row": row, "session": row.session, "is_again": "lagi" in request.GET}
    return render(request, "kkg/checkin_done.html", context | {"is_in": row.mark == Attendance.Mark.HADIR})


def _confirm(request: HttpRequest, stamp: Stamp) -> HttpResponse:
    session = session_of(stamp)
    if session is None:
        return _forget(_refused(request, Refused(NO_STAMP)))
    context = {
        "session": session,
        "when": hours_and_zone(session),
        "stamp": sign_stamp(stamp),
        "at": stamp.at,
    }
    return _keep(render(request, "kkg/checkin_confirm.html", context), stamp)


def _refused(request: HttpRequest, error: Refused | ValidationError) -> HttpResponse:
    """The first sentence large, the cure below, and the ways on."""
    title, _, text = _words(error).partition(". ")
    return render(request, "kkg/checkin_refused.html", {"title": title, "text": text})


def _words(error: Refused | ValidationError) -> str:
    return error.messages[0] if isinstance(error, ValidationError) else str(error)


def _keep(response: HttpResponse, stamp: Stamp) -> HttpResponse:
    response.set_cookie(
        STAMP_COOKIE, sign_stamp(stamp), max_age=STAMP_AGE, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def _forget(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(STAMP_COOKIE, samesite="Lax")
    return response
