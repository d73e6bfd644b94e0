"""The calendar page, the address of one's own feed, and the feed itself."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_POST, require_safe

from core.brakes import Brake, visitor
from core.refusals import refuse_if
from kkg.calendar.actions import issue_feed, live_feed, reader_of, revoke_feed
from kkg.calendar.feed import calendar_text
from kkg.calendar.forms import MonthForm
from kkg.calendar.months import month_of
from kkg.calendar.permissions import why_not_have_feed
from kkg.calendar.presenters import calendar_days
from kkg.calendar.reports import calendar_rows, feed_entries
from madrasah.guards import actor

WAIT = "Dari jaringan ini baru saja banyak alamat kalender yang keliru. Coba lagi sesudah 15 menit."
GUESSES = Brake("kalender", most=400)  # phones ask again and again for an address that was taken back
FEED_NAME = "Pertemuan KKG"


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """One month of all groups one sees; "?bulan=2026-11" turns the page."""
    return render(request, "kkg/calendar/calendar.html", _month(request))


def _month(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    form = MonthForm(request.GET)
    month = form.month if form.is_valid() and form.month else month_of(today)
    rows = calendar_rows(actor(request), month.first, month.last)
    return {
        "month": month,
        "this_month": month_of(today),
        "days": calendar_days(rows, today, (month.first, month.last), _url_of),
        "feed": live_feed(actor(request)),
    }


def _url_of(kind: str, row: Any) -> str:
    if kind == "session":
        return reverse("kkg:session-detail", args=[row.whole_pk])
    return reverse("kkg:programme-detail", args=[row.programme_id])


@require_POST
def feed_new(request: HttpRequest) -> HttpResponse:
    """A new address, shown this once; the one before dies."""
    user = actor(request)
    refuse_if(why_not_have_feed(user))
    token = issue_feed(by=user)
    url = request.build_absolute_uri(reverse("kkg:feed", args=[token]))
    return render(request, "kkg/calendar/feed_issued.html", {"feed_url": url})


@require_POST
def feed_revoke(request: HttpRequest) -> HttpResponse:
    """The address is dead from now on."""
    revoke_feed(owner=actor(request))
    messages.success(request, "Alamat kalender dicabut. Kalender di perangkat Anda tidak diperbarui lagi.")
    return redirect("kkg:calendar")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address, as phones ask for it several times a day.

    Only the ETag leads to 304: the newest change of what is listed says nothing of what left the list.
    """
    user = reader_of(token)
    if user is None:
        if GUESSES.holds(visitor(request)):
            return HttpResponse(WAIT, status=429, content_type="text/plain; charset=utf-8")
        GUESSES.note(visitor(request))
        raise Http404
    entries = feed_entries(user, timezone.localdate())
    body = calendar_text(FEED_NAME, entries)
    etag = quote_etag(sha256(body).hexdigest())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="kkg.ics"'
    if entries:
        response["Last-Modified"] = http_date(max(entry.changed_at for entry in entries).timestamp())
    return get_conditional_response(request, etag=etag, response=response) or response
