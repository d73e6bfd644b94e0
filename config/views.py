"""Home (giliran Anda), the health check and the pages of refusal. Composes; decides nothing."""

import sys
from functools import cache

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.home import home_of
from config.quiet import whom_to_ask
from core.cookies import read_cookie
from core.http import get_or_post
from core.interrupted import KEPT_FOR, kept_by, return_to_form, sentences_of, waiting_lines, words_of
from core.outages import page_of_outage
from core.refusals import way_out_of
from kkg.checkin.actions import STAMP_COOKIE
from madrasah.guards import actor

WAIT = "60"  # seconds until a browser or a monitor should ask again


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is next, for whom it is next; a check-in that waits since before the log-in comes first."""
    if read_cookie(request, STAMP_COOKIE):
        return redirect("kkg:checkin-send")
    context = {
        "home": home_of(actor(request), timezone.localtime(), shows_all="semua" in request.GET),
        "unsent": waiting_lines(request),
    }
    return render(request, "config/home.html", context)


@get_or_post
def unsent(request: HttpRequest, pk: int) -> HttpResponse:
    """What a form sent in vain, to read, to send from its page, or to throw away."""
    send = next((send for send in kept_by(request) if send.pk == pk), None)
    words = words_of(send, request) if send else None
    if send is None or words is None:
        raise Http404
    if request.method == "POST":
        send.delete()
        messages.success(request, "Isian itu sudah dibuang.")
        return redirect("home")
    context = {"send": send, "texts": sentences_of(words), "files": words["files"]}
    context["until"] = send.created_at + KEPT_FOR
    return render(request, "config/unsent.html", context)


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """The words of navigation that a phone has no room for."""
    return render(request, "config/more.html")


@login_not_required
def health(_request: HttpRequest) -> HttpResponse:
    """Says "sehat" while the database answers, else 503 and why; read by a monitor, so in plain text."""
    word, status = "sehat", 200
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        word, status = "basis data tidak menjawab", 503
    return _told(word, status)


@login_not_required
def ready(_request: HttpRequest) -> HttpResponse:
    """Says "siap" when visitors may be sent here: the database answers and has every table of this code; else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select app, name from django_migrations")
            missing = newest_migrations() - set(cursor.fetchall())
    except DatabaseError:
        return _told("basis data tidak menjawab", 503)
    return _told("migrasi belum dijalankan", 503) if missing else _told("siap", 200)


@cache
def newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app, as the disk has them. Read once: that takes a second and some memory."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _told(word: str, status: int) -> HttpResponse:
    return HttpResponse(word, content_type="text/plain; charset=utf-8", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - named by Django
    """400 in plain words."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the sentence that refused, and the way out of the state that made it so."""
    context = {
        "reason": str(exception),
        "way_out": way_out_of(exception, request.user),
        "ask": whom_to_ask(request.user),
    }
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - named by Django
    """404 with the way back."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - named by Django
    """500: an apology that asks nobody, so that nothing else can fail; 503 where the machine could not.

    Django calls this while it handles the fault, so the fault can be asked for.
    """
    if page := page_of_outage(sys.exc_info()[1]):
        return HttpResponse(render_to_string(page), status=503, headers={"Retry-After": WAIT})
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - named by Django
    """Back to the form with what was typed; 403 when it is nobody's or cookies are off.

    Whom another tab has logged in meanwhile, that is, need not log in again.
    """
    if request.user.is_authenticated and request.path == reverse("madrasah:login"):
        return redirect("home")
    return return_to_form(request) or render(request, "403_csrf.html", status=403)
