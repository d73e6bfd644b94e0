"""What brings a file here: the box that loads its script, and the answer that script understands.

static/js/photo.js makes pictures small on the phone and sends the form itself, to show how far it is. It cannot
follow a redirect without using up the messages meant for the page; so it is told where to go instead.
"""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse

HEADER = "X-Upload"


class FileBox(forms.FileInput):
    """Where a file is chosen; pages with one load photo.js."""

    class Media:
        js = [forms.Script("js/photo.js", type="module")]


def tells_where_it_leads(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware around those that redirect: to photo.js a redirect is 204 with the same `Location`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if HEADER in request.headers and response.status_code in (302, 303):
            response.status_code = 204
        return response

    return middleware
