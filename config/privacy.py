"""The privacy notice: who is the controller, what is kept, on what basis, how long, and what one may ask for."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.retention import BACKUPS, HISTORY, RETENTION


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """For everybody, logged in or not."""
    context = {
        "controller": settings.CONTROLLER_NAME,
        "contact": settings.CONTROLLER_CONTACT,
        "site_name": settings.SITE_NAME,
        "head": ["Data", "Disimpan", "Siapa yang melihat"],
        "rows": [[kind.what, kind.how_long, kind.seen_by] for kind in RETENTION if kind.models],
        "history": HISTORY,
        "backups": BACKUPS,
    }
    return render(request, "config/privacy.html", context)
