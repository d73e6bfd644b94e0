"""The same form pressed twice at the same moment is done once: the second press gets the answer of the first.

The one mechanism for all forms. Equal is: the same account, address and words, with the mark of the same page, and
no other form of the account between them. Not here: sends that a script repeats, which every view takes twice anyway.
"""

from collections.abc import Callable
from datetime import timedelta
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from core.drafts import has_arrived, is_quiet
from core.leases import alone
from core.models import LastSend

PAGE_MARK = "csrfmiddlewaretoken"  # another one on every page that is shown
AT_THE_SAME_MOMENT = timedelta(seconds=30)


def once_at_a_time(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, next to the views: equal forms wait for each other, and only what led on is not done again."""

    def middleware(request: HttpRequest) -> HttpResponse:
        is_form = request.method == "POST" and request.user.is_authenticated and not is_quiet(request)
        if not is_form or PAGE_MARK not in request.POST:
            return get_response(request)
        digest = _digest_of(request)
        with alone(int.from_bytes(digest[:8], "big", signed=True)):
            if where := _led_to(request, digest):
                request.has_reached_view = True  # type: ignore[attr-defined]  # the first press did
                return HttpResponseRedirect(where)
            response = get_response(request)
            if isinstance(response, HttpResponseRedirect) and has_arrived(request, response) and request.user.pk:
                _note(request, digest, response.url)
            return response

    return middleware


def _digest_of(request: HttpRequest) -> bytes:
    """What account, address, words and files come down to."""
    words = sorted((name, tuple(values)) for name, values in request.POST.lists())
    files = [(name, file.name, file.size) for name, sent in request.FILES.lists() for file in sent]
    told = repr((request.user.pk, request.get_full_path(), words, files))
    return blake2b(told.encode("utf-8", "replace"), digest_size=16).digest()


def _led_to(request: HttpRequest, digest: bytes) -> str:
    """Where the account's last form led, if it was this one and was sent just now; "" otherwise."""
    since = timezone.now() - AT_THE_SAME_MOMENT
    last = LastSend.objects.filter(account=request.user.pk or 0, digest=digest.hex(), sent_at__gte=since)
    return last.values_list("led_to", flat=True).first() or ""


def _note(request: HttpRequest, digest: bytes, where: str) -> None:
    values = {"digest": digest.hex(), "led_to": where, "sent_at": timezone.now()}
    LastSend.objects.update_or_create(account=request.user.pk or 0, defaults=values)
