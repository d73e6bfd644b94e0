"""What makes the app work without a signal: its worker, its name on the phone, and the pages it shows then."""

import json
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from config.carried import carried_by
from core.interrupted import waiting_lines
from madrasah.guards import actor

STATIC = settings.BASE_DIR / "static"
SCRIPTS = (
    *("answers", "autosave", "away", "carry", "draft", "find", "happened", "keeping", "lock", "outbox"),
    *("noted", "questions", "rollcall", "shelf", "tally", "unfilled", "waiting"),
)
# What the pages that are carried ask for, and no more: it comes with the first visit.
SHELL = ["vendor/bootstrap.css", "css/app.css", "img/favicon.svg", *(f"js/{name}.js" for name in SCRIPTS)]
ICONS = (192, 512)


@require_safe
@login_not_required
@cache_control(no_cache=True)
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker: static/js/worker.js, told which files this version has."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@require_safe
@login_not_required
@cache_control(max_age=3600, public=True)
def manifest(_request: HttpRequest) -> JsonResponse:
    """What a phone needs to set the app on its screen."""
    icons = [
        {"src": static(f"img/ikon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in ICONS
        for purpose in ("any", "maskable")
    ]
    about = {"name": settings.SITE_NAME, "short_name": "KKG", "lang": "id", "start_url": "/", "scope": "/", "id": "/"}
    look = {"display": "standalone", "background_color": "#ffffff", "theme_color": "#0b5d3b"}
    return JsonResponse({**about, **look, "icons": icons}, content_type="application/manifest+json")


@require_safe
@login_not_required
def away(request: HttpRequest) -> HttpResponse:
    """In place of the browser's own page: there is no signal, and what can be opened nevertheless."""
    return render(request, "config/away.html")


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits on this phone (a script lists it), and what the server keeps of a send in vain."""
    return render(request, "config/waiting.html", {"unsent": waiting_lines(request)})


@require_safe
def carried(request: HttpRequest) -> JsonResponse:
    """The pages to take along."""
    return JsonResponse({"pages": carried_by(actor(request), timezone.localdate())})


@cache
def _worker() -> str:
    text = (STATIC / "js" / "worker.js").read_text("utf-8")
    files = [static(name) for name in SHELL]
    told = {
        "version": sha256(f"{text}{files}{settings.VERSION}".encode()).hexdigest()[:12],
        "files": files,
        "away": reverse("away"),
        "leave": reverse("madrasah:logout"),
        "pack": reverse("carried"),
    }
    return f"self.KKG = {json.dumps(told)};\n{text}"
