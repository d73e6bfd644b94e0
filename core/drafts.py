"""Drafts on the phone (static/js/autosave.js): what opens them, and which of them arrived."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.messages import ERROR, get_messages
from django.http import HttpRequest, HttpResponse, JsonResponse

from core.cookies import put_cookie, read_cookie
from core.keys import digests

SENT_COOKIE, DRAFT_FIELD = "terkirim", "draf"
NUMBER = re.compile(r"[0-9a-f]{16}")
TOLD_FOR = timedelta(days=1)
MOST_TOLD = 9
BAD_REQUEST = 400


def locks_of(account: int) -> list[str]:
    """What opens drafts of this account on a phone, the newest first; only its own pages carry it."""
    return digests("isian di HP", str(account))


def tells_what_arrived(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after those that refuse: names the draft that a form brought in, for the script to drop it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_quiet(request) and not isinstance(response, JsonResponse):
            return _in_short(request, response)
        if has_arrived(request, response) and draft_of(request):
            _tell(request, response, draft_of(request))
        return response

    def process_view(request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        request.told_before_view = len(get_messages(request))  # type: ignore[attr-defined]

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def draft_of(request: HttpRequest) -> str:
    """The number of the draft that a form brings; "" for none."""
    number = request.POST.get(DRAFT_FIELD, "")
    return number if NUMBER.fullmatch(number) else ""


def is_quiet(request: HttpRequest) -> bool:
    """Whether the page itself sends a form, and shows no page that answers it."""
    return "X-Autosave" in request.headers


def is_carried(request: HttpRequest) -> bool:
    """Whether a page is read to lie on the phone until there is no signal: nobody has seen it yet."""
    return "X-Bekal" in request.headers


def _in_short(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What became of a form, for the script that sent it: taken, not taken with the reason, or logged out."""
    if has_arrived(request, response):
        return JsonResponse({})
    if response.status_code in (302, 303) and not _says_no(request):
        return JsonResponse({}, status=401)
    if response.status_code < BAD_REQUEST:
        said = " ".join(message.message for message in get_messages(request) if message.level >= ERROR)
        return JsonResponse({"message": said}, status=409)
    return response


def has_arrived(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a form was taken: one that comes back is answered 200, a no by an error, or on the way back."""
    is_taken = request.method == "POST" and response.status_code in (302, 303)
    return is_taken and hasattr(request, "told_before_view") and not _says_no(request)


def _says_no(request: HttpRequest) -> bool:
    """Whether the view itself told an error; older messages may still wait for a page that shows them."""
    before, told = getattr(request, "told_before_view", None), get_messages(request)
    if before is None:
        return False
    was_shown = told.used  # type: ignore[union-attr]
    new = list(told)[before:]
    told.used = was_shown  # type: ignore[union-attr]  # reading it here shows it to nobody
    return any(message.level >= ERROR for message in new)


def _tell(request: HttpRequest, response: HttpResponse, number: str) -> None:
    """Beside those that no page has taken up yet."""
    told = NUMBER.findall(read_cookie(request, SENT_COOKIE))[1 - MOST_TOLD :]
    put_cookie(response, SENT_COOKIE, ".".join([*told, number]), max_age=TOLD_FOR, is_for_scripts=True)
