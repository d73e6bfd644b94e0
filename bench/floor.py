"""The floor of all pages: a bare list of Django behind a log-in, as little as a page of that kind can cost.

Session, user, the number of rows and fifty of them: four statements, Django's own middleware and account, one short
template.
"""

from collections.abc import Callable
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
PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Daftar</title></head>
<body><header>{{ user.username }}</header><main>{% for message in messages %}<p>{{ message }}</p>{% endfor %}
<h1>Daftar ({{ rows.paginator.count }})</h1><table>{% for row in rows %}
<tr><td><a href="/{{ row.pk }}/">{{ row.name }}</a><td>{{ row.level }}<td>{{ row.code }}</tr>{% endfor %}</table></main>
</body>"""
settings.AUTHENTICATION_BACKENDS.append(ACCOUNT)


@login_required
def bare_list(request: HttpRequest) -> HttpResponse:
    """Fifty of the few hundred regions of one province."""
    rows = Paginator(Region.objects.filter(code__startswith="73").order_by("code"), 50).get_page(1)
    return HttpResponse(_template().render({"rows": rows}, request))


@cache
def _template() -> Any:
    processors = [f"django.{word}" for word in PROCESSORS]
    options = {"NAME": "floor", "DIRS": [], "APP_DIRS": False, "OPTIONS": {"context_processors": processors}}
    return DjangoTemplates(options).from_string(PAGE)


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
