"""Keeps the list of an account's devices fresh, and ends sessions that are too old for what their account opens."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from madrasah.accounts.actions import change_key, forget_device, note_device
from madrasah.accounts.permissions import most_days

# Session keys, in seconds since 1970: when this session was last noted, and when it was first (after the log-in).
SEEN, BEGAN = "seen", "began"
SEEN_EVERY = 10 * 60
DAY = 24 * 60 * 60
TOO_OLD = (
    "Silakan masuk lagi: sudah {days} hari sejak Anda masuk di perangkat ini. Tugas Anda membuka data banyak orang, "
    "jadi kata sandi ditanyakan lagi sesudah sekian hari."
)

Answer = Callable[[HttpRequest], HttpResponse]


def notes_devices(get_response: Answer) -> Answer:
    """At most one write a session in ten minutes, after the view: a log-in, a log-out, a new key are all over by then.

    Writing the time into the session also moves its end: who comes now and then stays logged in. A session that got
    another key meanwhile (a new password; the first visit after a new SECRET_KEY) is still the same device.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        session, now = request.session, int(timezone.now().timestamp())
        before = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if session.accessed and SEEN in session and session.session_key != before:
            change_key(old=before, new=session.session_key)
        if session.accessed and request.user.is_authenticated and now - session.get(SEEN, 0) >= SEEN_EVERY:
            agent = request.headers.get("User-Agent", "")
            note_device(user=request.user, session_key=session.session_key or "", agent=agent)
            session[SEEN] = now
            session.setdefault(BEGAN, now)
        return response

    return middleware


def ends_old_sessions(get_response: Answer) -> Answer:
    """Before those that keep what is sent in vain: for them, and for what was typed, it is as if it had expired.

    Whose offices SESSION_MOST_DAYS names logs in anew so long after the last log-in, however often they come.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
        is_for_all = not getattr(view, "login_required", True)
        if is_for_all or not settings.SESSION_MOST_DAYS or not (days := _days_over(request)):
            return
        forget_device(session_key=request.session.session_key)
        logout(request)
        messages.info(request, TOO_OLD.format(days=days))

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _days_over(request: HttpRequest) -> int | None:
    """The days that were allowed, once they are over. Offices are looked up for a session of some age only."""
    now = int(timezone.now().timestamp())
    days = (now - request.session.get(BEGAN, now)) // DAY
    user: Any = request.user
    if days < min(settings.SESSION_MOST_DAYS.values()) or not user.is_authenticated:
        return None
    most = most_days(user)
    return most if most is not None and days >= most else None
