"""The floor of all pages: a bare list of Django behind a log-in, as little as such a page of an ordinary site costs.

Session, user, the number of rows and fifty of them: four statements, Django's own middleware and account; a short
layout, and in each row a link, two words, a date and a code.
"""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import Client, override_settings
from django.urls import path

from madrasah.models import Region, User

ACCOUNT = "django.contrib.auth.backends.ModelBackend"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PROCESSORS = (
    "template.context_processors.request",
    "contrib.auth.context_processors.auth",
    "contrib.messages.context_processors.messages",
)
LAYOUT = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
</head><body><header>{% if user.is_authenticated %}<a href="/">{{ user.username }}</a>{% endif %}</header>
<main>{% for message in messages %}<p>{{ message }}</p>{% endfor %}{% block main %}{% endblock %}</main></body>"""
LIST = """{% extends "layout" %}{% block title %}Daftar{% endblock %}{% block main %}
<h1>Daftar ({{ rows.paginator.count }})</h1>
<table>{% for row in rows %}<tr><td><a href="/{{ row.pk }}/">{{ row.name }}</a><td>{{ row.level }}
<td>{{ day|date:"j M Y" }}<td>{{ row.code }}</tr>{% endfor %}</table>{% endblock %}"""
settings.AUTHENTICATION_BACKENDS.append(ACCOUNT)


@login_required
def bare_list(request: HttpRequest) -> HttpResponse:
    """Fifty of the few hundred regions of one province."""
    rows = Paginator(Region.objects.filter(code__startswith="73").order_by("code"), 50).get_page(1)
    return HttpResponse(_template().render({"rows": rows, "day": date(2026, 7, 1)}, request))


@cache
def _template() -> Any:
    loader = ("django.template.loaders.locmem.Loader", {"layout": LAYOUT, "list": LIST})
    options = {
        "context_processors": [f"django.{word}" for word in PROCESSORS],
        "loaders": [("django.template.loaders.cached.Loader", [loader])],
    }
    return DjangoTemplates({"NAME": "floor", "DIRS": [], "APP_DIRS": False, "OPTIONS": options}).get_template("list")


urlpatterns = [path("lantai/", bare_list)]


def there(get_response: Any) -> Any:
    """Middleware that leads to the list here, so that no setting is changed between two pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = "bench.floor"
        return get_response(request)

    return middleware


def floor_of(user: User) -> Callable[[], object]:
    """Opens the bare list once, as this user."""
    client = Client()
    client.force_login(user, ACCOUNT)
    with override_settings(MIDDLEWARE=["bench.floor.there", *MIDDLEWARE]):
        client.handler.load_middleware()
    return partial(client.get, "/lantai/")
