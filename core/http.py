"""What views share: the methods a page answers, whether it is looked at, the revision it was shown with, no copy."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.drafts import is_carried

AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")  # the names browsers had for it since Chrome 80 and Safari 13
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def seen_revision(request: HttpRequest) -> int:
    """The revision the person saw; what can't be read is none."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def is_looked_at(request: HttpRequest) -> bool:
    """Whether somebody opens the page now: not one who asks for its head, fetches ahead, or takes it along."""
    told = " ".join(request.headers.get(name, "") for name in AHEAD)
    is_ahead = is_carried(request) or re.search("prefetch|prerender|preview", told.lower())
    return request.method == "GET" and not is_ahead


def leaves_no_copy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what somebody logged in was shown lies in no cache, nor behind Back once they are gone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers["X-Akun"] = str(request.user.pk or 0)  # the worker drops what it carries of others
        return response

    return middleware
