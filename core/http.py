"""What views share: the methods a page answers, who asks from where and looks at it, the revision shown, no copy."""

import re
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.drafts import is_carried
from core.refusals import Refused

AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")  # the names browsers had for it since Chrome 80 and Safari 13
# A photo is taken by the phone's own camera and chosen like a file: no page needs a device.
NO_DEVICES = ", ".join(f"{name}=()" for name in ("camera", "microphone", "geolocation", "payment", "usb", "serial"))
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def point_out(request: HttpRequest, doubts: Iterable[str]) -> None:
    """What looks wrong is said once after saving; it forbids nothing."""
    for doubt in doubts:
        messages.warning(request, doubt)


def is_done(request: HttpRequest, action: Callable[..., Any], **values: Any) -> bool:
    """Runs the action and says whether it went through; if not, a message says why. Of a form: `succeeds`."""
    try:
        action(**values)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        return True
    return False


def not_kept(*forms: BaseForm) -> JsonResponse:
    """The answer to a page that saves by itself, where something typed is faulty (docs/tampilan.md)."""
    faults = [str(fault) for form in forms for found in form.errors.values() for fault in found]
    return JsonResponse({"message": " ".join(faults)}, status=400)


def seen_revision(request: HttpRequest) -> int:
    """The revision the person saw; what can't be read is none."""
    return _number(request.POST.get("revision", ""))


def key_asked(request: HttpRequest, name: str) -> int:
    """The key of a row in the page's address; 0, which no row has, for what can't be read."""
    return _number(request.GET.get(name, ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def is_looked_at(request: HttpRequest) -> bool:
    """Whether somebody opens the page now: not one who asks for its head, fetches ahead, or takes it along."""
    told = " ".join(request.headers.get(name, "") for name in AHEAD)
    is_ahead = is_carried(request) or re.search("prefetch|prerender|preview", told.lower())
    return request.method == "GET" and not is_ahead


def visitor_address(request: HttpRequest) -> str | None:
    """From where a visitor comes, for the log-in lock; None where even the nearest machine is unknown.

    Each proxy in front (PROXY_COUNT) adds the address that it sees at the right end of X-Forwarded-For; what stands
    left of theirs was sent by the visitor, who can write anything there.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    nearest = request.META.get("REMOTE_ADDR", "")
    from_afar = told[-settings.PROXY_COUNT] if 0 < settings.PROXY_COUNT <= len(told) else ""
    return _address(from_afar) or _address(nearest)


def _address(text: str) -> str | None:
    """The address in "10.0.0.7", "10.0.0.7:1234" or "[fe80::1]:1234"."""
    bare = re.sub(r"^\[(.*)\](:\d+)?$|^([^:]*):\d+$", r"\1\3", text.strip())
    try:
        return str(ip_address(bare))
    except ValueError:
        return None


def leaves_no_copy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what somebody logged in was shown lies in no cache, nor behind Back once they are gone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers["X-Akun"] = str(request.user.pk or 0)  # the worker drops what it carries of others
        return response

    return middleware


def packs_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: Django's gzip, but not for files: those are packed already, and a phone is told their length."""
    pack: Any = GZipMiddleware(get_response).process_response

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        packed: HttpResponse = response if response.streaming else pack(request, response)
        return packed

    return middleware


def reads_cookies_that_can_be_ours(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware before all that reads a cookie: one that no server of ours wrote is none (NUL breaks a query)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        cookies = request.COOKIES.items()
        request.COOKIES = {name: value for name, value in cookies if value.isascii() and value.isprintable()}
        return get_response(request)

    return middleware


def asks_for_no_device(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no page here, nor what it might be made to load, gets camera, microphone, place or the like."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_DEVICES)
        return response

    return middleware


def says_what_a_button_is_for(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address that only takes what a button sends has a page for whoever opens it, not a blank one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            response.content = render(request, "405.html").content
        return response

    return middleware
