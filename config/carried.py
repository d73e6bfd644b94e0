"""Which pages this account's phone takes along, put together from what the apps name."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

import competency.carried
import kkg.carried
from core.carried import CarriedPage
from madrasah.models import User


def carried_by(user: User, today: date) -> list[dict[str, Any]]:
    """As static/js/worker.js reads them: {"url", "title", "mark"}; every page is read anew once a day."""
    own = [CarriedPage(reverse("home"), "Giliran Anda"), CarriedPage(reverse("waiting"), "Belum terkirim")]
    pages = [*own, *competency.carried.pages(user, today), *kkg.carried.pages(user, today)]
    age = f"{settings.VERSION} {today.isoformat()}"
    return [{"url": page.url, "title": page.title, "mark": f"{age} {page.mark}"} for page in pages]
