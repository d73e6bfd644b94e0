"""What brings a file here: the box that loads its script, the answer it understands, and how much may come.

static/js/photo.js makes pictures small on the phone and sends the form itself, to show how far it is. It cannot
follow a redirect without using up the messages meant for the page; so it is told where to go instead.
"""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

HEADER = "X-Upload"
MOST_SENT = 12 * 1024 * 1024  # a file of 10 MB and the form around it


class FileBox(forms.FileInput):
    """Where a file is chosen; pages with one load photo.js."""

    class Media:
        js = [forms.Script("js/photo.js", type="module")]


def refuses_too_much(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware before all that reads a body: what is larger than any form here is answered unread.

    Who has no session at all sends no file, only words that may have been typed before it ended (core/interrupted.py).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        most = MOST_SENT if settings.SESSION_COOKIE_NAME in request.COOKIES else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if told.isdecimal() and int(told) <= most:
            return get_response(request)
        return render(request, "413.html", status=413)

    return middleware


def tells_where_it_leads(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware around those that redirect: to photo.js a redirect is 204 with the same `Location`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if HEADER in request.headers and response.status_code in (302, 303):
            response.status_code = 204
        return response

    return middleware
