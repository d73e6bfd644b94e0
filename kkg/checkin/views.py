"""Check-in for those who run a session: the panel, and the QR and PIN as large as the screen."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.codes import qr_inline
from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.attendance.reports import arrivals
from kkg.checkin.actions import close_check_in, extend_check_in, open_check_in
from kkg.checkin.codes import PIN_STEP, QR_STEP, address_of, pin_code, seconds_left
from kkg.checkin.forms import WindowForm
from kkg.checkin.models import CheckInWindow
from kkg.checkin.permissions import as_told_to, why_not_open_check_in, why_not_scan
from kkg.sessions.models import Session
from kkg.sessions.presenters import hours_and_zone
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import User

TURNS: dict[str, Callable[..., Any]] = {"tutup": close_check_in, "perpanjang": extend_check_in}


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
        form, open_check_in, session=session, by=actor(request), opens_at=form.opens_at, closes_at=form.closes_at
    ):
        return redirect("kkg:checkin-panel", pk)
    context = {"session": session, "window": window, "form": form, "arrived": arrivals(session)}
    return render(request, "kkg/checkin/panel.html", context | _state(actor(request), window))


@require_safe
def checkin_show(request: HttpRequest, pk: int) -> HttpResponse:
    """QR and PIN as large as the screen, renewed by itself."""
    session = _run_session(request, pk)
    window = _window_of(session)
    context = {"session": session, "when": hours_and_zone(session), "arrived": arrivals(session)}
    codes = _codes(request, window) if window else {}
    return render(request, "kkg/checkin/show.html", {**context, **codes, **_state(actor(request), window)})


def _run_session(request: HttpRequest, pk: int) -> Session:
    session = get_visible_or_404(Session.days.all(), request, pk=pk)
    refuse_if(why_not_open_check_in(actor(request), session))
    return session


def _window_of(session: Session) -> CheckInWindow | None:
    return getattr(session, "check_in", None)


def _state(user: User, window: CheckInWindow | None) -> dict[str, str]:
    """Why nothing is taken now; empty while the window is open."""
    unopened = "Belum dibuka. Presensi untuk pertemuan ini belum dibuka."
    reason = (why_not_scan(window, timezone.now()) or "") if window else unopened
    return {"why_not": as_told_to(user, reason)}


def _codes(request: HttpRequest, window: CheckInWindow) -> dict[str, Any]:
    now = timezone.now()
    pin = pin_code(window.secret, now)
    path = reverse("kkg:checkin-code", args=[address_of(window.pk, window.secret, now)])
    typed = request.build_absolute_uri(reverse("kkg:checkin-pin"))
    return {
        "qr": qr_inline(request.build_absolute_uri(path)),
        "pin": f"{pin[:3]} {pin[3:]}",
        "typed": typed.partition("//")[2],
        "renew": min(seconds_left(now, QR_STEP), seconds_left(now, PIN_STEP)) + 1,
    }
