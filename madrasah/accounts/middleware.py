"""Keeps the list of an account's devices fresh: at most one write a session in ten minutes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from madrasah.accounts.actions import change_key, note_device

SEEN = "seen"  # session key: seconds since 1970 when this session was last noted
SEEN_EVERY = 10 * 60

Answer = Callable[[HttpRequest], HttpResponse]


def notes_devices(get_response: Answer) -> Answer:
    """After the view, so that a log-in, a log-out and a new session key are all over by then.

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
        return response

    return middleware
